"""Who is in which group."""

from __future__ import annotations

from jamf_connect_okta.simulated_org.core.org import Org
from jamf_connect_okta.simulated_org.core.store import Document


def add_member(org: Org, group: Document, user_id: str) -> None:
    """Puts the user into the group; nothing happens when it is a member already."""
    membership_id = f"{group['id']}:{user_id}"
    if org.store.get("membership", membership_id) is None:
        org.store.put("membership", {"id": membership_id, "groupId": group["id"], "userId": user_id})
        _touch(org, group)


def remove_member(org: Org, group: Document, user_id: str) -> None:
    """Takes the user out of the group; nothing happens when it is no member."""
    membership_id = f"{group['id']}:{user_id}"
    if org.store.get("membership", membership_id) is not None:
        org.store.delete("membership", membership_id)
        _touch(org, group)


def is_member(org: Org, group_id: str, user_id: str) -> bool:
    """Whether the user is in the group."""
    return org.store.get("membership", f"{group_id}:{user_id}") is not None


def members(org: Org, group_id: str) -> list[Document]:
    """The group's users."""
    memberships = org.store.find("membership", "groupId", group_id)
    users = (org.store.get("user", membership["userId"]) for membership in memberships)
    return [user for user in users if user is not None]


def groups_of(org: Org, user_id: str) -> list[Document]:
    """The user's groups."""
    memberships = org.store.find("membership", "userId", user_id)
    groups = (org.store.get("group", membership["groupId"]) for membership in memberships)
    return [group for group in groups if group is not None]


def _touch(org: Org, group: Document) -> None:
    current = org.store.get("group", group["id"]) or group
    document = {**current["document"], "lastMembershipUpdated": org.now()}
    org.store.put("group", {**current, "document": document})
