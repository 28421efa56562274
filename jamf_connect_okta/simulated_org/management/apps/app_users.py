"""Endpoints under /api/v1/apps/{id}/users: which users an app is assigned to."""

from __future__ import annotations

from typing import Any

from jamf_connect_okta.simulated_org.core.api import Answer, Call, Endpoint, no_content, ok
from jamf_connect_okta.simulated_org.core.errors import not_found, validation
from jamf_connect_okta.simulated_org.core.store import Document
from jamf_connect_okta.simulated_org.management.apps.apps import find_app
from jamf_connect_okta.simulated_org.management.bodies import objects, optional_text, required_text
from jamf_connect_okta.simulated_org.management.directory.memberships import is_member, members
from jamf_connect_okta.simulated_org.management.directory.user_documents import find_user
from jamf_connect_okta.simulated_org.management.pagination import page

# What Okta fills the profile of an OIDC app's user with: claim, attribute of the user.
_OIDC_PROFILE = {
    "given_name": "firstName",
    "family_name": "lastName",
    "middle_name": "middleName",
    "email": "email",
    "preferred_username": "login",
    "nickname": "nickName",
    "profile": "profileUrl",
    "phone_number": "mobilePhone",
    "zoneinfo": "timezone",
    "locale": "locale",
    "street_address": "streetAddress",
    "locality": "city",
    "region": "state",
    "postal_code": "zipCode",
    "country": "countryCode",
}


def list_assignments(call: Call) -> Answer:
    """GET: users who are assigned one by one, and those whom an assigned group brings."""
    app = find_app(call)
    direct = {one["userId"]: one for one in call.org.store.find("appUser", "appId", app["id"])}
    users = {user_id: find_user(call.org, user_id) for user_id in direct}
    for group_id in _groups(call, app):
        users |= {user["id"]: user for user in members(call.org, group_id)}
    return page(
        call,
        list(users.values()),
        lambda user: _shown(call, direct.get(user["id"]) or _assignment(call, app, user, {}, "GROUP")),
        default_limit=50,
        max_limit=500,
    )


def create_assignment(call: Call) -> Answer:
    """POST: assigns one user. Assigning somebody again replaces the assignment."""
    app, body = find_app(call), call.json()
    user_id = required_text(body, "id")
    user = call.org.require("user", user_id, lambda: not_found(user_id, "User"))
    assignment = _assignment(call, app, user, body, "USER")
    call.org.store.put("appUser", assignment)
    return ok(_shown(call, assignment))


def get_assignment(call: Call) -> Answer:
    """GET /users/{userId}."""
    return ok(_shown(call, _find(call)))


def update_assignment(call: Call) -> Answer:
    """POST /users/{userId}: credentials, profile; the scope becomes USER."""
    app, body = find_app(call), call.json()
    old = _find(call)
    user = find_user(call.org, old["userId"])
    document = _assignment(call, app, user, body, "USER")["document"]
    if "credentials" not in body:
        document["credentials"] = old["document"]["credentials"]
    document["profile"] = {**old["document"]["profile"], **objects(body, "profile")}
    document |= {key: old["document"][key] for key in ("created", "statusChanged")}
    updated = {**old, "document": document}
    call.org.store.put("appUser", updated)
    return ok(_shown(call, updated))


def delete_assignment(call: Call) -> Answer:
    """DELETE /users/{userId}: an assignment through a group can't be removed here."""
    assignment = _find(call)
    if call.org.store.get("appUser", assignment["id"]) is None:
        raise validation("user", "The user is assigned through a group; remove the user or the app from the group.")
    call.org.store.delete("appUser", assignment["id"])
    return no_content()


def _groups(call: Call, app: Document) -> list[str]:
    return [assignment["groupId"] for assignment in call.org.store.find("appGroup", "appId", app["id"])]


def _find(call: Call) -> Document:
    app, user = find_app(call), find_user(call.org, call.ids["userId"])
    direct = call.org.store.get("appUser", f"{app['id']}:{user['id']}")
    if direct is not None:
        return direct
    if any(is_member(call.org, group_id, user["id"]) for group_id in _groups(call, app)):
        return _assignment(call, app, user, {}, "GROUP")
    raise not_found(user["id"], "AppUser")


def _assignment(call: Call, app: Document, user: Document, body: dict[str, Any], scope: str) -> Document:
    profile, credentials = objects(body, "profile"), objects(body, "credentials")
    now, filled = call.org.now(), {}
    if app["document"]["signOnMode"] == "OPENID_CONNECT":
        about = user["document"]["profile"]
        filled = {claim: about.get(attribute) for claim, attribute in _OIDC_PROFILE.items()}
        filled["name"] = about.get("displayName") or f"{about['firstName']} {about['lastName']}"
    document = {
        "id": user["id"],
        "externalId": None,
        "created": now,
        "lastUpdated": now,
        "scope": scope,
        "status": "ACTIVE",
        "statusChanged": now,
        "passwordChanged": None,
        "syncState": "DISABLED",
        "credentials": {"userName": optional_text(credentials, "userName") or user["document"]["profile"]["login"]},
        "profile": {**filled, **profile},
    }
    return {"id": f"{app['id']}:{user['id']}", "appId": app["id"], "userId": user["id"], "document": document}


def _shown(call: Call, assignment: Document) -> Document:
    links = {
        "app": call.org.href(f"/api/v1/apps/{assignment['appId']}"),
        "user": call.org.href(f"/api/v1/users/{assignment['userId']}"),
    }
    return {**assignment["document"], "_links": links}


_USERS = "/api/v1/apps/{appId}/users"
ENDPOINTS = (
    Endpoint("GET", _USERS, list_assignments, "okta.apps"),
    Endpoint("POST", _USERS, create_assignment, "okta.apps"),
    Endpoint("GET", _USERS + "/{userId}", get_assignment, "okta.apps"),
    Endpoint("POST", _USERS + "/{userId}", update_assignment, "okta.apps"),
    Endpoint("PUT", _USERS + "/{userId}", update_assignment, "okta.apps"),
    Endpoint("DELETE", _USERS + "/{userId}", delete_assignment, "okta.apps"),
)
