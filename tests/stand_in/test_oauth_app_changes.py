"""OIDC apps that change: what updates and what replaces, deletions, drift, imports."""

from typing import Any

import httpx
import pytest

from jamf_connect_okta.stand_in import operations
from jamf_connect_okta.stand_in.errors import OperationError
from jamf_connect_okta.stand_in.values import UNKNOWN

from .recorded_org import Managed, RecordedOrg, imported
from .ropg_app import APP, CLAIM, ROPG
from .scripted_server import ScriptedServer


def test_service_apps_get_a_policy_with_every_update(org: RecordedOrg) -> None:
    app = Managed(APP, org, label="Sync", type="service", tokenEndpointAuthMethod="client_secret_basic")
    app.update(label="Other")
    assert f"PUT /api/v1/apps/{app.id}/policies/{app.state['authenticationPolicy']}" in org.calls


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


def test_deleting_an_app_that_is_gone_fails_once_twenty_seconds_are_over(org: RecordedOrg, app: Managed) -> None:
    app.delete()
    with pytest.raises(
        OperationError, match="failed to delete OAuth application: the API returned an error: Not found"
    ):
        app.delete()
    assert len(org.calls) == len(org.waits) + 1
    assert sum(org.waits[:-1]) <= 20 < sum(org.waits)


def test_a_deletion_that_okta_is_not_ready_for_is_tried_again(
    scripted_org: RecordedOrg, server: ScriptedServer
) -> None:
    server.answer("DELETE /api/v1/apps/0oa1", {"errorCode": "E0000009"}, status=500)
    server.answer("DELETE /api/v1/apps/0oa1", status=204)
    operations.delete(APP, scripted_org, "0oa1", {"status": "INACTIVE"})
    assert scripted_org.calls == ["DELETE /api/v1/apps/0oa1"] * 2


def test_a_deletion_that_never_works_fails_once_thirty_seconds_are_over(
    scripted_org: RecordedOrg, server: ScriptedServer
) -> None:
    server.answer("DELETE /api/v1/apps/0oa1", {"errorSummary": "Internal Server Error"}, status=500)
    with pytest.raises(OperationError, match="failed to delete OAuth application: the API returned an error"):
        operations.delete(APP, scripted_org, "0oa1", {"status": "INACTIVE"})
    assert sum(scripted_org.waits[:-1]) <= 30 < sum(scripted_org.waits)


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


def test_a_profile_that_the_program_drops_is_cleared(org: RecordedOrg) -> None:
    app = Managed(APP, org, **ROPG, profile='{"team": "Macs", "on": false}')
    assert app.diff(profile='{"on":false,"team":"Macs"}') == {}
    assert app.diff(profile='{"team":"Macs"}') == {"profile": "UPDATE"}
    assert app.diff(profile=None) == {"profile": "DELETE"}
    app.update(profile=None)
    assert "profile" not in org.sent(f"PUT /api/v1/apps/{app.id}")
    assert app.state["profile"] == ""
