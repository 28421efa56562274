"""OIDC apps: calls, their order, what they carry, what changes what."""

from typing import Any

import httpx
import pytest

from jamf_connect_okta.stand_in import operations
from jamf_connect_okta.stand_in.configuration import PrivateKey
from jamf_connect_okta.stand_in.errors import OperationError
from jamf_connect_okta.stand_in.oauth_app import OAuthApp
from jamf_connect_okta.stand_in.values import UNKNOWN

from .recorded_org import Managed, RecordedOrg, imported
from .scripted_server import ScriptedServer

APP = OAuthApp()

ROPG: dict[str, Any] = {
    "label": "Jamf Connect",
    "type": "native",
    "tokenEndpointAuthMethod": "none",
    "pkceRequired": True,
    "omitSecret": True,
    "grantTypes": ["authorization_code", "implicit", "password"],
    "responseTypes": ["code", "id_token"],
    "redirectUris": ["https://127.0.0.1/jamfconnect"],
}
CLAIM = {"name": "groups", "type": "FILTER", "filterType": "REGEX", "value": "^Mac"}


@pytest.fixture
def app(org: RecordedOrg, access_policy: str) -> Managed:
    """A deployed app of the shape that this project declares."""
    return Managed(APP, org, **ROPG, authenticationPolicy=access_policy)


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


ANSWER = {
    "id": "0oa1",
    "name": "oidc_client",
    "label": "Jamf Connect",
    "status": "ACTIVE",
    "signOnMode": "OPENID_CONNECT",
    "credentials": {"oauthClient": {"client_id": "0oa1", "client_secret": "hush"}},
    "settings": {"oauthClient": {"application_type": "native"}},
}


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


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        ({"label": "Other"}, {"label": "UPDATE"}),
        ({"redirectUris": ["https://127.0.0.1/other"]}, {"redirectUris[0]": "UPDATE"}),
        ({"redirectUris": ROPG["redirectUris"] + ["https://a.example"]}, {"redirectUris[1]": "ADD"}),
        ({"grantTypes": ["authorization_code", "password"]}, {"grantTypes[1]": "DELETE"}),
        ({"grantTypes": list(reversed(ROPG["grantTypes"]))}, {}),
        ({"groupsClaim": CLAIM}, {"groupsClaim": "ADD"}),
        ({"issuerMode": "CUSTOM_URL"}, {"issuerMode": "UPDATE"}),
        ({"hideWeb": False}, {"hideWeb": "UPDATE"}),
        ({"authenticationPolicy": UNKNOWN}, {"authenticationPolicy": "UPDATE"}),
        ({"type": "web"}, {"type": "UPDATE_REPLACE"}),
        ({"clientId": "jamf"}, {"clientId": "UPDATE_REPLACE"}),
        ({"omitSecret": False}, {"omitSecret": "UPDATE_REPLACE"}),
        # Optional and computed: what the program no longer says stays as it is.
        ({"authenticationPolicy": None}, {}),
        ({"pkceRequired": None}, {}),
        ({"grantTypes": None}, {}),
    ],
    ids=str,
)
def test_a_change_updates_or_replaces(app: Managed, change: dict[str, Any], expected: dict[str, str]) -> None:
    assert app.diff(**change) == expected


def test_dropping_the_secret_from_the_state_replaces_nothing(org: RecordedOrg) -> None:
    app = Managed(APP, org, **ROPG | {"tokenEndpointAuthMethod": "client_secret_basic", "omitSecret": False})
    assert app.state["clientSecret"]
    assert app.diff(omitSecret=True) == {"omitSecret": "UPDATE"}
    app.update(omitSecret=True)
    assert app.state["clientSecret"] == ""
    assert org.sent(f"PUT /api/v1/apps/{app.id}")["credentials"]["oauthClient"]["client_secret"] == ""


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


def test_an_update_replaces_the_whole_app(org: RecordedOrg, app: Managed, access_policy: str) -> None:
    app.update(label="Password check")
    assert org.calls == [
        f"PUT /api/v1/apps/{app.id}",
        f"PUT /api/v1/apps/{app.id}/policies/{access_policy}",
        f"GET /api/v1/apps/{app.id}",
        f"GET /api/v1/internal/apps/{app.id}/settings/oauth/idToken",
    ]
    sent = org.sent(f"PUT /api/v1/apps/{app.id}")
    assert sent["label"] == "Password check"
    assert sent["credentials"]["oauthClient"]["client_id"] == app.id
    # What Okta had added to the settings goes back with it.
    assert {"app", "manualProvisioning"} <= set(sent["settings"])
    assert app.diff() == {}


def test_a_changed_claim_is_sent_between_app_and_policy(org: RecordedOrg, app: Managed) -> None:
    app.update(groupsClaim=CLAIM)
    assert org.calls[1] == f"POST /api/v1/internal/apps/{app.id}/settings/oauth/idToken"
    app.update(groupsClaim=None)
    assert org.sent(f"POST /api/v1/internal/apps/{app.id}/settings/oauth/idToken") == {"issuerMode": "ORG_URL"}
    assert app.diff() == {}


def test_a_change_of_status_alone_is_one_call(org: RecordedOrg, app: Managed) -> None:
    app.update(status="INACTIVE")
    assert org.calls == [f"POST /api/v1/apps/{app.id}/lifecycle/deactivate"]


def test_a_change_of_status_comes_before_the_others(org: RecordedOrg, app: Managed) -> None:
    app.update(status="INACTIVE", label="Off")
    assert org.calls[:2] == [f"POST /api/v1/apps/{app.id}/lifecycle/deactivate", f"PUT /api/v1/apps/{app.id}"]


def test_unless_it_is_written_down_pkce_is_lost_with_a_secret(org: RecordedOrg) -> None:
    inputs = {**ROPG, "tokenEndpointAuthMethod": "client_secret_basic"}
    del inputs["pkceRequired"]
    app = Managed(APP, org, **inputs)
    assert app.state["pkceRequired"] is True
    app.update(label="Other")
    assert app.state["pkceRequired"] is False


def test_an_active_app_is_deactivated_before_it_is_deleted(org: RecordedOrg, app: Managed) -> None:
    app.delete()
    assert org.calls == [f"POST /api/v1/apps/{app.id}/lifecycle/deactivate", f"DELETE /api/v1/apps/{app.id}"]


def test_an_inactive_app_is_just_deleted(org: RecordedOrg) -> None:
    app = Managed(APP, org, **ROPG, status="INACTIVE")
    app.delete()
    assert org.calls == [f"DELETE /api/v1/apps/{app.id}"]


def test_deleting_an_app_that_is_gone_fails_after_twenty_seconds(org: RecordedOrg, app: Managed) -> None:
    app.delete()
    with pytest.raises(
        OperationError, match="failed to delete OAuth application: the API returned an error: Not found"
    ):
        app.delete()
    assert len(org.calls) > 5
    assert sum(org.waits) <= 20


def test_refreshing_an_app_that_is_gone_fails(app: Managed) -> None:
    app.delete()
    with pytest.raises(OperationError, match="failed to get OAuth application: 404 Not Found"):
        app.refresh()


def test_drift_shows_in_a_refresh_and_is_repaired(app: Managed, okta: httpx.Client) -> None:
    changed = okta.get(f"/api/v1/apps/{app.id}").json()
    changed["settings"]["oauthClient"]["redirect_uris"] = ["https://elsewhere.example/"]
    okta.put(f"/api/v1/apps/{app.id}", json=changed).raise_for_status()
    app.refresh()
    assert app.state["redirectUris"] == ["https://elsewhere.example/"]
    assert app.diff() == {"redirectUris[0]": "UPDATE"}
    app.update()
    assert app.diff() == {}


def test_an_import_reads_everything_but_what_only_the_program_knows(org: RecordedOrg, app: Managed) -> None:
    state, inputs = imported(APP, org, app.id)
    assert state["id"] == app.id
    # Defaults stay out of the inputs; `omitSecret` and the secret can't be read.
    expected = {name: value for name, value in ROPG.items() if name != "omitSecret"}
    extra = {"authenticationPolicy", "clientId", "appSettingsJson"}
    assert {name: value for name, value in inputs.items() if name not in extra} == expected


def test_an_import_changes_only_what_okta_does_not_tell(org: RecordedOrg, app: Managed) -> None:
    state, _ = imported(APP, org, app.id)
    changed = {change.path for change in operations.diff(APP, state, app.inputs)}
    assert changed == {"omitSecret", "refreshTokenRotation"}


def test_a_failed_update_leaves_the_plan_in_the_state(org: RecordedOrg, app: Managed) -> None:
    outcome = app.update(grantTypes=["password"])
    assert "failed to update OAuth application: failed conditional validation" in outcome.failure
    assert org.calls == []
    assert app.diff() == {}
    app.refresh()
    assert app.diff() != {}


def test_where_policies_are_left_alone_none_is_read(org: RecordedOrg) -> None:
    app = Managed(APP, org, **ROPG, skipAuthenticationPolicy=True)
    assert "GET /.well-known/okta-organization" not in org.calls
    assert "authenticationPolicy" not in app.state


def test_a_profile_that_the_program_drops_is_cleared(org: RecordedOrg) -> None:
    app = Managed(APP, org, **ROPG, profile='{"team": "Macs", "on": false}')
    assert app.diff(profile='{"on":false,"team":"Macs"}') == {}
    assert app.diff(profile='{"team":"Macs"}') == {"profile": "UPDATE"}
    assert app.diff(profile=None) == {"profile": "DELETE"}
    app.update(profile=None)
    assert "profile" not in org.sent(f"PUT /api/v1/apps/{app.id}")
    assert app.state["profile"] == ""
