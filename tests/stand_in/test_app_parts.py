"""What hangs on an app: API scopes, groups, people."""

import httpx
import pytest

from jamf_connect_okta.stand_in.api_scope import AppOauthApiScope
from jamf_connect_okta.stand_in.app_user import AppUser
from jamf_connect_okta.stand_in.errors import OperationError
from jamf_connect_okta.stand_in.group_assignments import AppGroupAssignments

from .recorded_org import Json, Managed, RecordedOrg, imported
from .scripted_server import ScriptedServer

SCOPES, GROUPS, USER = AppOauthApiScope(), AppGroupAssignments(), AppUser()
ORG_URL = "https://acme.okta.invalid"


@pytest.fixture
def scopes(org: RecordedOrg, app_id: str) -> Managed:
    return Managed(SCOPES, org, appId=app_id, issuer=ORG_URL, scopes=["okta.users.read", "okta.groups.read"])


@pytest.fixture
def groups(org: RecordedOrg, app_id: str, mac_users: str, mac_admins: str) -> Managed:
    return Managed(GROUPS, org, appId=app_id, groups=[group(mac_users, 1), group(mac_admins, 2)])


@pytest.fixture
def assignment(org: RecordedOrg, app_id: str, alice: Json) -> Managed:
    return Managed(USER, org, appId=app_id, userId=alice["id"], username="alice@acme.example")


def group(id: str, priority: int) -> Json:
    return {"id": id, "priority": priority, "profile": "{}"}


def test_scopes_are_granted_one_by_one(org: RecordedOrg, scopes: Managed, app_id: str) -> None:
    path = f"/api/v1/apps/{app_id}/grants"
    assert org.calls == [f"POST {path}", f"POST {path}", f"GET {path}"]
    assert {body["scopeId"] for body in org.bodies[:2]} == {"okta.users.read", "okta.groups.read"}
    assert {body["issuer"] for body in org.bodies[:2]} == {ORG_URL}
    assert scopes.id == app_id


def test_an_update_of_scopes_grants_before_it_revokes(org: RecordedOrg, scopes: Managed, app_id: str) -> None:
    scopes.update(scopes=["okta.users.read", "okta.apps.read"])
    path = f"/api/v1/apps/{app_id}/grants"
    assert [call.rpartition("/")[0] if "DELETE" in call else call for call in org.calls] == [
        f"GET {path}",
        f"POST {path}",
        f"GET {path}",
        f"DELETE {path}",
        f"GET {path}",
    ]
    assert scopes.state["scopes"] == ["okta.apps.read", "okta.users.read"]


def test_a_foreign_grant_is_drift_and_is_revoked(okta: httpx.Client, scopes: Managed, app_id: str) -> None:
    foreign = {"issuer": ORG_URL, "scopeId": "okta.apps.manage"}
    okta.post(f"/api/v1/apps/{app_id}/grants", json=foreign).raise_for_status()
    scopes.refresh()
    assert scopes.diff() == {"scopes[0]": "DELETE"}
    scopes.update()
    assert {grant["scopeId"] for grant in okta.get(f"/api/v1/apps/{app_id}/grants").json()} == {
        "okta.users.read",
        "okta.groups.read",
    }


def test_the_order_of_scopes_does_not_matter(scopes: Managed) -> None:
    assert scopes.diff(scopes=["okta.groups.read", "okta.users.read"]) == {}


def test_another_app_takes_new_grants(scopes: Managed) -> None:
    assert scopes.diff(appId="0oaOther") == {"appId": "UPDATE_REPLACE"}


def test_another_issuer_changes_nothing_in_okta(org: RecordedOrg, scopes: Managed) -> None:
    assert scopes.diff(issuer="https://login.acme.invalid") == {"issuer": "UPDATE"}
    scopes.update(issuer="https://login.acme.invalid")
    assert {call.partition(" ")[0] for call in org.calls} == {"GET"}


def test_all_grants_are_revoked_in_the_end(okta: httpx.Client, scopes: Managed, app_id: str) -> None:
    scopes.delete()
    assert okta.get(f"/api/v1/apps/{app_id}/grants").json() == []


@pytest.mark.usefixtures("scopes")
def test_scopes_are_imported_by_the_apps_id(org: RecordedOrg, app_id: str) -> None:
    state, inputs = imported(SCOPES, org, app_id)
    assert inputs == {"appId": app_id, "issuer": ORG_URL, "scopes": ["okta.groups.read", "okta.users.read"]}
    assert state["id"] == app_id


def test_an_app_without_grants_has_nothing_to_import(org: RecordedOrg, app_id: str) -> None:
    with pytest.raises(OperationError, match="no application scope found"):
        imported(SCOPES, org, app_id)


def test_grants_of_an_app_that_is_gone_make_a_refresh_fail(scopes: Managed) -> None:
    scopes.state["appId"] = "0oaGone"
    with pytest.raises(OperationError, match="failed to get application scope consent grants"):
        scopes.refresh()


@pytest.mark.usefixtures("groups")
def test_groups_are_assigned_in_the_programs_order(
    org: RecordedOrg, app_id: str, mac_users: str, mac_admins: str
) -> None:
    path = f"/api/v1/apps/{app_id}/groups"
    assert org.calls == [f"PUT {path}/{mac_users}", f"PUT {path}/{mac_admins}", f"GET {path}?limit=200"]
    assert org.bodies[0] == {"id": mac_users, "profile": {}, "priority": 1}


def test_an_unset_priority_is_left_out_at_first_and_zero_ever_after(
    org: RecordedOrg, app_id: str, mac_users: str
) -> None:
    groups = Managed(GROUPS, org, appId=app_id, groups=[{"id": mac_users, "profile": "{}"}])
    assert org.bodies[0] == {"id": mac_users, "profile": {}}
    groups.state["groups"][0].pop("priority")
    groups.update(groups=[{"id": mac_users, "profile": "{}"}])
    assert org.bodies[0] == {"id": mac_users, "profile": {}, "priority": 0}


def test_an_update_of_groups_removes_then_assigns_all(
    org: RecordedOrg, groups: Managed, app_id: str, mac_users: str, mac_admins: str
) -> None:
    groups.update(groups=[group(mac_admins, 1)])
    path = f"/api/v1/apps/{app_id}/groups"
    assert org.calls == [f"DELETE {path}/{mac_users}", f"PUT {path}/{mac_admins}", f"GET {path}?limit=200"]
    assert groups.diff() == {}


def test_an_update_assigns_groups_in_any_order(
    org: RecordedOrg, groups: Managed, mac_users: str, mac_admins: str
) -> None:
    orders = set()
    for _ in range(40):
        groups.update()
        orders.add(tuple(call.rpartition("/")[2] for call in org.calls if call.startswith("PUT")))
    assert orders == {(mac_users, mac_admins), (mac_admins, mac_users)}


def test_the_order_of_groups_matters(groups: Managed, mac_users: str, mac_admins: str) -> None:
    assert groups.diff(groups=[group(mac_admins, 1), group(mac_users, 2)]) == {
        "groups[0].id": "UPDATE",
        "groups[1].id": "UPDATE",
    }


def test_another_priority_is_an_update(groups: Managed, mac_users: str, mac_admins: str) -> None:
    changed = [group(mac_users, 1), group(mac_admins, 5)]
    assert groups.diff(groups=changed) == {"groups[1].priority": "UPDATE"}


def test_a_foreign_group_is_drift_and_is_removed(
    okta: httpx.Client, org: RecordedOrg, groups: Managed, app_id: str
) -> None:
    (foreign,) = okta.get("/api/v1/groups", params={"search": 'profile.name eq "Contractors"'}).json()
    okta.put(f"/api/v1/apps/{app_id}/groups/{foreign['id']}", json={}).raise_for_status()
    groups.refresh()
    assert groups.diff() == {"groups[2]": "DELETE"}
    groups.update()
    assert f"DELETE /api/v1/apps/{app_id}/groups/{foreign['id']}" in org.calls


def test_a_group_that_was_taken_away_is_drift(
    okta: httpx.Client, groups: Managed, app_id: str, mac_admins: str
) -> None:
    okta.delete(f"/api/v1/apps/{app_id}/groups/{mac_admins}").raise_for_status()
    groups.refresh()
    assert groups.diff() == {"groups[1]": "ADD"}


def test_assignments_of_an_app_that_is_gone_are_gone(okta: httpx.Client, groups: Managed, app_id: str) -> None:
    okta.post(f"/api/v1/apps/{app_id}/lifecycle/deactivate").raise_for_status()
    okta.delete(f"/api/v1/apps/{app_id}").raise_for_status()
    assert groups.refresh() is None
    groups.delete()


@pytest.mark.usefixtures("groups")
def test_groups_are_imported_by_the_apps_id(org: RecordedOrg, app_id: str, mac_users: str, mac_admins: str) -> None:
    _, inputs = imported(GROUPS, org, app_id)
    assert inputs == {"appId": app_id, "groups": [group(mac_users, 1), group(mac_admins, 2)]}


def test_groups_come_page_by_page(server: ScriptedServer, scripted_org: RecordedOrg) -> None:
    link = '<https://acme.okta.invalid/api/v1/apps/0oa1/groups?after=00g1&limit=200>; rel="next"'
    path = "GET /api/v1/apps/0oa1/groups"
    server.answer(path, [{"id": "00g1", "priority": 0, "profile": {}}], headers={"Link": link})
    server.answer(path, [{"id": "00g2", "priority": 1, "profile": {}}])
    state, _ = imported(GROUPS, scripted_org, "0oa1")
    assert [each["id"] for each in state["groups"]] == ["00g1", "00g2"]


@pytest.mark.usefixtures("assignment")
def test_a_person_is_assigned_in_the_official_order(org: RecordedOrg, app_id: str, alice: Json) -> None:
    path = f"/api/v1/apps/{app_id}"
    assert org.calls == [f"GET {path}", f"POST {path}/users", f"GET {path}", f"GET {path}/users/{alice['id']}"]
    assert org.bodies[1] == {
        "id": alice["id"],
        "credentials": {"userName": "alice@acme.example", "password": {}},
    }


def test_the_profile_that_okta_fills_in_is_no_change(assignment: Managed) -> None:
    assert assignment.state["profile"] != "{}"
    assert assignment.diff() == {}


def test_neither_id_of_an_assignment_replaces_it(assignment: Managed) -> None:
    assert assignment.diff(appId="0oaOther", userId="00uOther") == {"appId": "UPDATE", "userId": "UPDATE"}


def test_another_username_is_posted_to_the_assignment(
    org: RecordedOrg, assignment: Managed, app_id: str, alice: Json
) -> None:
    assignment.update(username="alice")
    path = f"/api/v1/apps/{app_id}"
    assert org.calls[:2] == [f"GET {path}", f"POST {path}/users/{alice['id']}"]
    assert assignment.state["username"] == "alice"


def test_an_assignment_needs_a_username(org: RecordedOrg, app_id: str, alice: Json) -> None:
    with pytest.raises(OperationError, match="'username' is required"):
        Managed(USER, org, appId=app_id, userId=alice["id"])


def test_a_person_who_was_taken_away_is_gone(okta: httpx.Client, assignment: Managed, app_id: str, alice: Json) -> None:
    okta.delete(f"/api/v1/apps/{app_id}/users/{alice['id']}").raise_for_status()
    assert assignment.refresh() is None
    with pytest.raises(OperationError, match="failed to delete application's user"):
        assignment.delete()


def test_an_assignment_can_be_retained(org: RecordedOrg, app_id: str, alice: Json) -> None:
    assignment = Managed(
        USER, org, appId=app_id, userId=alice["id"], username="alice@acme.example", retainAssignment=True
    )
    assignment.delete()
    assert org.calls == []


def test_a_person_is_imported_by_both_ids(org: RecordedOrg, assignment: Managed, app_id: str, alice: Json) -> None:
    state, inputs = imported(USER, org, f"{app_id}/{alice['id']}")
    assert state["id"] == alice["id"]
    assert {"appId", "userId", "username"} <= set(inputs)
    assert Managed.adopted(USER, org, state, assignment.inputs).diff() == {}


def test_an_import_needs_both_ids(org: RecordedOrg) -> None:
    with pytest.raises(OperationError, match="Use: terraform import <app_id>/<user_id>"):
        imported(USER, org, "0oa1")
