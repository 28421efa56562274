"""What the SDK can do with what belongs to an application: groups, users, grants."""

from __future__ import annotations

from typing import Any

import pytest
from okta.models import (
    AddGroupRequest,
    ApplicationGroupAssignment,
    AppUserAssignRequest,
    AppUserCredentialsRequestPayload,
    AppUserUpdateRequest,
    JsonPatchOperation,
    OAuth2ScopeConsentGrant,
)

from jamf_connect_okta.simulated_org.serving.running import RunningOrg

from .conftest import Sdk


@pytest.fixture
def groups(sdk: Sdk) -> list[str]:
    """The ids of three groups."""
    return [group.id for group in sdk.list_groups(limit=3)]


@pytest.fixture
def alice(sdk: Sdk) -> Any:
    return sdk.get_user("alice@acme.example")


def test_groups_are_assigned_read_and_unassigned(sdk: Sdk, app: Any, groups: list[str]) -> None:
    made = sdk.assign_group_to_application(app.id, groups[0], ApplicationGroupAssignment(priority=3))
    assert (made.id, made.priority, made.profile) == (groups[0], 3, {})
    assert sdk.get_application_group_assignment(app.id, groups[0]) == made
    sdk.unassign_application_from_group(app.id, groups[0])
    assert sdk.refusal("get_application_group_assignment", app.id, groups[0]) == (404, "E0000007")
    assert sdk.list_application_group_assignments(app.id) == []


def test_the_apps_of_a_group_are_listed(sdk: Sdk, app: Any, groups: list[str]) -> None:
    assert sdk.list_assigned_applications_for_group(groups[0]) == []
    sdk.assign_group_to_application(app.id, groups[0])
    assert sdk.list_assigned_applications_for_group(groups[0]) == [app]


def test_assigned_groups_are_listed_by_priority_page_by_page(sdk: Sdk, app: Any) -> None:
    for priority in range(22):
        group = sdk.add_group(AddGroupRequest.from_dict({"profile": {"name": f"Group {priority}"}}))
        sdk.assign_group_to_application(app.id, group.id, ApplicationGroupAssignment(priority=21 - priority))
    pages = sdk.pages("list_application_group_assignments", app.id, limit=20)
    assert [len(page) for page in pages] == [20, 2]
    assert [one.priority for page in pages for one in page] == list(range(22))
    assert pages[1][1].id == sdk.list_groups(q="Group 0")[0].id


def test_an_assigned_group_is_patched(sdk: Sdk, app: Any, groups: list[str]) -> None:
    sdk.assign_group_to_application(app.id, groups[0], ApplicationGroupAssignment(priority=3))
    replace = JsonPatchOperation(op="replace", path="/profile", value={"team": "Mac"})
    patched = sdk.update_group_assignment_to_application(app.id, groups[0], [replace])
    assert (patched.priority, patched.profile) == (3, {"team": "Mac"})
    assert sdk.get_application_group_assignment(app.id, groups[0]).profile == {"team": "Mac"}
    remove = JsonPatchOperation(op="remove", path="/profile/team")
    assert sdk.update_group_assignment_to_application(app.id, groups[0], [remove]).profile == {}


def test_the_priority_of_an_assigned_group_is_patched_by_hand(sdk: Sdk, app: Any, groups: list[str]) -> None:
    """The SDK's patch operation holds objects only; Okta's other SDKs send the number."""
    sdk.assign_group_to_application(app.id, groups[0])
    patch = [{"op": "replace", "path": "/priority", "value": 5}]
    assert sdk.raw("PATCH", f"/api/v1/apps/{app.id}/groups/{groups[0]}", patch)["priority"] == 5
    assert sdk.get_application_group_assignment(app.id, groups[0]).priority == 5


def test_a_user_is_assigned_updated_and_unassigned(sdk: Sdk, app: Any, alice: Any) -> None:
    made = sdk.assign_user_to_application(app.id, AppUserAssignRequest(id=alice.id))
    assert (made.id, made.scope, made.status) == (alice.id, "USER", "ACTIVE")
    assert made.credentials.user_name == "alice@acme.example"
    assert sdk.get_application_user(app.id, alice.id) == made
    credentials = AppUserCredentialsRequestPayload.from_dict({"credentials": {"userName": "alice"}})
    updated = sdk.update_application_user(app.id, alice.id, AppUserUpdateRequest(credentials))
    assert updated.credentials.user_name == "alice"
    assert [one.credentials.user_name for one in sdk.list_application_users(app.id)] == ["alice"]
    sdk.unassign_user_from_application(app.id, alice.id)
    assert sdk.refusal("get_application_user", app.id, alice.id) == (404, "E0000007")


def test_assigned_users_are_listed_page_by_page(sdk: Sdk, app: Any) -> None:
    people = [user.id for user in sdk.list_users(limit=3)]
    for person in people:
        sdk.assign_user_to_application(app.id, AppUserAssignRequest(id=person))
    pages = sdk.pages("list_application_users", app.id, limit=2)
    assert [[one.id for one in page] for page in pages] == [people[:2], people[2:]]


def test_a_scope_is_granted_read_and_revoked(sdk: Sdk, org: RunningOrg, app: Any) -> None:
    asked = OAuth2ScopeConsentGrant(issuer=org.org.url, scopeId="okta.users.read")
    grant = sdk.grant_consent_to_scope(app.id, asked)
    assert (grant.scope_id, grant.issuer, grant.client_id) == ("okta.users.read", org.org.url, app.id)
    assert (grant.source, grant.status) == ("ADMIN", "ACTIVE")
    assert sdk.get_scope_consent_grant(app.id, grant.id) == grant
    assert sdk.list_scope_consent_grants(app.id) == [grant]
    sdk.revoke_scope_consent_grant(app.id, grant.id)
    assert sdk.list_scope_consent_grants(app.id) == []
