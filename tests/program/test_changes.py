"""Each setting, changed once: exactly the expected update, and no app replaced."""

from typing import Any

import httpx
import pulumi.automation as auto
import pytest

from .conftest import MakeStack
from .stack_under_test import StackUnderTest

pytestmark = pytest.mark.engine

FACTORS = ["push", "totp", "sms"]


def updates(*names: str) -> set[tuple[str, str]]:
    return {("update", name) for name in names}


APPS = updates("ropg-app", "mfa-app")

CHANGES: dict[str, tuple[dict[str, Any], set[tuple[str, str]]]] = {
    "the label of the ROPG app": ({"ropgApp": {"label": "Password check"}}, updates("ropg-app")),
    "the excluded groups": ({"ropgApp": {"excludedGroups": ["Contractors"]}}, updates("ropg-password")),
    "the ROPG policy's zones": (
        {"ropgApp": {"zones": ["Office"]}},
        updates("ropg-password"),
    ),
    "the ROPG policy's name": (
        {"ropgApp": {"policyName": "Passwords"}},
        updates("ropg-policy"),
    ),
    "the label of the MFA app": (
        {"mfaApp": {"factors": FACTORS, "label": "Login window"}},
        updates("mfa-app"),
    ),
    "the accepted factors": (
        {"mfaApp": {"factors": ["push"]}},
        updates("mfa-password-and-second-factor"),
    ),
    "how often the MFA policy asks": (
        {"mfaApp": {"factors": FACTORS, "reauthenticateIn": "PT8H"}},
        updates("mfa-password-and-second-factor"),
    ),
    "the MFA policy's zones": (
        {"mfaApp": {"factors": FACTORS, "zones": ["VPN"]}},
        updates("mfa-password-and-second-factor"),
    ),
    "the MFA policy's name": (
        {"mfaApp": {"factors": FACTORS, "policyName": "MFA"}},
        updates("mfa-policy"),
    ),
    "the assigned groups": (
        {"groups": ["Mac Users", "Mac Admins", "Contractors"]},
        updates("ropg-groups", "mfa-groups", "session-policy"),
    ),
    "a single user": (
        {"users": ["alice@acme.example"]},
        {("create", "ropg-user-alice@acme.example"), ("create", "mfa-user-alice@acme.example")},
    ),
    "the groups claim": ({"groupsClaim": {"groups": ["Mac Admins", "Mac Users"]}}, APPS),
    "no groups claim": ({"adminGroups": []}, APPS),
    "the custom domain": ({"customDomain": "login.acme.invalid"}, APPS),
    "a further API scope": ({"apiScopes": ["okta.groups.read"]}, updates("ropg-api-scopes", "mfa-api-scopes")),
    "PKCE and client authentication": (
        {"pkceRequired": False, "tokenEndpointAuthMethod": "client_secret_basic"},
        APPS,
    ),
    "what Jamf Connect itself does": ({"jamfConnect": {"networkCheck": 30, "helpUrl": "https://help.acme.com"}}, set()),
    "the session's lifetime": ({"sessionPolicy": {"lifetimeMinutes": 480}}, updates("session-password")),
    "the session's idle time": ({"sessionPolicy": {"idleMinutes": 60}}, updates("session-password")),
    "the session policy's name": ({"sessionPolicy": {"name": "Macs"}}, updates("session-policy")),
    "blocked zones": (
        {"sessionPolicy": {"blockedZones": ["VPN"]}},
        {("create", "session-blocked-zones"), ("update", "session-password")},
    ),
    "no managed session policy": (
        {"sessionPolicy": {"managed": False}},
        {("delete", "session-policy"), ("delete", "session-password")},
    ),
}


@pytest.mark.parametrize(("settings", "expected"), CHANGES.values(), ids=CHANGES.keys())
def test_a_changed_setting_changes_just_what_it_says(
    deployed: StackUnderTest, settings: dict[str, Any], expected: set[tuple[str, str]]
) -> None:
    before = dict(deployed.settings)
    deployed.settings |= settings
    try:
        assert {(change.op, change.name) for change in deployed.up() if change.type.startswith("okta:")} == expected
    finally:
        deployed.settings = before
        deployed.up()
    assert deployed.preview() == []


def test_moving_to_two_apps_never_touches_the_ropg_app(make_stack: MakeStack) -> None:
    stack = make_stack(mfaApp={"stage": "absent"})
    stack.up()
    one_app = stack.outputs()["jamfConnect"]
    stack.settings["mfaApp"] = {"stage": "active"}
    changes = stack.up()
    assert not [change for change in changes if change.name.startswith("ropg")]
    two_apps = stack.outputs()["jamfConnect"]
    assert (one_app["design"], two_apps["design"]) == ("one-app", "two-apps")
    assert one_app["ropgClientId"] == two_apps["ropgClientId"] != two_apps["oidcClientId"]


def test_a_fixed_client_id_is_known_before_the_deployment(make_stack: MakeStack) -> None:
    stack = make_stack(ropgApp={"clientId": "jamf-connect-passwords"})
    stack.up()
    assert stack.outputs()["jamfConnect"]["ropgClientId"] == "jamf-connect-passwords"


def test_a_deleted_app_comes_back_under_its_fixed_client_id(make_stack: MakeStack) -> None:
    stack = make_stack(mfaApp={"stage": "absent"}, ropgApp={"clientId": "jamf-connect-passwords"})
    stack.up()
    stack.destroy()
    stack.up()
    assert stack.outputs()["jamfConnect"]["ropgClientId"] == "jamf-connect-passwords"


def test_a_second_app_with_the_same_client_id_can_t_come_to_exist(make_stack: MakeStack) -> None:
    stack = make_stack(ropgApp={"clientId": "jamf-connect-passwords"})
    stack.up()
    app = stack.api("GET", f"/api/v1/apps/{stack.outputs()['ids']['ropgApp']}")
    copy = {key: app[key] for key in ("name", "label", "signOnMode", "credentials", "settings")}
    with pytest.raises(httpx.HTTPStatusError, match="400"):
        stack.api("POST", "/api/v1/apps", json=copy)


def test_another_client_id_would_replace_the_app_so_protection_refuses_it(make_stack: MakeStack) -> None:
    stack = make_stack(protect=True, ropgApp={"clientId": "jamf-connect-passwords"})
    stack.up()
    stack.settings["ropgApp"] = {"clientId": "another"}
    with pytest.raises(auto.CommandError, match="protect"):
        stack.preview()


def test_a_protected_app_refuses_deletion(make_stack: MakeStack) -> None:
    stack = make_stack(protect=True)
    stack.up()
    with pytest.raises(auto.CommandError, match="protect"):
        stack.destroy()
    assert stack.api("GET", f"/api/v1/apps/{stack.outputs()['ids']['ropgApp']}")["status"] == "ACTIVE"


def test_going_back_to_one_app_takes_its_steps(make_stack: MakeStack) -> None:
    stack = make_stack(protect=True)
    stack.up()
    for skipped, reason in (
        ("absent", "Set mfaApp.stage to retiring"),
        ("unprotected", "Set mfaApp.stage to retiring"),
    ):
        stack.settings["mfaApp"] = {"stage": skipped}
        with pytest.raises(auto.CommandError, match=reason):
            stack.preview()
    stack.settings["mfaApp"] = {"stage": "retiring"}
    stack.up()
    assert stack.outputs()["jamfConnect"]["design"] == "one-app"
    stack.settings["mfaApp"] = {"stage": "absent"}
    with pytest.raises(auto.CommandError, match=r"set mfaApp\.stage to unprotected"):
        stack.preview()
    stack.settings["mfaApp"] = {"stage": "unprotected"}
    stack.up()
    stack.settings["mfaApp"] = {"stage": "absent"}
    changes = stack.up()
    assert ("delete", "mfa-app") in {(change.op, change.name) for change in changes}
    assert not [change for change in changes if change.name.startswith("ropg")]
    assert stack.preview() == []
