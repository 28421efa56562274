"""What a wrong value does to people is told with it."""

import plistlib
from pathlib import Path
from typing import Any

import pytest

from components.preference_key import LOGIN, LOGINWINDOW, MENU_BAR
from jamf_connect_okta.mdm.checking.comparison import Difference, compare
from jamf_connect_okta.mdm.checking.reading import read_profiles
from jamf_connect_okta.mdm.preferences import preferences_of
from jamf_connect_okta.mdm.stack_output import StackOutput

from .stack_outputs import LOGIN_WINDOW, ROPG, one_app, two_apps

HOST = "https://acme.okta.com"
WELL_KNOWN = "/.well-known/openid-configuration"


def differences(output: StackOutput, folder: Path, domain: str, preferences: dict[str, Any]) -> list[Difference]:
    file = folder / f"{domain}.plist"
    file.write_bytes(plistlib.dumps(preferences))
    return list(compare(output, read_profiles([file])).differences)


def told(output: StackOutput, folder: Path, domain: str, key: str, value: object) -> str:
    """The consequence of one key of the stack's own profile, changed."""
    (difference,) = differences(output, folder, domain, preferences_of(output)[domain] | {key: value})
    return difference.consequence


LOGIN_WINDOW_OF_TWO_APPS: dict[str, tuple[str, object, str]] = {
    "the password check's client ID for the login window": ("OIDCClientID", ROPG, "asked for a second factor"),
    "the login window's client ID for the password check": ("OIDCROPGID", LOGIN_WINDOW, "unauthorized_client"),
    "a client ID of nobody for the login window": ("OIDCClientID", "0oaNobody", "nobody signs in"),
    "a client ID of nobody for the password check": ("OIDCROPGID", "0oaNobody", "invalid_client"),
    "the admin console": ("OIDCDiscoveryURL", f"https://acme-admin.okta.com{WELL_KNOWN}", "without -admin"),
    "no encryption": ("OIDCDiscoveryURL", f"http://acme.okta.com{WELL_KNOWN}", "https:// only"),
    "no scheme": ("OIDCDiscoveryURL", f"acme.okta.com{WELL_KNOWN}", "https:// only"),
    "a slash at the end": ("OIDCDiscoveryURL", f"{HOST}{WELL_KNOWN}/", "slash at its end"),
    "the host alone": ("OIDCDiscoveryURL", HOST, WELL_KNOWN),
    "a custom authorization server": ("OIDCDiscoveryURL", f"{HOST}/oauth2/default{WELL_KNOWN}", "access_denied"),
    "another org": ("OIDCDiscoveryURL", f"https://other.okta.com{WELL_KNOWN}", "Another host"),
    "half an address": ("OIDCDiscoveryURL", "https://[acme", "no address"),
    "plus signs": ("OIDCScopes", "openid+profile+email+groups", "The scopes are the same"),
    "plus signs and spaces": ("OIDCScopes", "openid+profile email groups", "Spaces and plus signs together"),
    "escaped plus signs": ("OIDCScopes", "openid%2Bprofile%2Bemail%2Bgroups", "An escaped plus sign is no space"),
    "scopes without groups": ("OIDCScopes", "openid profile email", "Without the groups scope"),
    "scopes without openid": ("OIDCScopes", "profile email groups", "Without openid"),
    "a redirect to another address": ("OIDCRedirectURI", "https://127.0.0.1/jamfconnect/", "byte for byte"),
    "a password that is counted as right": ("ROPGSuccessCodes", ["invalid_grant"], "any typo"),
    "a secret": ("OIDCClientSecret", "hush", "can be read on every Mac"),
    "a secret of a name that Jamf does not have": ("ApiToken", "hush", "can be read on every Mac"),
    "a local password of its own": ("OIDCNewPassword", True, "invent a local password"),
    "the claim among the groups": ("OIDCAdmin", ["groups"], "swapped"),
    "the group as the claim": ("OIDCAdminAttribute", "Mac Admins", "swapped"),
    "a single group as text": ("OIDCAdmin", "Mac Admins", "wants a list"),
    "another provider": ("OIDCProvider", "Okta", "Another provider"),
    "a token on the disk": ("OIDCIDTokenPath", "/tmp/token", "credentials"),  # noqa: S108 - what a profile may say
    "local login": ("DenyLocalExcluded", ["everybody"], "may always sign in"),
}


@pytest.mark.parametrize(
    ("key", "value", "words"), LOGIN_WINDOW_OF_TWO_APPS.values(), ids=list(LOGIN_WINDOW_OF_TWO_APPS)
)
def test_at_the_login_window(tmp_path: Path, key: str, value: object, words: str) -> None:
    assert words in told(two_apps(adminGroups=["Mac Admins"]), tmp_path, LOGIN, key, value)


@pytest.mark.parametrize(
    ("key", "value", "words"),
    [
        ("ROPGID", LOGIN_WINDOW, "unauthorized_client"),
        ("ROPGID", "0oaNobody", "invalid_client"),
        ("DiscoveryURL", f"https://acme-admin.okta.com{WELL_KNOWN}", "without -admin"),
        ("SuccessCodes", ["access_denied", "invalid_grant"], "any typo"),
        ("ClientSecret", "hush", "can be read on every Mac"),
        ("ChangePasswordURL", "https://other.okta.com", "Change Password opens it"),
    ],
)
def test_in_the_menu_bar(tmp_path: Path, key: str, value: object, words: str) -> None:
    output = two_apps()
    own = preferences_of(output)[MENU_BAR]["IdPSettings"]
    assert words in told(output, tmp_path, MENU_BAR, "IdPSettings", own | {key: value})


def test_the_groups_scope_without_a_groups_claim(tmp_path: Path) -> None:
    assert "no groups claim" in told(two_apps(), tmp_path, LOGIN, "OIDCScopes", "openid profile email groups")


def test_in_the_one_app_design_every_other_client_id_is_nobody_s(tmp_path: Path) -> None:
    assert "nobody signs in" in told(one_app(), tmp_path, LOGIN, "OIDCClientID", LOGIN_WINDOW)


def test_scopes_in_another_order_are_the_same(tmp_path: Path) -> None:
    output = two_apps(adminGroups=["Mac Admins"])
    scopes = {"OIDCScopes": "groups email profile openid"}
    assert not differences(output, tmp_path, LOGIN, preferences_of(output)[LOGIN] | scopes)


def test_plus_signs_are_right_where_the_stack_asks_for_them(tmp_path: Path) -> None:
    output = two_apps(jamfConnect={"scopeSeparator": "plus"})
    assert preferences_of(output)[LOGIN]["OIDCScopes"] == "openid+profile+email"
    assert "separated differently" in told(output, tmp_path, LOGIN, "OIDCScopes", "openid profile email")


def test_filevault_that_signs_people_in_past_jamf_connect(tmp_path: Path) -> None:
    output = two_apps(jamfConnect={"fileVaultAutoLogin": False})
    assert "second factor" in told(output, tmp_path, LOGINWINDOW, "DisableFDEAutoLogin", False)
