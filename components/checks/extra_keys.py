"""The rules for extra preference keys: typed, without secrets, and never in the place of what the stack decides."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from components.checks.jamf_connect import fits_into_a_profile
from components.jamf_connect_settings import JamfConnectSettings
from components.preference_key import LOGIN, MENU_BAR, has_kind
from components.preference_keys import keys_of, known_key
from components.problems import HIDDEN, Problem
from components.secret_keys import is_secret_key
from components.settings import Settings


def problems_of(settings: Settings) -> Iterator[Problem]:
    """Problems of `extraLoginKeys` and `extraMenuBarKeys`."""
    yield from problems_of_keys(settings.jamf_connect)
    if "OIDCSecondaryAccess" in settings.jamf_connect.extra_login_keys and settings.claim is None:
        why = "Without a groups claim Jamf Connect learns of no group: nobody could make a second account."
        fix = "Set groupsClaim.type, or remove it."
        yield Problem(
            "jamfConnect.extraLoginKeys.OIDCSecondaryAccess", HIDDEN, why, fix, ("groupsClaim", "adminGroups")
        )


def problems_of_keys(jamf: JamfConnectSettings) -> Iterator[Problem]:
    """Those of the keys by themselves, whatever else the stack has."""
    yield from _problems("jamfConnect.extraLoginKeys", LOGIN, (), jamf.extra_login_keys)
    yield from _problems("jamfConnect.extraMenuBarKeys", MENU_BAR, (), jamf.extra_menu_bar_keys)


@dataclass(frozen=True)
class UnknownKey:
    """An extra key that is not in the table: Jamf Connect may know it all the same."""

    setting: str
    domain: str


def unknown_keys(extra: Mapping[str, Any], setting: str, domain: str) -> Iterator[UnknownKey]:
    """The extra keys of a domain that are not in the table, each where it begins."""

    def below(path: tuple[str, ...], values: Mapping[str, Any]) -> Iterator[UnknownKey]:
        for name, value in values.items():
            here = (*path, name)
            if known_key(domain, ".".join(here)) is None:
                yield UnknownKey(".".join((setting, *here)), domain)
            elif isinstance(value, dict) and _has_known_children(domain, here):
                yield from below(here, value)

    return below((), extra)


def _problems(setting: str, domain: str, path: tuple[str, ...], values: Mapping[str, Any]) -> Iterator[Problem]:
    for name, value in values.items():
        here = (*path, name)
        key, known = ".".join((setting, *here)), known_key(domain, ".".join(here))
        if is_secret_key(domain, ".".join(here), value):
            why = "A profile can be read on every Mac, and so could this secret."
            yield Problem(key, HIDDEN, why, "Remove it; enter a secret in the MDM, if there is no way without one.")
        elif not name.strip() or name.startswith("Payload") or not fits_into_a_profile(name):
            why = "This is no key of a preference domain, but of the profile around it."
            yield Problem(key, HIDDEN, why, "Remove it.")
        elif known and known.use == "never":
            yield Problem(key, value, known.effect, "Remove it.")
        elif known and known.use == "stack":
            yield Problem(key, value, "The stack decides this key.", f"Remove it ({known.setting}).")
        elif known and not has_kind(value, known.kind):
            yield Problem(
                key, HIDDEN, "Jamf Connect would ignore a value of this kind.", f"Write {_KINDS[known.kind]}."
            )
        elif known is None and (meant := _other_spelling(domain, here)):
            yield Problem(key, HIDDEN, "Jamf Connect ignores a key in other letters.", f"Write {meant}.")
        elif isinstance(value, dict):
            yield from _problems(setting, domain, here, value)
        elif not _is_plain(value):
            why = "A preference is text, a whole number, true or false, a list of such, or keys and values."
            yield Problem(key, HIDDEN, why, "Write one of these.")


def _other_spelling(domain: str, path: tuple[str, ...]) -> str | None:
    wanted = ".".join(path).lower()
    return next((key.path for key in keys_of(domain) if key.path.lower() == wanted), None)


def _has_known_children(domain: str, path: tuple[str, ...]) -> bool:
    return any(key.path.startswith(".".join((*path, ""))) for key in keys_of(domain))


def _is_plain(value: object) -> bool:
    if isinstance(value, list):
        return all(_is_plain(entry) for entry in value if not isinstance(entry, list)) and not any(
            isinstance(entry, list) for entry in value
        )
    if isinstance(value, str):
        return fits_into_a_profile(value)
    # The range of a property list's whole numbers, read as signed ones.
    return isinstance(value, bool) or (isinstance(value, int) and -(2**63) <= value < 2**63)


_KINDS = {
    "string": "text",
    "boolean": "true or false",
    "integer": "a whole number",
    "array": "a list of texts",
    "dictionary": "keys and values below it",
    "licence": "the licence as Base64",
}
