"""From the text of a regular expression to its tree."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeAlias

from jamf_connect_okta.simulated_org.expression_language.errors import (
    EvaluationFailedError,
    UnsupportedExpressionError,
)
from jamf_connect_okta.simulated_org.expression_language.patterns.characters import (
    Characters,
    any_character,
    character_class,
    escaped,
    one_character,
)

MAX_DEPTH = 32

_COUNT = re.compile(r"\{([0-9]{1,4})(?:(,)([0-9]{1,4})?)?\}")


@dataclass(frozen=True)
class Sequence:
    parts: tuple[Node, ...]


@dataclass(frozen=True)
class Choice:
    options: tuple[Node, ...]


@dataclass(frozen=True)
class Repeat:
    """`most` None means without end."""

    part: Node
    least: int
    most: int | None


@dataclass(frozen=True)
class Edge:
    """`^` (the start of the name) or `$` (its end)."""

    at_start: bool


Node: TypeAlias = Characters | Sequence | Choice | Repeat | Edge


class PatternParser:
    """Raises EvaluationFailedError for what is no regular expression (inferred), UnsupportedExpressionError for what
    lies outside."""

    def __init__(self, pattern: str) -> None:
        self._ignore_case = pattern.startswith("(?i)")
        self._text = pattern.removeprefix("(?i)")
        self._at = 0
        self._depth = 0

    def tree(self) -> Node:
        node = self._choice()
        if self._at < len(self._text):
            raise self._broken("a ) that closes nothing")
        return node

    def _choice(self) -> Node:
        self._depth += 1
        if self._depth > MAX_DEPTH:
            raise UnsupportedExpressionError(f"a regular expression nested more than {MAX_DEPTH} deep")
        options = [self._sequence()]
        while self._take("|"):
            options.append(self._sequence())
        self._depth -= 1
        return Choice(tuple(options)) if len(options) > 1 else options[0]

    def _sequence(self) -> Node:
        parts = []
        while self._at < len(self._text) and self._text[self._at] not in "|)":
            parts.append(self._repeated())
        return Sequence(tuple(parts))

    def _repeated(self) -> Node:
        node = self._atom()
        counts = self._counts()
        if counts is None:
            return node
        if self._take("+"):
            raise UnsupportedExpressionError("a possessive quantifier in a regular expression")
        self._take("?")  # Reluctant: which groups match is the same.
        if self._at < len(self._text) and self._text[self._at] in "*+?{":
            raise self._broken("a quantifier of a quantifier")
        return Repeat(node, *counts)

    def _counts(self) -> tuple[int, int | None] | None:
        for mark, counts in (("*", (0, None)), ("+", (1, None)), ("?", (0, 1))):
            if self._take(mark):
                return counts
        if not self._text.startswith("{", self._at):
            return None
        match = _COUNT.match(self._text, self._at)
        if match is None:
            raise self._broken("a { that starts no count")
        self._at = match.end()
        least = int(match[1])
        most = least if not match[2] else int(match[3]) if match[3] else None
        if most is not None and most < least:
            raise self._broken("a count that ends before it starts")
        return least, most

    def _atom(self) -> Node:
        character = self._text[self._at]
        self._at += 1
        if character == "(":
            return self._group()
        if character in "^$":
            return Edge(at_start=character == "^")
        if character in "*+?{":
            raise self._broken(f"a {character} that repeats nothing")
        if character == ".":
            return any_character()
        return self._cased(self._characters(character))

    def _characters(self, character: str) -> Characters:
        read: Callable[[str, int], tuple[Characters, int]]
        if character == "[":
            read = character_class
        elif character == "\\":
            read = escaped
        else:
            return one_character(character)
        characters, self._at = read(self._text, self._at)
        return characters

    def _cased(self, characters: Characters) -> Characters:
        return characters.in_any_case() if self._ignore_case else characters

    def _group(self) -> Node:
        if self._text.startswith("?", self._at) and not self._take("?:"):
            raise UnsupportedExpressionError(f"({self._text[self._at : self._at + 2]}…) in a regular expression")
        node = self._choice()
        if not self._take(")"):
            raise self._broken("a ( that is not closed")
        return node

    def _take(self, mark: str) -> bool:
        if not self._text.startswith(mark, self._at):
            return False
        self._at += len(mark)
        return True

    def _broken(self, problem: str) -> EvaluationFailedError:
        return EvaluationFailedError(f"the regular expression has {problem}")
