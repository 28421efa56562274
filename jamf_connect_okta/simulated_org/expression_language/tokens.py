"""The words and marks of an expression."""

from __future__ import annotations

import re
from dataclasses import dataclass

from jamf_connect_okta.simulated_org.expression_language.errors import (
    MalformedExpressionError,
    UnsupportedExpressionError,
)
from jamf_connect_okta.simulated_org.expression_language.values import MAX_INTEGER

# The endpoint behind an app's ID token settings takes no longer one.
MAX_LENGTH = 1024

_TOKEN = re.compile(
    r"""
    (?P<space>\s+)
    | (?P<text>"(?:[^"]|"")*"|'(?:[^']|'')*')
    | (?P<decimal>[0-9]+\.[0-9]+)
    | (?P<integer>[0-9]+)
    | (?P<name>[A-Za-z_$][A-Za-z0-9_$]*)
    | (?P<outside>\?:|\?\.|\.[?^$]\[)
    | (?P<mark>&&|\|\||==|!=|<=|>=|\.!\[|[?:(){},.!<>+\]])
    """,
    re.VERBOSE,
)
_WORD_MARKS = {"and": "&&", "or": "||"}


@dataclass(frozen=True)
class Token:
    """`kind` is text, integer, name, mark or end; `text` is what a text says, without its quotes."""

    kind: str
    text: str
    position: int


def tokens_of(expression: str) -> list[Token]:
    """The tokens, closed by one of kind `end`. Raises UnsupportedExpressionError or MalformedExpressionError."""
    if len(expression) > MAX_LENGTH:
        raise UnsupportedExpressionError(f"an expression of more than {MAX_LENGTH} characters")
    tokens, position = [], 0
    while position < len(expression):
        match = _TOKEN.match(expression, position)
        if match is None:
            raise _stray(expression[position], position)
        if match.lastgroup != "space":
            tokens.append(_token(str(match.lastgroup), match.group(), position))
        position = match.end()
    return [*tokens, Token("end", "", position)]


def _token(kind: str, text: str, position: int) -> Token:
    if kind == "decimal":
        raise UnsupportedExpressionError(f"the decimal number {text}")
    if kind == "outside":
        raise UnsupportedExpressionError(f"the operator {text}")
    if kind == "integer" and int(text) > MAX_INTEGER:
        raise MalformedExpressionError(f"the integer is larger than {MAX_INTEGER}", position)
    if kind == "text":
        # As in SpEL a quote is written twice; a backslash is just a backslash ("XDOMAIN\" in Okta's reference).
        quote = text[0]
        return Token(kind, text[1:-1].replace(quote * 2, quote), position)
    if kind == "name" and text.lower() in _WORD_MARKS:
        return Token("mark", _WORD_MARKS[text.lower()], position)
    return Token(kind, text, position)


def _stray(character: str, position: int) -> Exception:
    if character in "\"'":
        return MalformedExpressionError("the text that starts here is not closed", position)
    return UnsupportedExpressionError(f"the character {character!r}")
