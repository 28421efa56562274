"""OIDC apps: calls, their order, what they carry."""

from typing import Any

import pytest

from jamf_connect_okta.stand_in import operations
from jamf_connect_okta.stand_in.configuration import PrivateKey
from jamf_connect_okta.stand_in.values import UNKNOWN

from .recorded_org import Managed, RecordedOrg
from .ropg_app import ANSWER, APP, CLAIM, ROPG
from .scripted_server import ScriptedServer


def test_an_app_is_created_in_the_official_order(org: RecordedOrg, app: Managed, access_policy: str) -> None:
    assert org.calls == [
        "POST /api/v1/apps?activate=true",
        f"POST /api/v1/internal/apps/{app.id}/settings/oauth/idToken",
        f"PUT /api/v1/apps/{app.id}/policies/{access_policy}",
        f"GET /api/v1/apps/{app.id}",
        "GET /.well-known/okta-organization",
        f"GET /api/v1/internal/apps/{app.id}/settings/oauth/idToken",
    ]


def test_an_app_is_sent_like_a_recorded_one(org: RecordedOrg, app: Managed) -> None:
    assert org.sent("POST /api/v1/apps") == {
        "accessibility": {},
        "credentials": {
            "oauthClient": {"autoKeyRotation": True, "pkce_required": True, "token_endpoint_auth_method": "none"},
            "userNameTemplate": {"template": "${source.login}", "type": "BUILT_IN"},
        },
        "label": "Jamf Connect",
        "name": "oidc_client",
        "settings": {
            "notes": {},
            "oauthClient": {
                "application_type": "native",
                "consent_method": "TRUSTED",
                "dpop_bound_access_tokens": False,
                "grant_types": ["password", "authorization_code", "implicit"],
                "idp_initiated_login": {"default_scope": [], "mode": "DISABLED"},
                "issuer_mode": "ORG_URL",
                "redirect_uris": ["https://127.0.0.1/jamfconnect"],
                "response_types": ["code", "id_token"],
                "wildcard_redirect": "DISABLED",
            },
        },
        "signOnMode": "OPENID_CONNECT",
        "visibility": {"hide": {"iOS": True, "web": True}},
    }
    assert org.sent(f"POST /api/v1/internal/apps/{app.id}/settings/oauth/idToken") == {"issuerMode": "ORG_URL"}


def test_without_a_policy_the_default_one_is_assigned(org: RecordedOrg) -> None:
    app = Managed(APP, org, **ROPG)
    policies = [call for call in org.calls if "polic" in call or "well-known" in call]
    assert policies == [
        "GET /.well-known/okta-organization",
        "GET /api/v1/policies?type=ACCESS_POLICY",
        f"PUT /api/v1/apps/{app.id}/policies/{app.state['authenticationPolicy']}",
    ]


def test_policies_can_be_left_alone(org: RecordedOrg) -> None:
    Managed(APP, org, **ROPG, skipAuthenticationPolicy=True)
    assert not [call for call in org.calls if "policies" in call]


def test_service_apps_get_no_policy_at_creation(org: RecordedOrg) -> None:
    Managed(APP, org, label="Sync", type="service", tokenEndpointAuthMethod="client_secret_basic")
    assert not [call for call in org.calls if "policies" in call]


@pytest.mark.parametrize("systems", [[], [True, True], [False]], ids=str)
def test_there_has_to_be_one_default_policy(
    server: ScriptedServer, scripted_org: RecordedOrg, systems: list[bool]
) -> None:
    server.answer("POST /api/v1/apps", ANSWER)
    server.answer("GET /api/v1/policies", [{"id": "rst1", "system": system} for system in systems])
    app = Managed(APP, scripted_org, **ROPG)
    assert "cannot find default ACCESS_POLICY policy" in app.outcome.failure


@pytest.mark.parametrize(("inputs", "is_written"), [({}, False), ({"groupsClaim": CLAIM}, True)], ids=str)
def test_a_preconfigured_app_is_asked_for_no_claim_that_it_is_not_given(
    server: ScriptedServer, scripted_org: RecordedOrg, inputs: dict[str, Any], is_written: bool
) -> None:
    server.answer("POST /api/v1/apps", ANSWER)
    server.answer("GET /api/v1/apps/0oa1", ANSWER)
    Managed(APP, scripted_org, **ROPG | inputs, preconfiguredApp="workday", authenticationPolicy="rst1")
    written = "POST /api/v1/internal/apps/0oa1/settings/oauth/idToken" in scripted_org.calls
    assert written is is_written
    assert scripted_org.sent("POST /api/v1/apps")["name"] == "workday"


def test_settings_as_json_go_among_the_others(server: ScriptedServer, scripted_org: RecordedOrg) -> None:
    server.answer("POST /api/v1/apps", ANSWER)
    server.answer("GET /api/v1/apps/0oa1", ANSWER)
    Managed(APP, scripted_org, **ROPG, authenticationPolicy="rst1", appSettingsJson='{"app": {"a": 1}}')
    sent = scripted_org.sent("POST /api/v1/apps")["settings"]
    assert sent["app"] == {"a": 1}
    assert set(sent) == {"app", "notes", "oauthClient"}


def test_a_consent_method_that_okta_leaves_out_stays(server: ScriptedServer, scripted_org: RecordedOrg) -> None:
    server.answer("POST /api/v1/apps", ANSWER)
    server.answer("GET /api/v1/apps/0oa1", ANSWER)
    app = Managed(APP, scripted_org, **ROPG, authenticationPolicy="rst1", consentMethod="REQUIRED")
    assert app.state["consentMethod"] == "REQUIRED"


def test_where_the_kind_of_org_stays_unknown_it_is_no_classic_one_and_is_asked_for_again(
    server: ScriptedServer, scripted_org: RecordedOrg
) -> None:
    asked = "GET /.well-known/okta-organization"
    server.answer(asked, status=500)
    server.answer(asked, {"pipeline": "idx"})
    assert [scripted_org.is_classic() for _ in range(3)] == [False, False, False]
    assert server.calls == [asked, asked]


def test_an_inactive_app_is_created_inactive(org: RecordedOrg) -> None:
    app = Managed(APP, org, **ROPG, status="INACTIVE")
    assert org.calls[0] == "POST /api/v1/apps?activate=false"
    assert app.state["status"] == "INACTIVE"


def test_the_groups_claim_is_translated(org: RecordedOrg) -> None:
    app = Managed(APP, org, **ROPG, groupsClaim=CLAIM)
    assert org.sent(f"POST /api/v1/internal/apps/{app.id}/settings/oauth/idToken") == {
        "valueType": "GROUPS",
        "groupFilterType": "REGEX",
        "issuerMode": "ORG_URL",
        "name": "groups",
        "value": "^Mac",
    }
    assert app.state["groupsClaim"] == CLAIM | {"issuerMode": "ORG_URL"}


@pytest.mark.parametrize(
    "credentials",
    [{"access_token": "t"}, {"private_key": PrivateKey("0oa1", "", "", ("okta.apps.manage",))}],
    ids=["access token", "private key"],
)
def test_the_groups_claim_needs_an_api_token(server: ScriptedServer, credentials: dict[str, Any]) -> None:
    org = RecordedOrg(server.url, **credentials)
    assert org.uses_oauth


def test_with_an_access_token_the_claim_is_neither_sent_nor_read(server: ScriptedServer) -> None:
    server.answer("POST /api/v1/apps", ANSWER)
    server.answer("GET /api/v1/apps/0oa1", ANSWER)
    org = RecordedOrg(server.url, access_token="t")
    app = Managed(APP, org, **ROPG, groupsClaim=CLAIM, authenticationPolicy="rst1")
    org.close()
    assert not [call for call in org.calls if "idToken" in call]
    assert app.state["groupsClaim"] == CLAIM


def test_what_okta_will_choose_is_unknown_in_a_preview() -> None:
    planned = operations.previewed_creation(APP, {"label": "Jamf Connect", "type": "native"})
    unknown = {name for name, value in planned.items() if value == UNKNOWN}
    computed = {"authenticationPolicy", "clientId", "grantTypes", "pkceRequired", "responseTypes"}
    outputs = {"clientSecret", "logoUrl", "name", "signOnMode"}
    assert unknown == computed | outputs


def test_a_second_preview_changes_nothing(app: Managed) -> None:
    assert app.diff() == {}


def test_a_refresh_changes_nothing(app: Managed) -> None:
    before = app.state
    app.refresh()
    assert app.state == before


def test_a_refresh_makes_two_calls_and_asks_once_what_kind_of_org_it_is(org: RecordedOrg, app: Managed) -> None:
    app.refresh()
    assert org.calls == [
        f"GET /api/v1/apps/{app.id}",
        f"GET /api/v1/internal/apps/{app.id}/settings/oauth/idToken",
    ]


def test_a_secret_to_be_kept_out_never_reaches_the_state(org: RecordedOrg) -> None:
    app = Managed(APP, org, **ROPG | {"tokenEndpointAuthMethod": "client_secret_basic"})
    assert not app.state.get("clientSecret")


def test_a_chosen_secret_is_sent_and_kept(org: RecordedOrg) -> None:
    secrets = {"tokenEndpointAuthMethod": "client_secret_post", "omitSecret": False}
    app = Managed(APP, org, **ROPG | secrets, clientBasicSecret="a-secret-of-fourteen-or-more")
    sent = org.sent("POST /api/v1/apps")["credentials"]["oauthClient"]
    assert sent["client_secret"] == "a-secret-of-fourteen-or-more"
    assert app.diff() == {}


def test_a_write_only_secret_is_sent_and_forgotten(org: RecordedOrg) -> None:
    secrets = {"tokenEndpointAuthMethod": "client_secret_post", "clientBasicSecretWoVersion": 1}
    app = Managed(APP, org, **ROPG | secrets, clientBasicSecretWo="a-secret-of-fourteen-or-more")
    sent = org.sent("POST /api/v1/apps")["credentials"]["oauthClient"]
    assert sent["client_secret"] == "a-secret-of-fourteen-or-more"
    assert "clientBasicSecretWo" not in app.state
    assert app.diff(clientBasicSecretWo="another") == {}


def test_where_policies_are_left_alone_none_is_read(org: RecordedOrg) -> None:
    app = Managed(APP, org, **ROPG, skipAuthenticationPolicy=True)
    assert "GET /.well-known/okta-organization" not in org.calls
    assert "authenticationPolicy" not in app.state
