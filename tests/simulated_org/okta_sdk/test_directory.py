"""What the SDK can do with users, groups and memberships."""

from __future__ import annotations

from typing import Any

import pytest
from okta.models import AddGroupRequest, CreateUserRequest, UpdateUserRequest

from jamf_connect_okta.simulated_org.serving.running import RunningOrg

from .conftest import Sdk

_PROFILE = {"login": "nora@acme.example", "email": "nora@acme.example", "firstName": "Nora", "lastName": "Nilsson"}


def group_called(name: str, description: str | None = None) -> Any:
    return AddGroupRequest.from_dict({"profile": {"name": name, "description": description}})


@pytest.fixture
def group(sdk: Sdk) -> Any:
    return sdk.add_group(group_called("Designers", "Who draws"))


@pytest.fixture
def nora(sdk: Sdk) -> Any:
    """A user with a password, so she is active from the start."""
    credentials = {"password": {"value": "Rehearsal-1"}}
    return sdk.create_user(CreateUserRequest.from_dict({"profile": _PROFILE, "credentials": credentials}))


def name_of(group: Any) -> str:
    return str(group.profile.actual_instance.name)


def test_a_group_is_made_read_replaced_and_deleted(sdk: Sdk, group: Any) -> None:
    assert (name_of(group), group.type, group.object_class) == ("Designers", "OKTA_GROUP", ["okta:user_group"])
    assert group.profile.actual_instance.description == "Who draws"
    assert sdk.get_group(group.id) == group
    sdk.replace_group(group.id, group_called("Illustrators"))
    read = sdk.get_group(group.id)
    assert (name_of(read), read.profile.actual_instance.description) == ("Illustrators", None)
    sdk.delete_group(group.id)
    assert sdk.refusal("get_group", group.id) == (404, "E0000007")


def test_groups_are_listed_searched_and_paged(sdk: Sdk, group: Any) -> None:
    listed = sdk.list_groups()
    pages = sdk.pages("list_groups", limit=4)
    assert {len(page) for page in pages[:-1]} == {4}
    assert [one.id for page in pages for one in page] == [one.id for one in listed]
    assert group.id in [one.id for one in listed]
    assert sdk.list_groups(q="Desig") == [group]
    assert sdk.list_groups(search='profile.name eq "Designers"') == [group]
    assert sdk.list_groups(filter='type eq "OKTA_GROUP"', q="Designers") == [group]


def test_members_join_and_leave_a_group(sdk: Sdk, group: Any, nora: Any) -> None:
    sdk.assign_user_to_group(group.id, nora.id)
    assert [one.profile.login for one in sdk.list_group_users(group.id)] == ["nora@acme.example"]
    assert [name_of(one) for one in sdk.list_user_groups(nora.id)] == ["Everyone", "Designers"]
    sdk.unassign_user_from_group(group.id, nora.id)
    assert sdk.list_group_users(group.id) == []
    assert [name_of(one) for one in sdk.list_user_groups(nora.id)] == ["Everyone"]


def test_members_are_listed_page_by_page(sdk: Sdk, group: Any) -> None:
    people = [user.id for user in sdk.list_users(limit=3)]
    for person in people:
        sdk.assign_user_to_group(group.id, person)
    pages = sdk.pages("list_group_users", group.id, limit=2)
    assert [[one.id for one in page] for page in pages] == [people[:2], people[2:]]


def test_a_user_is_made_and_read(sdk: Sdk, nora: Any) -> None:
    assert (nora.status, nora.profile.first_name, nora.profile.email) == ("ACTIVE", "Nora", "nora@acme.example")
    assert nora.credentials.provider.type == "OKTA"
    for name in (nora.id, "nora@acme.example", "nora"):
        assert sdk.get_user(name).id == nora.id
    assert sdk.get_user(nora.id).profile == nora.profile


def test_a_user_is_updated_in_part_and_replaced_as_a_whole(sdk: Sdk, nora: Any) -> None:
    updated = sdk.update_user(nora.id, UpdateUserRequest.from_dict({"profile": {"title": "Designer"}}))
    assert (updated.profile.title, updated.profile.last_name) == ("Designer", "Nilsson")
    replacement = UpdateUserRequest.from_dict({"profile": {**_PROFILE, "lastName": "Nyberg"}})
    sdk.replace_user(nora.id, replacement)
    read = sdk.get_user(nora.id)
    assert (read.profile.title, read.profile.last_name) == (None, "Nyberg")


def test_users_are_listed_searched_and_paged(sdk: Sdk, nora: Any) -> None:
    listed = [one.id for one in sdk.list_users()]
    pages = sdk.pages("list_users", limit=4)
    assert {len(page) for page in pages[:-1]} == {4}
    assert [one.id for page in pages for one in page] == listed
    assert nora.id in listed
    for query in ({"q": "nora"}, {"search": 'profile.lastName eq "Nilsson"'}, {"filter": f'id eq "{nora.id}"'}):
        assert [one.id for one in sdk.list_users(**query)] == [nora.id]


def test_an_administrators_roles_are_listed(sdk: Sdk, org: RunningOrg, nora: Any) -> None:
    owner = org.org.meta["apiTokenOwnerId"]
    assert [one.actual_instance.type for one in sdk.list_assigned_roles_for_user(owner)] == ["SUPER_ADMIN"]
    assert sdk.list_assigned_roles_for_user(nora.id) == []


def test_a_staged_user_is_activated(sdk: Sdk) -> None:
    staged = sdk.create_user(CreateUserRequest.from_dict({"profile": _PROFILE}), activate=False)
    assert staged.status == "STAGED"
    token = sdk.activate_user(staged.id, send_email=False)
    assert token.activation_url.endswith(token.activation_token)
    assert sdk.get_user(staged.id).status == "PROVISIONED"
    again = sdk.reactivate_user(staged.id, send_email=False)
    assert again.activation_token != token.activation_token


def test_a_user_is_suspended_and_comes_back(sdk: Sdk, nora: Any) -> None:
    sdk.suspend_user(nora.id)
    assert sdk.get_user(nora.id).status == "SUSPENDED"
    assert sdk.refusal("suspend_user", nora.id) == (400, "E0000001")
    sdk.unsuspend_user(nora.id)
    assert sdk.get_user(nora.id).status == "ACTIVE"


def test_only_a_locked_user_is_unlocked(sdk: Sdk, org: RunningOrg, nora: Any) -> None:
    assert sdk.refusal("unlock_user", nora.id) == (403, "E0000032")
    stored = org.org.store.get("user", nora.id)
    assert stored is not None
    locked = {**stored, "document": {**stored["document"], "status": "LOCKED_OUT"}}
    with org.org.store.transaction():
        org.org.store.put("user", locked)
    assert sdk.get_user(nora.id).status == "LOCKED_OUT"
    sdk.unlock_user(nora.id)
    assert sdk.get_user(nora.id).status == "ACTIVE"


def test_a_password_is_expired_and_reset(sdk: Sdk, nora: Any) -> None:
    assert sdk.expire_password(nora.id).status == "PASSWORD_EXPIRED"
    token = sdk.reset_password(nora.id, send_email=False)
    assert token.reset_password_url.startswith("https://")
    assert sdk.get_user(nora.id).status == "RECOVERY"


def test_a_temporary_password_is_set_but_told_to_the_raw_call_only(sdk: Sdk, nora: Any) -> None:
    """Okta says that the answer holds the password; the SDK makes a user of it, which has no place for one."""
    sdk.expire_password_with_temp_password(nora.id)
    assert sdk.get_user(nora.id).status == "PASSWORD_EXPIRED"
    path = f"/api/v1/users/{nora.id}/lifecycle/expire_password_with_temp_password"
    assert len(sdk.raw("POST", path)["tempPassword"]) >= 8


def test_reset_factors_takes_all_of_a_users_factors_away(sdk: Sdk, org: RunningOrg) -> None:
    enrolled = next(user for user in org.org.store.all("user") if user["factors"])
    sdk.reset_factors(enrolled["id"])
    after = org.org.store.get("user", enrolled["id"])
    assert after is not None
    assert (after["factors"], after["document"]["status"]) == ([], enrolled["document"]["status"])


def test_a_user_is_deactivated_and_then_deleted(sdk: Sdk, nora: Any) -> None:
    sdk.deactivate_user(nora.id)
    assert sdk.get_user(nora.id).status == "DEPROVISIONED"
    assert nora.id not in [one.id for one in sdk.list_users()]
    sdk.delete_user(nora.id)
    assert sdk.refusal("get_user", nora.id) == (404, "E0000007")
