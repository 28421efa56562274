"""The administrator roles that OAuth clients act with."""

from __future__ import annotations

from collections.abc import Iterator

import httpx
import pytest

from jamf_connect_okta.simulated_org.serving.running import RunningOrg

from ..conftest import Json, Stage, bearer_of, client_of, native_app, ok, org_administrated_by, refused, service_app

_SETTING = "/api/v1/org/settings/clientPrivilegesSetting"


@pytest.fixture
def careful(stage: Stage) -> Iterator[RunningOrg]:
    """An org that makes no service app an administrator by itself."""
    with org_administrated_by(stage, "SUPER_ADMIN", client_app_admins=False) as org:
        yield org


@pytest.fixture
def admin(careful: RunningOrg) -> Iterator[httpx.Client]:
    with client_of(careful) as okta:
        yield okta


@pytest.fixture
def service(admin: httpx.Client) -> Json:
    return dict(ok(admin.post("/api/v1/apps", json=service_app())))


def roles_path(app: Json) -> str:
    return f"/oauth2/v1/clients/{app['id']}/roles"


def test_a_new_service_app_is_a_super_administrator(okta: httpx.Client) -> None:
    app = ok(okta.post("/api/v1/apps", json=service_app()))
    (role,) = ok(okta.get(roles_path(app)))
    assert (role["type"], role["label"], role["assignmentType"]) == ("SUPER_ADMIN", "Super Administrator", "CLIENT")


def test_an_app_that_people_sign_in_to_is_no_administrator(okta: httpx.Client, ropg_app: Json) -> None:
    assert ok(okta.get(roles_path(ropg_app))) == []


def test_an_org_can_make_no_service_app_an_administrator(okta: httpx.Client) -> None:
    assert ok(okta.get(_SETTING)) == {"clientPrivilegesSetting": True}
    assert ok(okta.put(_SETTING, json={"clientPrivilegesSetting": False})) == {"clientPrivilegesSetting": False}
    assert ok(okta.get(roles_path(ok(okta.post("/api/v1/apps", json=service_app()))))) == []


def test_a_client_without_a_role_may_do_nothing(careful: RunningOrg, service: Json) -> None:
    with bearer_of(careful, service["id"], "okta.apps.manage", "okta.users.manage") as bearer:
        refused(bearer.get("/api/v1/apps"), 403, "E0000006")
        refused(bearer.post("/api/v1/apps", json=native_app()), 403, "E0000006")


def test_a_role_counts_from_the_next_call_on(careful: RunningOrg, admin: httpx.Client, service: Json) -> None:
    with bearer_of(careful, service["id"], "okta.apps.manage") as bearer:
        role = ok(admin.post(roles_path(service), json={"type": "APP_ADMIN"}))
        ok(bearer.get("/api/v1/apps"))
        assert admin.delete(f"{roles_path(service)}/{role['id']}").status_code == 204
        refused(bearer.get("/api/v1/apps"), 403, "E0000006")


def test_scopes_narrow_roles_and_roles_narrow_scopes(careful: RunningOrg, admin: httpx.Client, service: Json) -> None:
    ok(admin.post(roles_path(service), json={"type": "READ_ONLY_ADMIN"}))
    with bearer_of(careful, service["id"], "okta.apps.manage") as bearer:
        assert ok(bearer.get("/api/v1/apps"))
        no_role = bearer.post("/api/v1/apps", json=native_app())
        refused(no_role, 403, "E0000006")
        assert "WWW-Authenticate" not in no_role.headers
        no_scope = bearer.get("/api/v1/groups")
        refused(no_scope, 403, "E0000006")
        assert "insufficient_scope" in no_scope.headers["WWW-Authenticate"]


def test_a_client_that_may_not_grant_scopes_hears_of_its_session(
    careful: RunningOrg, admin: httpx.Client, service: Json
) -> None:
    ok(admin.post(roles_path(service), json={"type": "APP_ADMIN"}))
    grant = {"issuer": careful.org.url, "scopeId": "okta.users.manage"}
    with bearer_of(careful, service["id"], "okta.appGrants.manage") as bearer:
        text = refused(bearer.post(f"/api/v1/apps/{service['id']}/grants", json=grant), 403, "E0000005")
    assert text == "Invalid session"
    assert careful.org.store.all("grant") == []


def test_a_client_can_not_promote_itself(careful: RunningOrg, admin: httpx.Client, service: Json) -> None:
    ok(admin.post(roles_path(service), json={"type": "ORG_ADMIN"}))
    with bearer_of(careful, service["id"], "okta.roles.manage") as bearer:
        refused(bearer.post(roles_path(service), json={"type": "SUPER_ADMIN"}), 403, "E0000006")
        refused(bearer.put(_SETTING, json={"clientPrivilegesSetting": True}), 403, "E0000006")
    assert [role["type"] for role in ok(admin.get(roles_path(service)))] == ["ORG_ADMIN"]


def test_a_role_is_read_by_its_id(admin: httpx.Client, service: Json) -> None:
    role = ok(admin.post(roles_path(service), json={"type": "HELP_DESK_ADMIN"}))
    assert ok(admin.get(f"{roles_path(service)}/{role['id']}")) == role
    assert role["_links"]["assignee"]["href"].endswith(f"/oauth2/v1/clients/{service['id']}")


@pytest.mark.parametrize("kind", ["KING", "CUSTOM", None, "APP_ADMIN"])
def test_a_role_must_be_a_standard_one_and_new(admin: httpx.Client, service: Json, kind: str | None) -> None:
    ok(admin.post(roles_path(service), json={"type": "APP_ADMIN"}))
    refused(admin.post(roles_path(service), json={"type": kind}), 400, "E0000001")
    assert [role["type"] for role in ok(admin.get(roles_path(service)))] == ["APP_ADMIN"]


def test_what_does_not_exist_is_not_found(admin: httpx.Client, service: Json) -> None:
    refused(admin.get("/oauth2/v1/clients/nobody/roles"), 404, "E0000007")
    refused(admin.delete(f"{roles_path(service)}/none"), 404, "E0000007")


def test_a_deleted_app_takes_its_roles_along(careful: RunningOrg, admin: httpx.Client, service: Json) -> None:
    ok(admin.post(roles_path(service), json={"type": "APP_ADMIN"}))
    ok(admin.post(f"/api/v1/apps/{service['id']}/lifecycle/deactivate"))
    assert admin.delete(f"/api/v1/apps/{service['id']}").status_code == 204
    assert careful.org.store.all("clientRole") == []
