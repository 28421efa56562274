"""What works, but other than most people think, is told in a preview."""

from typing import Any

import pytest

from components.announcements import announce
from components.checks.advice import advice_on
from components.lookups import look_up

from .mocked_engine import declare
from .mocked_org import MockedOrg
from .stacks import prod

MFA = {"mfaApp": {"stage": "active"}}
LOCAL_LOGIN, FILE_VAULT = "jamfConnect.denyLocal", "jamfConnect.fileVaultAutoLogin"
CLOSED = {"denyLocal": True, "localFallback": True, "fileVaultAutoLogin": False}


def jamf(**section: Any) -> dict[str, Any]:
    return {"jamfConnect": section}


ADVICE: dict[str, tuple[dict[str, Any], list[str]]] = {
    "one app": ({}, []),
    "two apps that local login and FileVault go past": (MFA, [LOCAL_LOGIN, FILE_VAULT]),
    "two apps that only FileVault goes past": (MFA | jamf(denyLocal=True, localFallback=True), [FILE_VAULT]),
    "two apps that only local login goes past": (MFA | jamf(fileVaultAutoLogin=False), [LOCAL_LOGIN]),
    "two apps that nothing goes past": (MFA | jamf(**CLOSED), []),
    "an app that is going": ({"mfaApp": {"stage": "retiring"}}, []),
    "administrators for a day": (jamf(createAdminUser=True), ["jamfConnect.createAdminUser"]),
    "administrators by their group": (jamf(createAdminUser=True) | {"adminGroups": ["Mac Admins"]}, []),
    "administrators for ever": (jamf(createAdminUser=True, ignoreAdmin=True), []),
    "admin groups that nobody follows": (
        jamf(ignoreAdmin=True) | {"adminGroups": ["Mac Admins"]},
        ["jamfConnect.ignoreAdmin"],
    ),
    "no password checks": (jamf(networkCheck=0), ["jamfConnect.networkCheck"]),
    "password checks all the time": (jamf(networkCheck=14), ["jamfConnect.networkCheck"]),
    "password checks as often as they ever were": (jamf(networkCheck=15), []),
    "apps with a secret": ({"tokenEndpointAuthMethod": "client_secret_basic"}, ["tokenEndpointAuthMethod"]),
    "all groups of a person": (
        {"groupsClaim": {"type": "EXPRESSION", "preset": "okta-and-active-directory"}},
        ["groupsClaim.preset"],
    ),
    "keys that nobody knows": (
        jamf(extraLoginKeys={"Unheard": 1, "LoginLogo": "/x"}, extraMenuBarKeys={"SignIn": {"Unheard": 1}}),
        ["jamfConnect.extraLoginKeys.Unheard", "jamfConnect.extraMenuBarKeys.SignIn.Unheard"],
    ),
    "keys below one that is open": (jamf(extraMenuBarKeys={"Kerberos": {"Realm": "ACME"}}), []),
}


@pytest.mark.parametrize(("changes", "keys"), ADVICE.values(), ids=list(ADVICE))
def test_advice_on(changes: dict[str, Any], keys: list[str]) -> None:
    assert [advice.key for advice in advice_on(prod(**changes))] == keys


def test_a_preview_tells_the_consequence_and_what_to_do(org: MockedOrg) -> None:
    settings = prod(**MFA | jamf(**CLOSED | {"networkCheck": 0}))
    messages = declare(lambda: announce(settings, look_up(settings)), org).messages
    assert messages[0] == (
        "jamfConnect.networkCheck: 0. A password that is changed in Okta never reaches the Mac by itself. Write 60, "
        "Jamf Connect's own choice."
    )
