"""Endpoints under /api/v1/users that deal with the user itself."""

from __future__ import annotations

import re
from typing import Any

from jamf_connect_okta.simulated_org.core.api import Answer, Call, Endpoint, no_content, ok
from jamf_connect_okta.simulated_org.core.errors import forbidden, validation
from jamf_connect_okta.simulated_org.core.org import Org
from jamf_connect_okta.simulated_org.core.store import Document
from jamf_connect_okta.simulated_org.management.admin_roles import shown_role
from jamf_connect_okta.simulated_org.management.bodies import objects, optional_text, required_text, strings
from jamf_connect_okta.simulated_org.management.directory.group_documents import shown_group
from jamf_connect_okta.simulated_org.management.directory.memberships import add_member, groups_of
from jamf_connect_okta.simulated_org.management.directory.passwords import hashed
from jamf_connect_okta.simulated_org.management.directory.user_documents import (
    PROFILE_PROPERTIES,
    find_user,
    new_user,
    shown_member,
    shown_user,
    with_status,
)
from jamf_connect_okta.simulated_org.management.pagination import page
from jamf_connect_okta.simulated_org.management.policies.policy_conditions import forget_user
from jamf_connect_okta.simulated_org.management.searches import searched

_REQUIRED = ("login", "email", "firstName", "lastName")
_ADDRESSES = ("login", "email", "secondEmail")
_ADDRESS = re.compile(r"[^@\s]+@[^@\s]+")
# Lengths as in Okta's OpenAPI description; other properties have none there.
_SHORTEST_ADDRESS = 5
_LONGEST = {
    "firstName": 50,
    "lastName": 50,
    "email": 100,
    "secondEmail": 100,
    "mobilePhone": 100,
    "primaryPhone": 100,
    "city": 128,
    "state": 128,
    "zipCode": 50,
    "countryCode": 2,
    "streetAddress": 1024,
    "postalAddress": 4096,
}
_SEARCHED_BY_Q = ("firstName", "lastName", "email", "login")
_MIN_PASSWORD = 8
_OWNED_BY_A_USER = (("membership", "userId"), ("appUser", "userId"))


def get_me(call: Call) -> Answer:
    """GET /users/me: whose API token this is."""
    if call.caller.user_id is None:
        raise forbidden()
    return ok(shown_user(call.org, find_user(call.org, call.caller.user_id)))


def list_users(call: Call) -> Answer:
    """GET /users: `q` matches the beginning of a name or address, `filter` and `search` are expressions.

    Deactivated users appear in searches only.
    """
    users = searched(call, "user", "filter", "search")
    if words := call.query.get("q", "").lower():
        users = [user for user in users if _starts_with(user, words)]
    if "search" not in call.query and "filter" not in call.query:
        users = [user for user in users if user["document"]["status"] != "DEPROVISIONED"]
    return page(call, users, lambda user: shown_member(call.org, user), default_limit=200)


def create_user(call: Call) -> Answer:
    """POST /users: STAGED with `activate=false`; else ACTIVE with a password and PROVISIONED without one."""
    org, body = call.org, call.json()
    profile = _profile(body, "newUser")
    _check_login(org, profile["login"], None)
    password = _password(body)
    status = "STAGED" if call.query.get("activate") == "false" else "ACTIVE" if password else "PROVISIONED"
    group_ids = strings(body, "groupIds")
    if any(org.store.get("group", one) is None for one in group_ids):
        raise validation("groupIds", "groupIds: Invalid list of group IDs")
    user = new_user(org, profile, status=status, password=hashed(password) if password else None)
    org.store.put("user", user)
    for group_id in [org.meta["everyoneGroupId"], *group_ids]:
        group = org.store.get("group", group_id)
        if group is not None:
            add_member(org, group, user["id"])
    return ok(shown_user(org, user))


def get_user(call: Call) -> Answer:
    """GET /users/{id or login}."""
    return ok(shown_user(call.org, _user(call)))


def replace_user(call: Call) -> Answer:
    """PUT /users/{id}: the whole profile; a password when there is one."""
    body = call.json()
    return _updated(call, body, _profile(body, "newUser"))


def update_user(call: Call) -> Answer:
    """POST /users/{id}: only what the body names; null removes a property."""
    body = call.json()
    old = _user(call)["document"]["profile"]
    return _updated(call, body, _profile({"profile": {**old, **objects(body, "profile")}}, "newUser"))


def delete_user(call: Call) -> Answer:
    """DELETE /users/{id}: the first one deactivates, the second one deletes."""
    org, user = call.org, _user(call)
    if user["document"]["status"] != "DEPROVISIONED":
        org.store.put("user", with_status(org, user, "DEPROVISIONED"))
        return no_content()
    for kind, field in _OWNED_BY_A_USER:
        for owned in org.store.find(kind, field, user["id"]):
            org.store.delete(kind, owned["id"])
    forget_user(org, user["id"])
    org.store.delete("user", user["id"])
    return no_content()


def list_groups(call: Call) -> Answer:
    """GET /users/{id}/groups."""
    return ok([shown_group(call.org, group) for group in groups_of(call.org, _user(call)["id"])])


def list_roles(call: Call) -> Answer:
    """GET /users/{id}/roles."""
    user = _user(call)
    path, created = f"/api/v1/users/{user['id']}", user["document"]["created"]
    return ok([shown_role(call.org, role, path, kind="USER", created=created) for role in user["roles"]])


def _user(call: Call) -> Document:
    return find_user(call.org, call.ids["userId"])


def _starts_with(user: Document, words: str) -> bool:
    profile = user["document"]["profile"]
    return any(str(profile.get(key, "")).lower().startswith(words) for key in _SEARCHED_BY_Q)


def _updated(call: Call, body: dict[str, Any], profile: dict[str, Any]) -> Answer:
    org, user = call.org, _user(call)
    _check_login(org, profile["login"], user)
    document = {**user["document"], "lastUpdated": org.now()}
    document["profile"] = {key: value for key, value in profile.items() if value is not None}
    changed = {**user, "login": profile["login"].lower(), "document": document}
    if password := _password(body):
        changed["password"] = hashed(password)
        changed["temporaryPassword"] = False
        document["passwordChanged"] = org.now()
        if document["status"] == "PROVISIONED":
            changed = with_status(org, changed, "ACTIVE")
    org.store.put("user", changed)
    return ok(shown_user(org, changed))


def _profile(body: dict[str, Any], what: str) -> dict[str, Any]:
    profile = objects(body, "profile")
    if unknown := sorted(profile.keys() - PROFILE_PROPERTIES):
        raise validation(what, *(f"Property name '{key}' is not defined in profile" for key in unknown))
    for key in _REQUIRED:
        required_text(profile, key)
    for key in profile:
        optional_text(profile, key, longest=_LONGEST.get(key))
    for key in _ADDRESSES:
        value = profile.get(key)
        if value and (len(value) < _SHORTEST_ADDRESS or not _ADDRESS.fullmatch(value)):
            raise validation(key, f"{key}: must be in the form of an email address")
    return profile


def _check_login(org: Org, login: str, user: Document | None) -> None:
    for other in org.store.find("user", "login", login.lower()):
        if user is None or other["id"] != user["id"]:
            raise validation("login", "login: An object with this field already exists in the current organization")


def _password(body: dict[str, Any]) -> str | None:
    value = optional_text(objects(objects(body, "credentials"), "password"), "value")
    if value is None:
        return None
    if len(value) < _MIN_PASSWORD:
        raise validation("password", f"password: Password requirements: at least {_MIN_PASSWORD} characters.")
    return value


ENDPOINTS = (
    Endpoint("GET", "/api/v1/users/me", get_me, "okta.users"),
    Endpoint("GET", "/api/v1/users", list_users, "okta.users"),
    Endpoint("POST", "/api/v1/users", create_user, "okta.users"),
    Endpoint("GET", "/api/v1/users/{userId}", get_user, "okta.users"),
    Endpoint("PUT", "/api/v1/users/{userId}", replace_user, "okta.users"),
    Endpoint("POST", "/api/v1/users/{userId}", update_user, "okta.users"),
    Endpoint("DELETE", "/api/v1/users/{userId}", delete_user, "okta.users"),
    Endpoint("GET", "/api/v1/users/{userId}/groups", list_groups, "okta.users"),
    Endpoint("GET", "/api/v1/users/{userId}/roles", list_roles, "okta.roles"),
)
