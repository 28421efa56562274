"""The tokens of an expression, taken one after another."""

from __future__ import annotations

from jamf_connect_okta.simulated_org.expression_language.errors import (
    MalformedExpressionError,
    UnsupportedExpressionError,
)
from jamf_connect_okta.simulated_org.expression_language.tokens import Token, tokens_of

# Operators of SpEL, on which Okta's language is based, that are written as words.
_WORD_OPERATORS = ("matches", "instanceof", "between", "eq", "ne", "lt", "le", "gt", "ge", "div", "mod")


class TokenStream:
    """Raises what `tokens_of` raises, at once."""

    def __init__(self, expression: str) -> None:
        self._tokens = tokens_of(expression)
        self._next = 0

    @property
    def next(self) -> Token:
        return self._tokens[self._next]

    def take(self) -> Token:
        token = self.next
        if token.kind != "end":
            self._next += 1
        return token

    def at(self, *marks: str) -> bool:
        return self.next.kind == "mark" and self.next.text in marks

    def take_mark(self, mark: str) -> bool:
        if not self.at(mark):
            return False
        self._next += 1
        return True

    def expect_mark(self, mark: str) -> None:
        """Raises MalformedExpressionError when something else comes, or what `unexpected` finds."""
        if not self.take_mark(mark):
            raise self.unexpected(f"'{mark}'")

    def expect_name(self) -> str:
        """Raises MalformedExpressionError when something else comes."""
        if self.next.kind != "name":
            raise self.unexpected("a name")
        return self.take().text

    def unexpected(self, wanted: str) -> Exception:
        """The error for the next token, which is not what was wanted."""
        if self.next.kind == "name" and self.next.text.lower() in _WORD_OPERATORS:
            return UnsupportedExpressionError(f"the operator {self.next.text}")
        found = "the end" if self.next.kind == "end" else f"'{self.next.text}'"
        return MalformedExpressionError(f"{wanted} is expected, not {found}", self.next.position)
