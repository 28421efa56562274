"""The rules for what Jamf Connect itself should do: no setting that has no effect, none that locks people out."""

import base64
import plistlib
import re
from collections.abc import Iterator
from dataclasses import replace
from urllib.parse import urlsplit
from xml.parsers.expat import ExpatError

from components.checks.names import folded
from components.jamf_connect_settings import JamfConnectSettings
from components.problems import HIDDEN, Problem
from components.settings import Settings


def problems_of(settings: Settings) -> Iterator[Problem]:
    """Problems of the section `jamfConnect` by itself and together with the admin groups."""
    yield from problems_of_section(settings.jamf_connect)
    yield from _claim_and_group_are_not_swapped(settings)
    yield from _names_fit_into_a_profile(settings)


def problems_of_section(jamf: JamfConnectSettings) -> Iterator[Problem]:
    """Those of the section by itself, whatever else the stack has."""
    yield from _passwords_go_one_way(jamf)
    yield from _people_get_back_in(jamf)
    yield from _nothing_is_without_effect(jamf)
    yield from _urls_are_addresses(jamf)
    yield from _network_check_is_possible(jamf)
    yield from _licence_is_one(jamf)
    yield from _texts_fit_into_a_profile(jamf)


def _passwords_go_one_way(jamf: JamfConnectSettings) -> Iterator[Problem]:
    if jamf.passthrough_auth and jamf.new_password:
        why = (
            "Passthrough hands Okta's password to the Mac, a new password is another one: people would be asked anyway."
        )
        fix = "Set newPassword or passthroughAuth to false."
        yield _problem("newPassword", True, why, fix, "passthroughAuth")
    if jamf.create_jamf_connect_password and jamf.new_password:
        why = "The menu bar app would get the local password from the login window and fail with it at Okta."
        fix = "Set createJamfConnectPassword to false, or newPassword."
        yield _problem("createJamfConnectPassword", True, why, fix, "newPassword")


def _people_get_back_in(jamf: JamfConnectSettings) -> Iterator[Problem]:
    if jamf.deny_local and not jamf.local_fallback and not jamf.deny_local_excluded:
        why = "Without a network, or when Okta can't be reached, nobody gets into their Mac any more."
        fix = "Set localFallback to true, or name a local account in denyLocalExcluded."
        yield _problem("denyLocal", True, why, fix, "localFallback", "denyLocalExcluded")
    if jamf.deny_local and jamf.default_local:
        why = "The login window would start with the local sign-in that denyLocal refuses."
        yield _problem("defaultLocal", True, why, "Set one of the two to false.", "denyLocal")
    if jamf.migrate and not jamf.deny_local:
        why = "Jamf Connect migrates an account only where people have to sign in with Okta: nothing would be migrated."
        yield _idle("migrate", True, why, "Set denyLocal to true, with a way back in.", "denyLocal")


def _nothing_is_without_effect(jamf: JamfConnectSettings) -> Iterator[Problem]:
    for key, value, needed, there in (
        ("localFallback", jamf.local_fallback, "denyLocal", jamf.deny_local),
        ("denyLocalExcluded", jamf.deny_local_excluded, "denyLocal", jamf.deny_local),
        ("migrateUsersHide", jamf.migrate_users_hide, "migrate", jamf.migrate),
        ("createNewUserHide", jamf.create_new_user_hide, "migrate", jamf.migrate),
        ("fileVaultRecoveryKey", jamf.file_vault_recovery_key, "fileVault", jamf.file_vault),
        (
            "fileVaultRecoveryKeyPath",
            jamf.file_vault_recovery_key_path,
            "fileVaultRecoveryKey",
            jamf.file_vault_recovery_key,
        ),
    ):
        if value and not there:
            yield _idle(key, value, f"It has no effect without {needed}.", f"Set {needed}, or remove it.", needed)


def _claim_and_group_are_not_swapped(settings: Settings) -> Iterator[Problem]:
    claim = settings.claim.name if settings.claim else "groups"
    for name in settings.admin_groups:
        if folded(name) in {folded(claim), *_CLAIMS}:
            why = "This is a claim's name, not a group's: nobody would be an administrator of their Mac."
            fix = "Write the group's name here, and the claim's in groupsClaim.name."
            yield Problem("adminGroups", name, why, fix, rests_on=("groupsClaim.name",))
    named_like = {folded(name) for name in (*settings.groups, *settings.claim_groups)} - set(_CLAIMS)
    if settings.claim and folded(claim) in named_like:
        why = "This is a group's name: Jamf Connect would look for a claim that is named like the group."
        rests_on = ("groups", "adminGroups", "groupsClaim.groups")
        yield Problem("groupsClaim.name", claim, why, 'Write "groups", and the group in adminGroups.', rests_on)


def _urls_are_addresses(jamf: JamfConnectSettings) -> Iterator[Problem]:
    for key, url, schemes in (
        ("changePasswordUrl", jamf.change_password_url, ("https",)),
        ("resetPasswordUrl", jamf.reset_password_url, ("https",)),
        ("helpUrl", jamf.help_url, ("https", "http")),
    ):
        host = _host(url, schemes)
        if url and host is None:
            fix = "Write an address that begins with https://."
            yield _problem(key, HIDDEN if "@" in url else url, "This is not the address of a page.", fix)
        elif host and host.split(".")[0].endswith("-admin"):
            why = "This is the address of the admin console, where people are refused."
            yield _problem(key, url, why, f"Write {host.replace('-admin.', '.', 1)} in it.")


def _network_check_is_possible(jamf: JamfConnectSettings) -> Iterator[Problem]:
    minutes = jamf.network_check
    if not 0 <= minutes <= _A_WEEK:
        why = "Jamf Connect counts the minutes between two password checks, up to a week here."
        yield _problem("networkCheck", minutes, why, "Write 60, Jamf Connect's own choice, or 0 for no checks.")


def _licence_is_one(jamf: JamfConnectSettings) -> Iterator[Problem]:
    text = jamf.license_file
    if text and not _is_licence(text):
        why = "This is not a Jamf Connect licence: without a valid one Jamf Connect stops working."
        fix = "Write the .jamfconnectlicense file as Base64: base64 -i FILE | tr -d '\\n'."
        yield _problem("licenseFile", HIDDEN, why, fix)


def _texts_fit_into_a_profile(jamf: JamfConnectSettings) -> Iterator[Problem]:
    for name, value in jamf.model_dump(by_alias=True).items():
        key = f"jamfConnect.{name}"
        yield from _unfit(key, value)
        if isinstance(value, tuple) and not all(text.strip() for text in value):
            yield Problem(key, value, "An empty entry names nothing.", "Remove it.")


def _names_fit_into_a_profile(settings: Settings) -> Iterator[Problem]:
    yield from _unfit("adminGroups", settings.admin_groups)
    yield from _unfit("groupsClaim.name", settings.groups_claim.name)


def _unfit(key: str, value: object) -> Iterator[Problem]:
    for text in value if isinstance(value, tuple) else (value,):
        if isinstance(text, str) and not fits_into_a_profile(text):
            why = "A property list can't hold such characters, and so no profile."
            yield Problem(key, text, why, "Remove the control characters.")


def fits_into_a_profile(text: str) -> bool:
    """Whether XML can carry every character of `text` (XML 1.0, 2.2) and brings it back unchanged."""
    return not _NOT_IN_XML.search(text)


def _problem(key: str, value: object, why: str, fix: str, *others: str) -> Problem:
    return Problem(f"jamfConnect.{key}", value, why, fix, tuple(f"jamfConnect.{other}" for other in others))


def _idle(key: str, value: object, why: str, fix: str, needed: str) -> Problem:
    return replace(_problem(key, value, why, fix, needed), without_effect=(f"jamfConnect.{key}",))


def _host(url: str, schemes: tuple[str, ...]) -> str | None:
    try:
        parts = urlsplit(url)
        host = parts.hostname
    except ValueError:
        return None
    plain = parts.scheme in schemes and not parts.username and not re.search(r"\s", url)
    return host if host and plain else None


def _is_licence(text: str) -> bool:
    try:
        document = plistlib.loads(base64.b64decode(text, validate=True))
    except (ValueError, ExpatError):
        return False
    return isinstance(document, dict) and "LicenseKey" in document


_A_WEEK = 7 * 24 * 60
_CLAIMS = ("groups", "roles")
"""Names of claims that were seen in the place of groups: in Jamf's own sample for Keycloak, among others."""
# Carriage returns are XML, but readers turn them into line feeds.
_NOT_IN_XML = re.compile("[\x00-\x08\x0b-\x1f\ud800-\udfff\ufffe\uffff]")
