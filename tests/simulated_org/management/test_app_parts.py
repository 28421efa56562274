"""What hangs on an app: groups, users, grants, ID token settings."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import httpx
import pytest

from jamf_connect_okta.simulated_org.serving.running import RunningOrg

from ..conftest import Json, group_id, ok, refused

ORG_URL = "https://acme.okta.invalid"


@pytest.fixture
def app_path(ropg_app: Json) -> str:
    return f"/api/v1/apps/{ropg_app['id']}"


def priorities(okta: httpx.Client, app_path: str) -> dict[str, int]:
    return {one["id"]: one["priority"] for one in ok(okta.get(f"{app_path}/groups?limit=200"))}


def test_groups_keep_the_priorities_they_were_given(okta: httpx.Client, app_path: str, mac_users: str) -> None:
    admins = group_id(okta, "Mac Admins")
    assigned = ok(okta.put(f"{app_path}/groups/{mac_users}", json={"id": mac_users, "priority": 1, "profile": {}}))
    ok(okta.put(f"{app_path}/groups/{admins}", json={"id": admins, "priority": 0, "profile": {}}))
    assert (assigned["priority"], assigned["profile"]) == (1, {})
    assert priorities(okta, app_path) == {admins: 0, mac_users: 1}


def test_a_priority_that_is_taken_moves_the_older_assignment(okta: httpx.Client, app_path: str, mac_users: str) -> None:
    admins, contractors = group_id(okta, "Mac Admins"), group_id(okta, "Contractors")
    for group, priority in ((mac_users, 0), (admins, 1), (contractors, 0)):
        okta.put(f"{app_path}/groups/{group}", json={"priority": priority})
    assert priorities(okta, app_path) == {contractors: 0, mac_users: 1, admins: 2}


def test_an_assignment_without_a_priority_comes_last(okta: httpx.Client, app_path: str, mac_users: str) -> None:
    admins = group_id(okta, "Mac Admins")
    okta.put(f"{app_path}/groups/{mac_users}", json={})
    okta.put(f"{app_path}/groups/{admins}")
    assert priorities(okta, app_path) == {mac_users: 0, admins: 1}


def test_an_assignment_is_read_and_deleted_by_its_group(okta: httpx.Client, app_path: str, mac_users: str) -> None:
    okta.put(f"{app_path}/groups/{mac_users}", json={})
    assert set(ok(okta.get(f"{app_path}/groups/{mac_users}"))["_links"]) == {"app", "self", "group"}
    assert okta.delete(f"{app_path}/groups/{mac_users}").status_code == 204
    refused(okta.get(f"{app_path}/groups/{mac_users}"), 404, "E0000007")
    refused(okta.delete(f"{app_path}/groups/{mac_users}"), 404, "E0000007")


def test_a_group_that_does_not_exist_can_not_be_assigned(okta: httpx.Client, app_path: str) -> None:
    refused(okta.put(f"{app_path}/groups/00gnobody", json={}), 404, "E0000007")


def test_a_user_is_assigned_with_a_name_and_the_claims_of_oidc(okta: httpx.Client, app_path: str, alice: Json) -> None:
    body = {"id": alice["id"], "credentials": {"userName": "alice", "password": {}}}
    assigned = ok(okta.post(f"{app_path}/users", json=body))
    assert assigned["credentials"]["userName"] == "alice"
    assert assigned["scope"] == "USER"
    assert assigned["profile"]["given_name"] == "Alice"
    assert ok(okta.get(f"{app_path}/users/{alice['id']}")) == assigned


def test_a_users_name_can_be_changed_and_the_assignment_removed(okta: httpx.Client, app_path: str, alice: Json) -> None:
    okta.post(f"{app_path}/users", json={"id": alice["id"]})
    changed = ok(okta.post(f"{app_path}/users/{alice['id']}", json={"credentials": {"userName": "ally"}}))
    assert changed["credentials"]["userName"] == "ally"
    assert okta.delete(f"{app_path}/users/{alice['id']}").status_code == 204
    refused(okta.get(f"{app_path}/users/{alice['id']}"), 404, "E0000007")


def test_a_change_of_a_users_name_is_no_change_of_status(
    org: RunningOrg, okta: httpx.Client, app_path: str, alice: Json
) -> None:
    made = ok(okta.post(f"{app_path}/users", json={"id": alice["id"]}))
    org.org.clock = lambda: datetime.now(UTC) + timedelta(minutes=1)
    changed = ok(okta.post(f"{app_path}/users/{alice['id']}", json={"credentials": {"userName": "ally"}}))
    assert (changed["created"], changed["statusChanged"]) == (made["created"], made["statusChanged"])
    assert changed["lastUpdated"] > made["lastUpdated"]


def test_members_of_an_assigned_group_are_users_of_the_app(
    okta: httpx.Client, app_path: str, mac_users: str, alice: Json
) -> None:
    okta.put(f"{app_path}/groups/{mac_users}", json={})
    assert ok(okta.get(f"{app_path}/users/{alice['id']}"))["scope"] == "GROUP"
    refused(okta.delete(f"{app_path}/users/{alice['id']}"), 400, "E0000001")


def test_an_apps_users_come_one_by_one_first_and_each_once(
    okta: httpx.Client, app_path: str, mac_users: str, alice: Json
) -> None:
    (ines,) = ok(okta.get("/api/v1/users?q=ines"))
    members = [member["id"] for member in ok(okta.get(f"/api/v1/groups/{mac_users}/users"))]
    for user in (ines, alice):
        ok(okta.post(f"{app_path}/users", json={"id": user["id"]}))
    okta.put(f"{app_path}/groups/{mac_users}", json={})
    members.remove(alice["id"])
    shown = [(one["id"], one["scope"]) for one in ok(okta.get(f"{app_path}/users"))]
    assert shown == [(ines["id"], "USER"), (alice["id"], "USER"), *((one, "GROUP") for one in members)]


def test_a_page_of_an_apps_users_goes_on_behind_its_last_user(
    okta: httpx.Client, app_path: str, mac_users: str, alice: Json
) -> None:
    ok(okta.post(f"{app_path}/users", json={"id": alice["id"]}))
    okta.put(f"{app_path}/groups/{mac_users}", json={})
    whole = [one["id"] for one in ok(okta.get(f"{app_path}/users"))]
    pages = [okta.get(f"{app_path}/users?limit=1")]
    while "next" in pages[-1].links:
        pages.append(okta.get(pages[-1].links["next"]["url"]))
    assert [[one["id"] for one in ok(page)] for page in pages] == [[one] for one in whole]


def test_a_grant_is_created_with_201_and_listed(okta: httpx.Client, app_path: str, ropg_app: Json) -> None:
    answer = okta.post(f"{app_path}/grants", json={"issuer": ORG_URL, "scopeId": "okta.users.read"})
    assert answer.status_code == 201
    grant = answer.json()
    assert (grant["status"], grant["source"], grant["clientId"]) == ("ACTIVE", "ADMIN", ropg_app["id"])
    assert ok(okta.get(f"{app_path}/grants")) == [grant]
    assert ok(okta.get(f"{app_path}/grants/{grant['id']}")) == grant


def test_a_deleted_grant_is_gone(okta: httpx.Client, app_path: str) -> None:
    grant = ok(okta.post(f"{app_path}/grants", json={"issuer": ORG_URL, "scopeId": "okta.users.read"}))
    assert okta.delete(f"{app_path}/grants/{grant['id']}").status_code == 204
    refused(okta.delete(f"{app_path}/grants/{grant['id']}"), 404, "E0000007")


@pytest.mark.parametrize(
    ("issuer", "scope", "field"),
    [
        (ORG_URL + "/", "okta.users.read", "issuer"),
        ("https://acme-admin.okta.invalid", "okta.users.read", "issuer"),
        ("http://127.0.0.1", "okta.users.read", "issuer"),
        (ORG_URL, "okta.users.reed", "scopeId"),
        (ORG_URL, "openid", "scopeId"),
        (ORG_URL, "", "scopeId"),
    ],
)
def test_a_grant_needs_the_org_url_to_the_letter_and_a_scope_of_okta(
    okta: httpx.Client, app_path: str, issuer: str, scope: str, field: str
) -> None:
    assert field in refused(okta.post(f"{app_path}/grants", json={"issuer": issuer, "scopeId": scope}), 400, "E0000001")


def test_a_scope_is_granted_once(okta: httpx.Client, app_path: str) -> None:
    body = {"issuer": ORG_URL, "scopeId": "okta.users.read"}
    ok(okta.post(f"{app_path}/grants", json=body))
    refused(okta.post(f"{app_path}/grants", json=body), 400, "E0000001")


def test_id_token_settings_start_without_a_claim(okta: httpx.Client, ropg_app: Json) -> None:
    settings = ok(okta.get(f"/api/v1/internal/apps/{ropg_app['id']}/settings/oauth/idToken"))
    assert settings == {
        "issuer": ORG_URL,
        "orgUrl": None,
        "customUrl": None,
        "audience": ropg_app["id"],
        "issuerMode": "ORG_URL",
    }


def test_a_groups_claim_is_kept_until_it_is_left_out(okta: httpx.Client, ropg_app: Json) -> None:
    path = f"/api/v1/internal/apps/{ropg_app['id']}/settings/oauth/idToken"
    claim = {"valueType": "GROUPS", "groupFilterType": "REGEX", "name": "groups", "value": "^(Mac Admins)$"}
    answered = ok(okta.post(path, json={"issuerMode": "ORG_URL", **claim}))
    assert (answered["issuer"], answered["audience"]) == (None, None)
    assert ok(okta.get(path)).items() >= claim.items()
    ok(okta.post(path, json={"issuerMode": "ORG_URL"}))
    assert "valueType" not in ok(okta.get(path))


def test_a_claim_of_an_unknown_kind_is_refused(okta: httpx.Client, ropg_app: Json) -> None:
    path = f"/api/v1/internal/apps/{ropg_app['id']}/settings/oauth/idToken"
    refused(okta.post(path, json={"valueType": "MAGIC", "name": "groups", "value": ".*"}), 400, "E0000001")
    refused(okta.post(path, json={"valueType": "GROUPS", "name": "groups", "value": ".*"}), 400, "E0000001")


def test_an_app_that_is_no_oidc_client_has_no_id_token_settings(okta: httpx.Client) -> None:
    (console,) = ok(okta.get("/api/v1/apps?q=Okta Admin"))
    path = f"/api/v1/internal/apps/{console['id']}/settings/oauth/idToken"
    assert "OAuth2AppInstance" in refused(okta.get(path), 404, "E0000007")
