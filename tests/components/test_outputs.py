"""What a deployment tells the MDM and the operator."""

from typing import Any

import pytest

from components.settings import Settings

from .deploying import chosen_by_okta, declared_by
from .mocked_engine import UNKNOWN
from .mocked_org import MockedOrg
from .stacks import prod, rehearsal

SETTINGS: dict[str, Any] = {
    "organization": "acme.okta.com",
    "passthroughAuth": False,
    "newPassword": False,
    "createJamfConnectPassword": True,
    "ignoreAdmin": False,
    "createAdminUser": False,
    "scopeSeparator": "space",
    "shortNameClaim": "",
    "denyLocal": False,
    "denyLocalExcluded": [],
    "localFallback": False,
    "defaultLocal": False,
    "migrate": False,
    "migrateUsersHide": [],
    "createNewUserHide": False,
    "demobilizeUsers": False,
    "fileVault": False,
    "fileVaultRecoveryKey": False,
    "fileVaultRecoveryKeyPath": "",
    "fileVaultAutoLogin": True,
    "activateLoginWindow": False,
    "networkCheck": 60,
    "changePasswordUrl": "https://acme.okta.com/enduser/settings",
    "resetPasswordUrl": "https://acme.okta.com/signin/forgot-password",
    "helpUrl": "",
    "licenseFile": "",
    "extraLoginKeys": {},
    "extraMenuBarKeys": {},
}
"""What an export reads of the section `jamfConnect`: a key that is missing makes older exports fail."""
VALUES: dict[str, Any] = {
    "provider": "Custom",
    "discoveryUrl": "https://acme.okta.com/.well-known/openid-configuration",
    "oidcClientId": "password-check",
    "ropgClientId": "password-check",
    "redirectUri": "https://127.0.0.1/jamfconnect",
    "scopes": "openid profile email",
    "groupsClaimName": None,
    "orgUrl": "https://acme.okta.com",
    "design": "one-app",
    "stack": "dev",
    "tokenEndpointAuthMethod": "none",
    "adminGroups": [],
    "settings": SETTINGS,
}
FIXED = {"clientId": "password-check"}


def outputs(settings: Settings, org: MockedOrg) -> dict[str, Any]:
    return next(
        outputs
        for urn, outputs in declared_by(settings, org).component_outputs.items()
        if urn.endswith("::jamf-connect")
    )


def test_fixed_client_ids_make_the_profile_s_values_known_in_a_preview(org: MockedOrg) -> None:
    assert outputs(prod(ropgApp=FIXED), org)["values"] == VALUES


def test_two_apps_have_a_client_id_each(org: MockedOrg) -> None:
    settings = prod(ropgApp=FIXED, mfaApp={"stage": "active", "clientId": "login-window"})
    assert outputs(settings, org)["values"] == VALUES | {"oidcClientId": "login-window", "design": "two-apps"}


@pytest.mark.parametrize("stage", ["retiring", "unprotected"])
def test_new_profiles_no_longer_name_an_app_that_is_going(org: MockedOrg, stage: str) -> None:
    settings = prod(ropgApp=FIXED, mfaApp={"stage": stage, "clientId": "login-window"})
    assert outputs(settings, org)["values"] == VALUES


def test_client_ids_of_okta_s_choice_are_known_once_deployed(org: MockedOrg) -> None:
    values = outputs(prod(mfaApp={"stage": "active"}), org)["values"]
    if org.preview:
        assert values == UNKNOWN
    else:
        assert (values["ropgClientId"], values["oidcClientId"]) == ("ropg-app-client-id", "mfa-app-client-id")


def test_the_claim_s_name_and_scope_are_told_where_there_is_a_claim(org: MockedOrg) -> None:
    settings = prod(ropgApp=FIXED, adminGroups=["Mac Admins"], groupsClaim={"name": "mac_groups"})
    told = {
        "groupsClaimName": "mac_groups",
        "scopes": "openid profile email groups",
        "adminGroups": ["Mac Admins"],
    }
    assert outputs(settings, org)["values"] == VALUES | told


def test_a_custom_domain_is_where_jamf_connect_discovers_okta(org: MockedOrg) -> None:
    pages = {
        "changePasswordUrl": "https://login.acme.com/enduser/settings",
        "resetPasswordUrl": "https://login.acme.com/signin/forgot-password",
    }
    told = {
        "discoveryUrl": "https://login.acme.com/.well-known/openid-configuration",
        "settings": SETTINGS | pages,
    }
    assert outputs(prod(ropgApp=FIXED, customDomain="login.acme.com"), org)["values"] == VALUES | told


def test_what_the_stack_says_of_jamf_connect_reaches_the_mdm(org: MockedOrg) -> None:
    said = {
        "organization": "Acme & Söhne",
        "denyLocal": True,
        "denyLocalExcluded": ["itadmin"],
        "changePasswordUrl": "https://passwords.acme.com",
        "extraLoginKeys": {"AllowNetworkSelection": True},
    }
    values = outputs(prod(ropgApp=FIXED, jamfConnect=said), org)["values"]
    assert values == VALUES | {"settings": SETTINGS | said}


IDS: dict[str, tuple[Settings, dict[str, str]]] = {
    "one app": (prod(), {"ropgApp": "ropg-app-id", "ropgPolicy": "ropg-policy-id"}),
    "two apps and a session policy": (
        rehearsal(mfaApp={"stage": "active"}),
        {
            "ropgApp": "ropg-app-id",
            "ropgPolicy": "ropg-policy-id",
            "mfaApp": "mfa-app-id",
            "mfaPolicy": "mfa-policy-id",
            "sessionPolicy": "session-policy-id",
        },
    ),
    "an app that is retiring": (
        prod(mfaApp={"stage": "retiring"}),
        {
            "ropgApp": "ropg-app-id",
            "ropgPolicy": "ropg-policy-id",
            "mfaApp": "mfa-app-id",
            "mfaPolicy": "mfa-policy-id",
        },
    ),
}


@pytest.mark.parametrize(("settings", "ids"), IDS.values(), ids=IDS.keys())
def test_the_ids_are_those_of_what_is_declared(org: MockedOrg, settings: Settings, ids: dict[str, str]) -> None:
    told = outputs(settings, org)["ids"]
    assert told == (chosen_by_okta(org, "") or ids)
