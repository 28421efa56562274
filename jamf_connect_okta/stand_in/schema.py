"""What the official plugin's schema says about one property."""

import json
import re
import zlib
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Literal

from jamf_connect_okta.stand_in.values import Json

Schema = Mapping[str, "Property"]
Suppression = Callable[[Any, Any, Mapping[str, Any]], bool]
"""Whether a difference between the state's value and the program's is none; third, the resource's other values."""


PATH = "%PATH%"
"""Stands in a problem's text for the property, as Terraform spells its path."""


@dataclass(frozen=True, kw_only=True)
class Property:
    """One property: `default` and `replaces` as in the official schema.

    `computed`: Okta chooses the value where the program sets none, and the state's value then stays.
    `named`: where the program sets none, a name is made up. `output`: the program can't set it at all.
    `write_only`: sent to Okta, never kept in the state nor compared.
    `kind` "block" is an object with `fields`; lists and sets have an `element`. `problem` says what is wrong with a
    value, in the official plugin's words. `canonical` is the form in which the state holds it.
    """

    kind: Literal["string", "bool", "int", "list", "set", "block"] = "string"
    required: bool = False
    named: bool = False
    computed: bool = False
    output: bool = False
    default: Any = None
    replaces: bool = False
    secret: bool = False
    write_only: bool = False
    element: "Property | None" = None
    fields: Schema | None = None
    conflicts: tuple[str, ...] = ()
    requires: tuple[str, ...] = ()
    problem: Callable[[Any], str | None] | None = None
    canonical: Callable[[str], str] | None = None
    suppressed: Suppression | None = None

    @property
    def elements(self) -> "Property":
        """What a list or a set holds: strings, unless the schema says otherwise."""
        return self.element or _STRING


_STRING = Property()


def block(**fields: Property) -> Property:
    """An object in a list or a set."""
    return Property(kind="block", fields=fields)


def json_text(suppressed: Suppression | None = None) -> Property:
    """A JSON object as text: kept in canonical form, compared by meaning."""
    return Property(problem=_not_json, canonical=go_json_text, suppressed=suppressed or same_json)


def one_of(*allowed: str) -> Callable[[Any], str | None]:
    """Refuses any other value."""

    def problem(value: Json) -> str | None:
        expected = " ".join(f'"{each}"' for each in allowed)
        return None if value in allowed else f"expected {PATH} to be one of [{expected}], got {value}"

    return problem


def at_most(length: int) -> Callable[[Any], str | None]:
    """Refuses longer texts."""
    return lambda value: f"cannot be longer than {length} runes" if len(value) > length else None


def go_json(value: Json) -> str:
    """JSON text as Go writes it: no spaces, characters that matter in HTML escaped. Keys keep the order given."""
    text = json.dumps(value, separators=(",", ":"), ensure_ascii=False)
    return text.replace("&", "\\u0026").replace("<", "\\u003c").replace(">", "\\u003e")


def go_json_text(text: str) -> str:
    """A JSON object in Go's form with sorted keys; anything else becomes the empty object."""
    value = _object(text)
    return go_json(_sorted(value) if value is not None else {})


def same_json(old: Json, new: Json, _: Mapping[str, Any]) -> bool:
    """The official plugin's comparison: a blank new text is no change, and `false` equals an absent key.

    Okta adds `"required": false` to the parts of a constraint; lists are compared as they are.
    """
    if not new:
        return True
    before, after = _object(old or ""), _object(new)
    return before is not None and after is not None and _without_false(before) == _without_false(after)


def equal_json(old: Json, new: Json, _: Mapping[str, Any]) -> bool:
    """The Terraform SDK's own comparison: a blank new text is a change."""
    before, after = _object(old or ""), _object(new or "")
    return before is not None and before == after


def in_hash_order(values: Iterable[Any], fields: Iterable[str] = ()) -> list[Any]:
    """A set's members in the order in which the official plugin sends them.

    The order of the texts of their CRC-32 hashes (seen in every recording); `fields` for objects, in wire names.
    """
    names = {snake_case(name): name for name in fields}

    def serialized(value: Json) -> str:
        if not isinstance(value, dict):
            return f"{value};"
        return "".join(f"{snake}:{value.get(name) or ''};" for snake, name in sorted(names.items()))

    return sorted(values, key=lambda value: str(zlib.crc32(serialized(value).encode())))


def snake_case(name: str) -> str:
    """A wire name as the official plugin's messages and hashes spell it."""
    return re.sub(r"(?<=[a-z0-9])([A-Z])", r"_\1", name).lower()


def _not_json(value: Json) -> str | None:
    try:
        json.loads(value)
    except ValueError as error:
        return f"contains an invalid JSON: {error}"
    return None


def _object(text: str) -> dict[str, Any] | None:
    try:
        value = json.loads(text)
    except ValueError:
        return None
    return value if isinstance(value, dict) else None


def _sorted(value: Json) -> Json:
    if isinstance(value, dict):
        return {key: _sorted(value[key]) for key in sorted(value)}
    return [_sorted(each) for each in value] if isinstance(value, list) else value


def _without_false(value: Json) -> Json:
    if not isinstance(value, dict):
        return value
    return {key: _without_false(each) for key, each in value.items() if each is not False}
