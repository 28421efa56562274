"""What hangs on an app: API scopes, groups."""

import httpx
import pytest

from jamf_connect_okta.stand_in.api_scope import AppOauthApiScope
from jamf_connect_okta.stand_in.errors import OperationError
from jamf_connect_okta.stand_in.group_assignments import AppGroupAssignments

from .recorded_org import Json, Managed, RecordedOrg, imported
from .scripted_server import ScriptedServer

SCOPES, GROUPS = AppOauthApiScope(), AppGroupAssignments()
ORG_URL = "https://acme.okta.invalid"


@pytest.fixture
def scopes(org: RecordedOrg, app_id: str) -> Managed:
    return Managed(SCOPES, org, appId=app_id, issuer=ORG_URL, scopes=["okta.users.read", "okta.groups.read"])


@pytest.fixture
def groups(org: RecordedOrg, app_id: str, mac_users: str, mac_admins: str) -> Managed:
    return Managed(GROUPS, org, appId=app_id, groups=[group(mac_users, 1), group(mac_admins, 2)])


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


def test_where_okta_answers_null_the_grants_are_gone(server: ScriptedServer, scripted_org: RecordedOrg) -> None:
    server.answer("GET /api/v1/apps/0oa1/grants", [])
    scopes = Managed(SCOPES, scripted_org, appId="0oa1", issuer=ORG_URL, scopes=["okta.users.read"])
    assert scopes.state["scopes"] == []
    server.answers.clear()
    server.answer("GET /api/v1/apps/0oa1/grants")
    assert scopes.refresh() is None


def test_only_the_first_page_of_grants_is_read(server: ScriptedServer, scripted_org: RecordedOrg) -> None:
    link = '<https://acme.okta.invalid/api/v1/apps/0oa1/grants?after=oag1>; rel="next"'
    grant = {"id": "oag1", "scopeId": "okta.users.read", "issuer": ORG_URL}
    server.answer("GET /api/v1/apps/0oa1/grants", [grant], headers={"Link": link})
    scopes = Managed(SCOPES, scripted_org, appId="0oa1", issuer=ORG_URL, scopes=["okta.users.read"])
    assert scopes.state["scopes"] == ["okta.users.read"]
    assert scripted_org.calls == ["POST /api/v1/apps/0oa1/grants", "GET /api/v1/apps/0oa1/grants"]


def test_a_grant_that_is_gone_is_revoked_without_an_id(okta: httpx.Client, scopes: Managed, app_id: str) -> None:
    path = f"/api/v1/apps/{app_id}/grants"
    for grant in okta.get(path).json():
        okta.delete(f"{path}/{grant['id']}").raise_for_status()
    scopes.delete()
    assert scopes.org.calls == [f"GET {path}", f"DELETE {path}/", f"DELETE {path}/"]


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


def test_of_a_groups_profile_only_the_programs_keys_are_read(server: ScriptedServer, scripted_org: RecordedOrg) -> None:
    path = "/api/v1/apps/0oa1/groups"
    server.answer(f"GET {path}", [{"id": "00g1", "priority": 0, "profile": {"role": "user", "team": "Macs"}}])
    inputs = [{"id": "00g1", "profile": '{"role": "admin"}'}]
    groups = Managed(GROUPS, scripted_org, appId="0oa1", groups=inputs)
    assert groups.state["groups"][0]["profile"] == '{"role":"user"}'
    assert groups.diff() == {"groups[0].profile": "UPDATE"}


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
