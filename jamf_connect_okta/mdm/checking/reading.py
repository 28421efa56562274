"""Reads the preferences of Jamf Connect out of files, in every form in which they are kept.

A bare property list (XML or binary), a profile with the domain as payload type (Jamf Connect Configuration), a profile
of managed preferences (Jamf Pro), either of them signed, and what is inside of them: the payload, or its MCX settings.
"""

import plistlib
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any
from xml.parsers.expat import ExpatError

from components.preference_key import AUTHCHANGER, LOGIN, LOGINWINDOW, MENU_BAR
from components.preference_keys import keys_of
from jamf_connect_okta.mdm.checking.found import Found
from jamf_connect_okta.mdm.checking.signed import looks_signed, signed_content
from jamf_connect_okta.mdm.errors import ExportError
from jamf_connect_okta.mdm.profile import MANAGED_PREFERENCES

DOMAINS = (LOGIN, MENU_BAR, AUTHCHANGER, LOGINWINDOW)


def read_profiles(files: Iterable[Path]) -> list[Found]:
    """Everything of our domains in `files`. Raises ExportError where a file can't be read or holds nothing of them."""
    found: list[Found] = []
    for file in files:
        here = list(_read(file))
        if not here:
            raise ExportError(f"{file} holds no settings of Jamf Connect: none of {', '.join(DOMAINS)}.")
        found += here
    return found


def _read(file: Path) -> Iterator[Found]:
    try:
        data = file.read_bytes()
    except OSError as error:
        raise ExportError(f"{file} can't be read: {error.strerror}.") from error
    if looks_signed(data):
        data = signed_content(data, str(file))
    document = _property_list(data, file)
    if "EncryptedPayloadContent" in document:
        raise ExportError(f"{file} is encrypted for one Mac: compare the profile that the MDM holds.")
    if document.get("PayloadType") != "Configuration":
        mcx = {"PayloadType": MANAGED_PREFERENCES, "PayloadContent": document}
        if inside := list(_payload(document if "PayloadType" in document else mcx, None, file)):
            yield from inside
        elif domain := _domain_of(document, file):
            yield Found(str(file), domain, document)
        return
    content = document.get("PayloadContent")
    for payload in content if isinstance(content, list) else []:
        if isinstance(payload, dict):
            yield from _payload(payload, document.get("PayloadScope"), file)


def _payload(payload: Mapping[str, Any], scope: object, file: Path) -> Iterator[Found]:
    kind = payload.get("PayloadType")
    where = scope if isinstance(scope, str) else None
    if kind in DOMAINS:
        own = {key: value for key, value in payload.items() if not key.startswith("Payload")}
        yield Found(str(file), str(kind), own, where)
    elif kind == MANAGED_PREFERENCES and isinstance(domains := payload.get("PayloadContent"), dict):
        for domain, settings in domains.items():
            if domain not in DOMAINS or not isinstance(settings, dict):
                continue
            for manner in ("Forced", "Often", "Set-Once"):
                if manner in settings:
                    yield Found(str(file), domain, _managed(settings[manner]), where, forced=manner == "Forced")


def _managed(entries: object) -> dict[str, Any]:
    merged: dict[str, Any] = {}
    for entry in entries if isinstance(entries, list) else []:
        preferences = entry.get("mcx_preference_settings") if isinstance(entry, dict) else None
        if isinstance(preferences, dict):
            merged |= preferences
    return merged


def _property_list(data: bytes, file: Path) -> dict[str, Any]:
    try:
        document = plistlib.loads(data)
    except (ValueError, ExpatError, OverflowError, LookupError, TypeError, AttributeError, RecursionError) as error:
        # plistlib promises one error for what is malformed, and keeps that promise for the binary form only.
        raise ExportError(f"{file} is not a property list: {error or type(error).__name__}.") from None
    if not isinstance(document, dict):
        raise ExportError(f"{file} is not a property list of keys and values.")
    return document


def _domain_of(document: Mapping[str, Any], file: Path) -> str | None:
    """A bare property list does not say its domain: its name does, or else the keys that only one domain has."""
    for domain in DOMAINS:
        if file.name == f"{domain}.plist":
            return domain
    for domain in DOMAINS:
        if document.keys() & {key.path.partition(".")[0] for key in keys_of(domain)} - {"LicenseFile"}:
            return domain
    return None
