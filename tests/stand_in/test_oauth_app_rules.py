"""What the official plugin refuses about an OIDC app, and what it fills in."""

from typing import Any

import pytest

from jamf_connect_okta.stand_in.checks import failures
from jamf_connect_okta.stand_in.errors import OperationError

from .recorded_org import Managed, RecordedOrg
from .ropg_app import ANSWER, APP, CLAIM, ROPG
from .scripted_server import ScriptedServer


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (
            {"grantTypes": ["password"]},
            'failed conditional validation for field "grant_types" of type "native", it can contain '
            "authorization_code, implicit, refresh_token, password, ",
        ),
        (
            {"responseTypes": ["code"]},
            "'response_types' must contain at least one of ['token', 'id_token'] when 'grant_types' contains "
            "'implicit'",
        ),
        (
            {"tokenEndpointAuthMethod": "private_key_jwt"},
            "'jwks' or 'jwks_uri' is required when 'token_endpoint_auth_method' is 'private_key_jwt'",
        ),
        (
            {"loginMode": "SPEC"},
            "you have to set up 'login_uri' to configure any 'login_mode' besides 'DISABLED'",
        ),
        (
            {"loginMode": "OKTA", "loginUri": "https://a.example"},
            "you have to set up non-empty 'login_scopes' when 'login_mode' is 'OKTA'",
        ),
        (
            {"groupsClaim": CLAIM | {"type": "EXPRESSION"}},
            "'filter_type' in 'groups_claim' can only be set when 'type' is set to 'FILTER'",
        ),
        (
            {"groupsClaim": {"name": "groups", "type": "FILTER", "value": "x"}},
            "'filter_type' in 'groups_claim' is required when 'type' is set to 'FILTER'",
        ),
        (
            {"groupsClaim": CLAIM | {"value": ""}},
            "'name' 'value' and in 'groups_claim' should not be empty",
        ),
    ],
    ids=str,
)
def test_what_can_not_work_is_refused_before_any_call(org: RecordedOrg, change: dict[str, Any], message: str) -> None:
    with pytest.raises(OperationError) as refused:
        Managed(APP, org, **ROPG | change)
    assert f"failed to create OAuth application: {message}" in str(refused.value)
    assert org.calls == []


def test_what_okta_refuses_leaves_nothing_behind(org: RecordedOrg) -> None:
    with pytest.raises(OperationError, match="failed to create OAuth application: 400 Bad Request"):
        Managed(APP, org, **ROPG | {"redirectUris": []})


def test_an_app_whose_claim_is_refused_exists(server: ScriptedServer, scripted_org: RecordedOrg) -> None:
    server.answer("POST /api/v1/apps", ANSWER)
    server.answer("POST /api/v1/internal/apps/0oa1/settings/oauth/idToken", {"errorSummary": "No"}, status=403)
    app = Managed(APP, scripted_org, **ROPG)
    assert app.id == "0oa1"
    assert (
        "failed to update groups claim for an OAuth application: the API returned an error: No" in app.outcome.failure
    )


@pytest.mark.parametrize(("kind", "grants"), [("web", ["authorization_code"]), ("service", ["client_credentials"])])
def test_grants_are_filled_in_by_type(org: RecordedOrg, kind: str, grants: list[str]) -> None:
    redirect: dict[str, Any] = {"redirectUris": ["https://a.example/"]} if kind == "web" else {}
    app = Managed(APP, org, label=kind, type=kind, **redirect)
    assert app.state["grantTypes"] == grants
    assert app.state["responseTypes"] == (["code"] if kind == "web" else ["token"])


def test_an_app_in_a_browser_gets_every_grant_that_it_may_have(
    server: ScriptedServer, scripted_org: RecordedOrg
) -> None:
    server.answer("POST /api/v1/apps", ANSWER)
    server.answer("GET /api/v1/apps/0oa1", ANSWER)
    Managed(APP, scripted_org, label="Page", type="browser", authenticationPolicy="rst1")
    sent = scripted_org.sent("POST /api/v1/apps")["settings"]["oauthClient"]
    assert sent["grant_types"][:3] == ["implicit", "authorization_code", "refresh_token"]
    assert len(sent["grant_types"]) == 11
    assert sent["response_types"] == ["token", "code"]


def test_a_logo_is_refused() -> None:
    (failure,) = failures(APP.schema, {**ROPG, "logo": "logo.png"}, "app")
    assert "the official okta plugin does" in failure.reason


def test_other_response_types_are_refused() -> None:
    (failure,) = failures(APP.schema, {**ROPG, "responseTypes": ["code", "none"]}, "app")
    assert failure.property == "responseTypes[1]"
    assert 'expected response_types.1 to be one of ["code" "token" "id_token"], got none' in failure.reason


def test_a_policy_to_assign_and_none_to_assign_contradict_each_other() -> None:
    inputs = {**ROPG, "authenticationPolicy": "rst1", "skipAuthenticationPolicy": True}
    (failure,) = failures(APP.schema, inputs, "app")
    assert '"authentication_policy": conflicts with skip_authentication_policy' in failure.reason
