"""What differs between profiles that exist and those that a stack would export, key by key."""

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any, Literal

from components.preference_key import MENU_BAR
from components.preference_keys import known_key
from components.secret_keys import may_be_secret
from jamf_connect_okta.mdm.checking.consequences import consequence
from jamf_connect_okta.mdm.checking.found import Found
from jamf_connect_okta.mdm.checking.same import same
from jamf_connect_okta.mdm.preferences import flat, preferences_of
from jamf_connect_okta.mdm.stack_output import StackOutput

NOTHING = object()
"""The value of a key that is not there."""

Kind = Literal["missing", "additional", "different", "other type"]


@dataclass(frozen=True)
class Difference:
    """One key that is not as the stack has it, and what that means for people."""

    file: str
    domain: str
    key: str
    found: object
    expected: object
    consequence: str

    @property
    def kind(self) -> Kind:
        """In which way it differs."""
        if self.found is NOTHING:
            return "missing"
        if self.expected is NOTHING:
            return "additional"
        return "different" if type(self.found) is type(self.expected) else "other type"

    def told(self) -> str:
        """What there is and what the stack has, in words; nothing that may be a secret."""
        found, expected = self._shown(self.found), self._shown(self.expected)
        match self.kind:
            case "missing":
                return f"It is missing; the stack says {expected}."
            case "additional":
                return f"It is {found}; the stack does not set it."
            case "other type":
                return f"It is {found} ({_type(self.found)}); the stack says {expected} ({_type(self.expected)})."
            case "different":
                return f"It is {found}; the stack says {expected}."

    def as_json(self) -> dict[str, str | None]:
        """The same for a script."""
        return {
            "file": self.file,
            "domain": self.domain,
            "key": self.key,
            "kind": self.kind,
            "found": None if self.found is NOTHING else self._shown(self.found),
            "expected": None if self.expected is NOTHING else self._shown(self.expected),
            "consequence": self.consequence,
        }

    def _shown(self, value: object) -> str:
        return shown(self.domain, self.key, value)


@dataclass(frozen=True)
class Comparison:
    """All differences; `not_compared` are domains of the stack that none of the files has."""

    differences: tuple[Difference, ...]
    compared: tuple[str, ...]
    not_compared: tuple[str, ...]


def compare(output: StackOutput, found: Iterable[Found]) -> Comparison:
    """Compare what was found in files with what the stack of `output` would export."""
    expected = preferences_of(output)
    differences: list[Difference] = []
    compared: dict[str, None] = {}
    for one in _by_file(found):
        compared[one.domain] = None
        differences += _differences(output, one, flat(expected.get(one.domain, {})))
    missing = tuple(domain for domain in expected if domain not in compared)
    return Comparison(tuple(differences), tuple(compared), missing)


def _by_file(found: Iterable[Found]) -> list[Found]:
    """Payloads of one domain in one file are one: macOS joins them, and what is forced stays."""
    joined: dict[tuple[str, str], Found] = {}
    for one in found:
        before = joined.get((one.file, one.domain))
        weak, strong = (one, before) if before and before.forced and not one.forced else (before, one)
        preferences = (weak.preferences if weak else {}) | strong.preferences
        forced = one.forced and (before is None or before.forced)
        joined[one.file, one.domain] = Found(one.file, one.domain, preferences, one.scope, forced)
    return list(joined.values())


def _differences(output: StackOutput, found: Found, expected: dict[str, Any]) -> Iterator[Difference]:
    def difference(key: str, there: object, wanted: object) -> Difference:
        why = consequence(output, found.domain, key, None if there is NOTHING else there)
        return Difference(found.file, found.domain, key, there, wanted, why)

    if found.scope == "User" and found.domain != MENU_BAR:
        why = "Before anyone has signed in there is no user: the login window never sees these settings."
        yield Difference(found.file, found.domain, "PayloadScope", "User", "System", why)
    if not found.forced:
        why = "Settings that are not forced can be changed by people on their Mac."
        yield Difference(found.file, found.domain, "PayloadContent", "Set-Once", "Forced", why)
    actual = flat(found.preferences)
    for key in sorted({*actual, *expected}):
        there, wanted = actual.get(key, NOTHING), expected.get(key, NOTHING)
        known = known_key(found.domain, key)
        default = known.default if known else None
        if wanted is NOTHING and default is not None and there is default:
            continue  # As Jamf Connect has it anyway.
        if wanted is NOTHING or there is NOTHING or not same(found.domain, key, there, wanted):
            yield difference(key, there, wanted)


def shown(domain: str, key: str, value: object) -> str:
    """The value of a key for everybody's eyes: nothing that may be a secret."""
    if key == "LicenseFile" or may_be_secret(domain, key, value) or _holds_secrets(domain, key, value):
        return "(not shown)"
    return json.dumps(value, ensure_ascii=False, default=str, sort_keys=True)


def _holds_secrets(domain: str, key: str, value: object) -> bool:
    """Whether a key below `value`, which may be dictionaries in a list, may hold one."""
    if isinstance(value, list):
        return any(_holds_secrets(domain, key, part) for part in value)
    parts = value.items() if isinstance(value, dict) else ()
    return any(
        may_be_secret(domain, f"{key}.{name}", part) or _holds_secrets(domain, f"{key}.{name}", part)
        for name, part in parts
    )


def _type(value: object) -> str:
    names = {bool: "boolean", int: "integer", float: "real", str: "string", bytes: "data", list: "array"}
    return names.get(type(value), "dictionary" if isinstance(value, dict) else "date")
