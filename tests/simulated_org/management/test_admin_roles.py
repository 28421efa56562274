"""What administrators of each role may do, and that nobody else may do anything."""

from __future__ import annotations

import httpx
import pytest

from jamf_connect_okta.simulated_org.management.admin_roles import ROLE_TYPES, RoleType, may_call, single_calls
from jamf_connect_okta.simulated_org.serving.endpoints import ENDPOINTS

from ..conftest import Stage, client_of, native_app, ok, org_administrated_by, refused

_APPS, _GROUPS, _POLICIES = "/api/v1/apps", "/api/v1/groups", "/api/v1/policies"
_MEMBER = _GROUPS + "/{groupId}/users/{userId}"
_USERS = "/api/v1/users"
_UNLOCK = _USERS + "/{userId}/lifecycle/unlock"
_ID_TOKEN = "/api/v1/internal/apps/{appId}/settings/oauth/idToken"


def may(role: str, method: str, path: str) -> bool:
    (endpoint,) = [one for one in ENDPOINTS if (one.method, one.path) == (method, path)]
    return may_call({role}, endpoint)


@pytest.mark.parametrize(
    ("role", "method", "path"),
    [
        ("ORG_ADMIN", "POST", _POLICIES),
        ("ORG_ADMIN", "POST", _GROUPS),
        ("ORG_ADMIN", "POST", _USERS),
        ("ORG_ADMIN", "POST", "/api/v1/zones"),
        ("ORG_ADMIN", "GET", _APPS),
        ("APP_ADMIN", "POST", _APPS),
        ("APP_ADMIN", "PUT", _APPS + "/{appId}/groups/{groupId}"),
        ("APP_ADMIN", "PUT", _APPS + "/{appId}/policies/{policyId}"),
        ("APP_ADMIN", "POST", _ID_TOKEN),
        ("APP_ADMIN", "GET", _GROUPS),
        ("USER_ADMIN", "POST", _USERS),
        ("USER_ADMIN", "PUT", _GROUPS + "/{groupId}"),
        ("GROUP_MEMBERSHIP_ADMIN", "PUT", _MEMBER),
        ("HELP_DESK_ADMIN", "POST", _UNLOCK),
        ("READ_ONLY_ADMIN", "GET", _POLICIES),
        ("READ_ONLY_ADMIN", "GET", _APPS + "/{appId}"),
        ("API_ACCESS_MANAGEMENT_ADMIN", "POST", _APPS),
    ],
)
def test_a_role_allows_its_tasks(role: str, method: str, path: str) -> None:
    assert may(role, method, path)


@pytest.mark.parametrize(
    ("role", "method", "path"),
    [
        ("ORG_ADMIN", "POST", _APPS),
        ("ORG_ADMIN", "PUT", _APPS + "/{appId}/groups/{groupId}"),
        ("ORG_ADMIN", "PUT", "/api/v1/authenticators/{authenticatorId}"),
        ("APP_ADMIN", "POST", _POLICIES),
        ("APP_ADMIN", "POST", _GROUPS),
        ("USER_ADMIN", "POST", _GROUPS),
        ("USER_ADMIN", "DELETE", _GROUPS + "/{groupId}"),
        ("USER_ADMIN", "GET", _APPS),
        ("GROUP_MEMBERSHIP_ADMIN", "POST", _USERS),
        ("GROUP_MEMBERSHIP_ADMIN", "PUT", _GROUPS + "/{groupId}"),
        ("HELP_DESK_ADMIN", "PUT", _USERS + "/{userId}"),
        ("HELP_DESK_ADMIN", "POST", _USERS + "/{userId}/lifecycle/deactivate"),
        ("REPORT_ADMIN", "GET", _USERS),
        ("API_ACCESS_MANAGEMENT_ADMIN", "GET", _POLICIES),
    ],
)
def test_a_role_allows_nothing_else(role: str, method: str, path: str) -> None:
    assert not may(role, method, path)


def test_a_super_administrator_may_do_everything() -> None:
    assert all(may_call({"SUPER_ADMIN"}, endpoint) for endpoint in ENDPOINTS)


def test_a_read_only_administrator_changes_nothing() -> None:
    changing = [endpoint for endpoint in ENDPOINTS if endpoint.method != "GET"]
    assert not any(may_call({"READ_ONLY_ADMIN"}, endpoint) for endpoint in changing)


def test_only_super_administrators_grant_scopes_and_see_administrators() -> None:
    others = set(ROLE_TYPES) - {"SUPER_ADMIN"}
    grants = [one for one in ENDPOINTS if one.scope == "okta.appGrants" and one.method != "GET"]
    roles = [one for one in ENDPOINTS if one.scope == "okta.roles"]
    assert grants
    assert roles
    assert not any(may_call(others, endpoint) for endpoint in [*grants, *roles])


def test_roles_add_up() -> None:
    (create_policy,) = [one for one in ENDPOINTS if (one.method, one.path) == ("POST", _POLICIES)]
    assert may_call({"APP_ADMIN", "ORG_ADMIN"}, create_policy)


def test_every_call_that_the_table_names_is_served() -> None:
    assert single_calls() <= {f"{endpoint.method} {endpoint.path}" for endpoint in ENDPOINTS}


def test_without_a_role_an_api_token_opens_nothing(stage: Stage) -> None:
    with org_administrated_by(stage) as org, client_of(org) as okta:
        for path in (_APPS, _USERS, _USERS + "/me", f"{_POLICIES}?type=ACCESS_POLICY", "/api/v1/org"):
            text = refused(okta.get(path), 403, "E0000006")
            assert text == "You do not have permission to perform the requested action"


@pytest.mark.parametrize("role", ROLE_TYPES)
def test_every_administrator_may_ask_whose_api_token_it_is(stage: Stage, role: RoleType) -> None:
    with org_administrated_by(stage, role) as org, client_of(org) as okta:
        assert ok(okta.get("/api/v1/users/me"))["profile"]["login"] == "rhea@acme.example"


def test_an_api_token_without_the_role_changes_nothing(stage: Stage) -> None:
    with org_administrated_by(stage, "READ_ONLY_ADMIN") as org, client_of(org) as okta:
        before = org.org.store.all("app")
        refused(okta.post(_APPS, json=native_app()), 403, "E0000006")
        refused(okta.delete(f"{_APPS}/{before[0]['id']}"), 403, "E0000006")
        assert org.org.store.all("app") == before


def test_an_application_administrator_makes_apps_but_grants_them_no_scopes(stage: Stage) -> None:
    with org_administrated_by(stage, "APP_ADMIN") as org, client_of(org) as okta:
        app = ok(okta.post(_APPS, json=native_app()))
        grant = {"issuer": org.org.url, "scopeId": "okta.users.read"}
        refused(okta.post(f"{_APPS}/{app['id']}/grants", json=grant), 403, "E0000006")
        assert ok(okta.get(f"{_APPS}/{app['id']}/grants")) == []


def test_an_api_token_ends_with_its_owners_account(okta: httpx.Client) -> None:
    me = ok(okta.get("/api/v1/users/me"))["id"]
    assert okta.delete(f"/api/v1/users/{me}").status_code == 204
    refused(okta.get("/api/v1/users/me"), 401, "E0000011")
