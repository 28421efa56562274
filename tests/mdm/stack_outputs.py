"""Outputs of stacks, as the components make them."""

import json
from typing import Any

from components.jamf_connect_values import values_of
from components.settings import Settings
from jamf_connect_okta.mdm.stack_output import StackOutput, read_stack_output
from tests.components.stacks import prod

ROPG, LOGIN_WINDOW = "jamf-connect-password-check", "jamf-connect-login-window"
TWO_APPS: dict[str, Any] = {"mfaApp": {"stage": "active"}}


def document_of(settings: Settings, stack: str = "prod") -> dict[str, Any]:
    """What `pulumi stack output --json` prints of a deployed stack."""
    login = LOGIN_WINDOW if settings.design == "two-apps" else ROPG
    values = json.loads(json.dumps(values_of(settings, stack, login, ROPG)))
    return {"jamfConnect": values, "ids": {"ropgApp": "0oa1"}, "mfaApp": {"stage": settings.mfa_app.stage}}


def output_of(settings: Settings, stack: str = "prod") -> StackOutput:
    """The same, read by the exporter."""
    return read_stack_output(json.dumps(document_of(settings, stack)))


def one_app(**changes: Any) -> StackOutput:
    return output_of(prod(**changes))


def two_apps(**changes: Any) -> StackOutput:
    return output_of(prod(**TWO_APPS | changes))


EVERYTHING: dict[str, Any] = {
    "organization": "Acme & Söhne <IT>",
    "passthroughAuth": True,
    "ignoreAdmin": True,
    "createAdminUser": True,
    "scopeSeparator": "plus",
    "shortNameClaim": "mac_user",
    "denyLocal": True,
    "denyLocalExcluded": ["itadmin", "größe & <co>"],
    "localFallback": True,
    "migrate": True,
    "migrateUsersHide": ["itadmin"],
    "createNewUserHide": True,
    "demobilizeUsers": True,
    "fileVault": True,
    "fileVaultRecoveryKey": True,
    "fileVaultRecoveryKeyPath": "/var/db/JamfConnect",
    "fileVaultAutoLogin": False,
    "activateLoginWindow": True,
    "networkCheck": 120,
    "changePasswordUrl": "https://passwords.acme.com/change?from=mac&lang=de",
    "resetPasswordUrl": "https://passwords.acme.com/reset",
    "helpUrl": "https://help.acme.com",
    "extraLoginKeys": {"AllowNetworkSelection": True, "LoginWindowMessage": "Grüße an R&D"},
    "extraMenuBarKeys": {
        "PasswordPolicies": {"PolicyRequirements": {"minLength": 12}},
        "SignIn": {"AutoAuthenticate": True},
        "HiddenMenuItems": ["about", "quit"],
    },
}
"""Every setting of the section, none as it is by default."""


def everything() -> StackOutput:
    """A stack of two apps that uses all there is."""
    return two_apps(adminGroups=["Mac Admins", "R&D <Größe>"], jamfConnect=EVERYTHING)
