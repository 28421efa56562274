"""Users as Okta stores and shows them."""

from __future__ import annotations

from typing import Any

from jamf_connect_okta.simulated_org.core.errors import not_found
from jamf_connect_okta.simulated_org.core.org import Org
from jamf_connect_okta.simulated_org.core.store import Document

# The base attributes of Okta's default user profile.
PROFILE_PROPERTIES = frozenset(
    {
        "login",
        "email",
        "secondEmail",
        "firstName",
        "lastName",
        "middleName",
        "honorificPrefix",
        "honorificSuffix",
        "title",
        "displayName",
        "nickName",
        "profileUrl",
        "primaryPhone",
        "mobilePhone",
        "streetAddress",
        "city",
        "state",
        "zipCode",
        "countryCode",
        "postalAddress",
        "preferredLanguage",
        "locale",
        "timezone",
        "userType",
        "employeeNumber",
        "costCenter",
        "organization",
        "division",
        "department",
        "managerId",
        "manager",
    }
)
_ALWAYS_SHOWN = ("mobilePhone", "secondEmail")
_HAS_BEEN_ACTIVE = frozenset({"PROVISIONED", "ACTIVE", "LOCKED_OUT", "PASSWORD_EXPIRED", "RECOVERY", "SUSPENDED"})
_LINKED_LIFECYCLES = {
    "STAGED": ("activate", "deactivate"),
    "PROVISIONED": ("suspend", "reset_password", "reactivate", "deactivate"),
    "ACTIVE": ("suspend", "reset_password", "expire_password", "deactivate"),
    "RECOVERY": ("suspend", "reset_password", "expire_password", "deactivate"),
    "LOCKED_OUT": ("unlock", "suspend", "reset_password", "deactivate"),
    "PASSWORD_EXPIRED": ("suspend", "reset_password", "expire_password", "deactivate"),
    "SUSPENDED": ("unsuspend", "deactivate"),
    "DEPROVISIONED": ("activate",),
}


def new_user(
    org: Org,
    profile: dict[str, Any],
    *,
    status: str,
    provider: dict[str, str] | None = None,
    password: dict[str, str] | None = None,
    user_id: str | None = None,
) -> Document:
    """A user that is not stored yet.

    `password` is the stored hash; `factors` and `roles` are kept beside the document for the sign-in to read.
    """
    now = org.now()
    user_id = user_id or org.new_id("user")
    active = status in _HAS_BEEN_ACTIVE
    return {
        "id": user_id,
        "login": profile["login"].lower(),
        "password": password,
        "temporaryPassword": False,
        "factors": [],
        "roles": [],
        "document": {
            "id": user_id,
            "status": status,
            "created": now,
            "activated": now if active else None,
            "statusChanged": now if active else None,
            "lastLogin": None,
            "lastUpdated": now,
            "passwordChanged": now if password else None,
            "type": {"id": org.meta["userTypeId"]},
            "profile": {key: value for key, value in profile.items() if value is not None},
            "credentials": {"provider": provider or {"type": "OKTA", "name": "OKTA"}},
        },
    }


def with_status(org: Org, user: Document, status: str) -> Document:
    """The user in another status."""
    now = org.now()
    document = {**user["document"], "status": status, "statusChanged": now, "lastUpdated": now}
    if status in _HAS_BEEN_ACTIVE and document["activated"] is None:
        document["activated"] = now
    return {**user, "document": document}


def find_user(org: Org, id_or_login: str) -> Document:
    """The user with that id, login, or the part of a login before the @ when only one person has it.

    Raises OktaError (E0000007).
    """
    user = org.store.get("user", id_or_login)
    if user is not None:
        return user
    name = id_or_login.lower()
    found = org.store.find("user", "login", name)
    if not found and "@" not in name:
        found = [user for user in org.store.all("user") if user["login"].partition("@")[0] == name]
    if len(found) != 1:
        raise not_found(id_or_login, "User")
    return found[0]


def shown_user(org: Org, user: Document) -> Document:
    """The user with its links, as read on its own."""
    path = f"/api/v1/users/{user['id']}"
    type_id = user["document"]["type"]["id"]
    lifecycles: dict[str, Any] = {
        _link_name(step): {"href": f"{org.url}{path}/lifecycle/{step}", "method": "POST"}
        for step in _LINKED_LIFECYCLES[user["document"]["status"]]
    }
    schema = {"href": f"{org.url}/api/v1/meta/schemas/user/osc{type_id[3:]}"}
    links = {
        **lifecycles,
        "schema": schema,
        "self": org.href(path),
        "type": org.href(f"/api/v1/meta/types/user/{type_id}"),
    }
    return {**_shown(user), "_links": links}


def shown_member(org: Org, user: Document) -> Document:
    """The user as it appears in lists."""
    return {**_shown(user), "_links": {"self": org.href(f"/api/v1/users/{user['id']}")}}


def _shown(user: Document) -> Document:
    document: Document = dict(user["document"])
    document["profile"] = {**dict.fromkeys(_ALWAYS_SHOWN), **document["profile"]}
    credentials = dict(document["credentials"])
    if user["password"] is not None and credentials["provider"]["type"] == "OKTA":
        credentials["password"] = {}
    document["credentials"] = credentials
    return document


def _link_name(step: str) -> str:
    first, *rest = step.split("_")
    return first + "".join(part.capitalize() for part in rest)
