"""Endpoints under /api/v1/groups."""

from __future__ import annotations

from typing import Any

from jamf_connect_okta.simulated_org.core.api import Answer, Call, Endpoint, no_content, ok
from jamf_connect_okta.simulated_org.core.errors import OktaError, not_found, validation
from jamf_connect_okta.simulated_org.core.store import Document
from jamf_connect_okta.simulated_org.management.bodies import objects, optional_text, required_text
from jamf_connect_okta.simulated_org.management.directory.group_documents import name_of, new_group, shown_group
from jamf_connect_okta.simulated_org.management.directory.memberships import add_member, members, remove_member
from jamf_connect_okta.simulated_org.management.directory.user_documents import find_user, shown_member
from jamf_connect_okta.simulated_org.management.pagination import page
from jamf_connect_okta.simulated_org.management.policies.policy_conditions import policies_naming
from jamf_connect_okta.simulated_org.management.searches import searched

_MAX_DESCRIPTION = 1024


def list_groups(call: Call) -> Answer:
    """GET /groups: `q` matches the beginning of the name, `filter` and `search` are expressions."""
    groups = searched(call, "group", "filter", "search")
    if prefix := call.query.get("q", "").lower():
        groups = [group for group in groups if name_of(group).lower().startswith(prefix)]
    return page(call, groups, lambda group: shown_group(call.org, group), default_limit=10_000, max_limit=10_000)


def create_group(call: Call) -> Answer:
    """POST /groups."""
    group = new_group(call.org, _profile(call, None))
    call.org.store.put("group", group)
    return ok(shown_group(call.org, group))


def get_group(call: Call) -> Answer:
    """GET /groups/{id}."""
    return ok(shown_group(call.org, _group(call)))


def replace_group(call: Call) -> Answer:
    """PUT /groups/{id}: the whole profile."""
    group = _okta_group(call)
    document = {**group["document"], "profile": _profile(call, group), "lastUpdated": call.org.now()}
    replaced = {**group, "document": document}
    call.org.store.put("group", replaced)
    return ok(shown_group(call.org, replaced))


def delete_group(call: Call) -> Answer:
    """DELETE /groups/{id}: its memberships and app assignments go with it; a policy's condition holds it."""
    group = _okta_group(call)
    store = call.org.store
    if policies := policies_naming(call.org, "groups", group["id"]):
        # Okta's text is not recorded; what is known is that a group in a policy can't be deleted.
        raise validation("group", f"The group is used by the policy {policies[0]}; remove it there first.")
    for membership in store.find("membership", "groupId", group["id"]):
        store.delete("membership", membership["id"])
    for assignment in store.find("appGroup", "groupId", group["id"]):
        store.delete("appGroup", assignment["id"])
    store.delete("group", group["id"])
    return no_content()


def list_members(call: Call) -> Answer:
    """GET /groups/{id}/users."""
    users = members(call.org, _group(call)["id"])
    return page(call, users, lambda user: shown_member(call.org, user), default_limit=1000, max_limit=1000)


def put_member(call: Call) -> Answer:
    """PUT /groups/{id}/users/{userId}."""
    group, user = _okta_group(call), find_user(call.org, call.ids["userId"])
    add_member(call.org, group, user["id"])
    return no_content()


def delete_member(call: Call) -> Answer:
    """DELETE /groups/{id}/users/{userId}."""
    group, user = _okta_group(call), find_user(call.org, call.ids["userId"])
    remove_member(call.org, group, user["id"])
    return no_content()


def _group(call: Call) -> Document:
    group_id = call.ids["groupId"]
    return call.org.require("group", group_id, lambda: not_found(group_id, "UserGroup"))


def _okta_group(call: Call) -> Document:
    group = _group(call)
    if group["document"]["type"] != "OKTA_GROUP":
        # E0000060 is what Okta says to changes of groups that it does not master.
        raise OktaError(501, "E0000060", "Unsupported operation.")
    return group


def _profile(call: Call, group: Document | None) -> dict[str, Any]:
    profile = objects(call.json(), "profile")
    name = required_text(profile, "name")
    description = optional_text(profile, "description", longest=_MAX_DESCRIPTION)
    if unknown := sorted(profile.keys() - {"name", "description"}):
        raise validation("profile", *(f"Property name '{key}' is not defined in profile" for key in unknown))
    for other in call.org.store.all("group"):
        # An Okta group may bear the name of a directory's group, never that of another Okta group.
        if other is not group and name_of(other) == name and other["document"]["type"] != "APP_GROUP":
            raise validation("name", "name: An object with this field already exists in the current organization")
    return {"name": name, "description": description}


ENDPOINTS = (
    Endpoint("GET", "/api/v1/groups", list_groups, "okta.groups"),
    Endpoint("POST", "/api/v1/groups", create_group, "okta.groups"),
    Endpoint("GET", "/api/v1/groups/{groupId}", get_group, "okta.groups"),
    Endpoint("PUT", "/api/v1/groups/{groupId}", replace_group, "okta.groups"),
    Endpoint("DELETE", "/api/v1/groups/{groupId}", delete_group, "okta.groups"),
    Endpoint("GET", "/api/v1/groups/{groupId}/users", list_members, "okta.groups"),
    Endpoint("PUT", "/api/v1/groups/{groupId}/users/{userId}", put_member, "okta.groups"),
    Endpoint("DELETE", "/api/v1/groups/{groupId}/users/{userId}", delete_member, "okta.groups"),
)
