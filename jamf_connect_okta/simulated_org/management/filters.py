"""Okta's filter and search expressions, as far as lists of groups, users, apps and zones need them."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from jamf_connect_okta.simulated_org.core.errors import invalid_filter

Test = Callable[[dict[str, Any]], bool]


@dataclass(frozen=True)
class Filter:
    """The test that an expression stands for.

    `equalities` are texts in lower case, by path, that all which passes has there; a list has it among its elements.
    """

    test: Test
    equalities: Mapping[str, str] = field(default_factory=dict)

    def __call__(self, item: dict[str, Any]) -> bool:
        return self.test(item)


_TOKEN = re.compile(r'\s*(?:(?P<text>"(?:[^"\\]|\\.)*")|(?P<mark>[()])|(?P<word>[^\s()"]+))')


def parse(expression: str) -> Filter:
    """The filter that an expression such as `type eq "OKTA_GROUP" and profile.name sw "Mac"` stands for.

    `and` binds tighter than `or`, parentheses group; comparisons ignore case, as Okta's search does.
    Raises OktaError (E0000031).
    """
    tokens = _tokens(expression)
    parsed = _any_of(tokens, expression)
    if tokens:
        raise invalid_filter(expression)
    return parsed


def _tokens(expression: str) -> list[str]:
    tokens, position = [], 0
    text = expression.rstrip()
    while position < len(text):
        match = _TOKEN.match(text, position)
        if match is None:
            raise invalid_filter(expression)
        tokens.append(match.group(match.lastgroup or 0))
        position = match.end()
    return tokens


def _any_of(tokens: list[str], expression: str) -> Filter:
    parts = [_all_of(tokens, expression)]
    while tokens and tokens[0].lower() == "or":
        tokens.pop(0)
        parts.append(_all_of(tokens, expression))
    return parts[0] if len(parts) == 1 else Filter(lambda item: any(part.test(item) for part in parts))


def _all_of(tokens: list[str], expression: str) -> Filter:
    parts = [_one(tokens, expression)]
    while tokens and tokens[0].lower() == "and":
        tokens.pop(0)
        parts.append(_one(tokens, expression))
    if len(parts) == 1:
        return parts[0]
    equalities = {path: text for part in parts for path, text in part.equalities.items()}
    return Filter(lambda item: all(part.test(item) for part in parts), equalities)


def _one(tokens: list[str], expression: str) -> Filter:
    if not tokens:
        raise invalid_filter(expression)
    first = tokens.pop(0)
    if first == "(":
        inner = _any_of(tokens, expression)
        if not tokens or tokens.pop(0) != ")":
            raise invalid_filter(expression)
        return inner
    if not tokens:
        raise invalid_filter(expression)
    operator = tokens.pop(0).lower()
    if operator == "pr":
        return Filter(lambda item: _value(item, first) not in (None, "", []))
    if operator not in _COMPARISONS or not tokens:
        raise invalid_filter(expression)
    compare, wanted = _COMPARISONS[operator], _literal(tokens.pop(0), expression)
    equalities = {first: wanted} if operator == "eq" else {}
    return Filter(lambda item: _compares(compare, _value(item, first), wanted), equalities)


def _literal(token: str, expression: str) -> str:
    if token.startswith('"'):
        return re.sub(r"\\(.)", r"\1", token[1:-1]).lower()
    if token in ("true", "false") or re.fullmatch(r"-?\d+(\.\d+)?", token):
        return token
    raise invalid_filter(expression)


_COMPARISONS: dict[str, Callable[[str, str], bool]] = {
    "eq": lambda value, wanted: value == wanted,
    "ne": lambda value, wanted: value != wanted,
    "sw": lambda value, wanted: value.startswith(wanted),
    "ew": lambda value, wanted: value.endswith(wanted),
    "co": lambda value, wanted: wanted in value,
    "gt": lambda value, wanted: value > wanted,
    "ge": lambda value, wanted: value >= wanted,
    "lt": lambda value, wanted: value < wanted,
    "le": lambda value, wanted: value <= wanted,
}


def _compares(compare: Callable[[str, str], bool], value: object, wanted: str) -> bool:
    values = value if isinstance(value, list) else [value]
    return any(compare(_text(one), wanted) for one in values if one is not None)


def _text(value: object) -> str:
    return str(value).lower()


def _value(item: dict[str, Any], path: str) -> object:
    value: object = item
    for part in path.split("."):
        if not isinstance(value, dict):
            return None
        value = value.get(part)
    return value
