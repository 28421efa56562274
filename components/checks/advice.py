"""What works, but not as most people think: told in a preview and at an export, never in the way of either."""

from collections.abc import Iterator, Sequence

from components.checks.extra_keys import unknown_keys
from components.jamf_connect_settings import JamfConnectSettings
from components.preference_key import LOGIN, MENU_BAR
from components.problems import HIDDEN, Problem
from components.settings import Settings


def advice_on(settings: Settings) -> Iterator[Problem]:
    """What a preview should tell of these settings."""
    yield from advice_on_profiles(
        settings.jamf_connect,
        design=settings.design,
        admin_groups=settings.admin_groups,
        token_endpoint_auth_method=settings.token_endpoint_auth_method,
    )
    if settings.groups_claim.preset:
        why = "The expression carries all groups of a person: Okta refuses the sign-in of whoever is in more than 100."
        fix = "Use a FILTER on the admin groups where somebody may be in that many."
        yield Problem("groupsClaim.preset", settings.groups_claim.preset, why, fix)


def advice_on_profiles(
    jamf: JamfConnectSettings, *, design: str, admin_groups: Sequence[str], token_endpoint_auth_method: str
) -> Iterator[Problem]:
    """What an export should tell, from what the stack's outputs hold."""
    if design == "two-apps":
        yield from _ways_past_the_second_factor(jamf)
    yield from _account_types(jamf, admin_groups)
    yield from _password_checks(jamf)
    if token_endpoint_auth_method != "none":
        why = "The apps want a client secret, and no secret is ever written into a profile: every sign-in would fail."
        fix = "Add OIDCClientSecret, ROPGClientSecret and IdPSettings.ClientSecret in the MDM."
        yield Problem("tokenEndpointAuthMethod", token_endpoint_auth_method, why, fix)
    for extra, name, domain in (
        (jamf.extra_login_keys, "extraLoginKeys", LOGIN),
        (jamf.extra_menu_bar_keys, "extraMenuBarKeys", MENU_BAR),
    ):
        for unknown in unknown_keys(extra, f"jamfConnect.{name}", domain):
            why = (
                "It is in none of Jamf's tables that this program knows; Jamf Connect ignores a misspelt key silently."
            )
            yield Problem(unknown.setting, HIDDEN, why, "Try it on one Mac.")


def _ways_past_the_second_factor(jamf: JamfConnectSettings) -> Iterator[Problem]:
    if not jamf.deny_local:
        why = "Local Login stays in the login window: whoever uses it is asked for no second factor."
        fix = "Set it to true, with localFallback or denyLocalExcluded as the way back in."
        yield _advice("denyLocal", False, why, fix)
    if jamf.file_vault_auto_login:
        why = "Whoever unlocks FileVault is signed in at once: past Jamf Connect, and asked for no second factor."
        fix = "Set it to false: people then sign in twice after a restart, to FileVault and to Okta."
        yield _advice("fileVaultAutoLogin", True, why, fix)


def _account_types(jamf: JamfConnectSettings, admin_groups: Sequence[str]) -> Iterator[Problem]:
    if jamf.create_admin_user and not jamf.ignore_admin and not admin_groups:
        why = "A new account starts as an administrator and becomes a standard one at the next sign-in."
        yield _advice("createAdminUser", True, why, "Name adminGroups, or set ignoreAdmin to true.")
    if jamf.ignore_admin and admin_groups:
        why = "Jamf Connect leaves account types alone: whoever joins or leaves the admin groups keeps what they have."
        yield _advice("ignoreAdmin", True, why, "Set it to false, or remove adminGroups.")


def _password_checks(jamf: JamfConnectSettings) -> Iterator[Problem]:
    if jamf.network_check == 0:
        why = "A password that is changed in Okta never reaches the Mac by itself."
        yield _advice("networkCheck", 0, why, "Write 60, Jamf Connect's own choice.")
    elif jamf.network_check < _OFTEN:
        why = "After a change, each Mac that still has the old password fails this often, and Okta locks the account."
        yield _advice("networkCheck", jamf.network_check, why, "Write 60, Jamf Connect's own choice.")


def _advice(key: str, value: object, why: str, fix: str) -> Problem:
    return Problem(f"jamfConnect.{key}", value, why, fix)


_OFTEN = 15
"""Minutes; the shortest interval that has been a default of Jamf Connect's."""
