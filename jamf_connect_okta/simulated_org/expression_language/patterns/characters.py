"""The sets of characters that a regular expression names: one, any, `\\d`, `[a-z]`."""

from __future__ import annotations

from dataclasses import dataclass

from jamf_connect_okta.simulated_org.expression_language.errors import (
    EvaluationFailedError,
    UnsupportedExpressionError,
)

# Java's line terminators, which `.` leaves out.
_LINE_ENDS = (("\n", "\n"), ("\r", "\r"), ("\u0085", "\u0085"), ("\u2028", "\u2029"))
# As in Java, these are ASCII unless a flag says otherwise.
_NAMED = {
    "d": (("0", "9"),),
    "w": (("0", "9"), ("A", "Z"), ("_", "_"), ("a", "z")),
    "s": (("\t", "\r"), (" ", " ")),
}
_CONTROLS = {"t": "\t", "n": "\n", "r": "\r", "f": "\f"}


@dataclass(frozen=True)
class Characters:
    """Those in one of the ranges; all others when `excluded`."""

    ranges: tuple[tuple[str, str], ...]
    excluded: bool = False

    def __contains__(self, character: str) -> bool:
        return any(first <= character <= last for first, last in self.ranges) != self.excluded

    def in_any_case(self) -> Characters:
        """The same, upper and lower case alike; as in Java for ASCII letters only."""
        shared = [
            (max(first, start).swapcase(), min(last, end).swapcase())
            for first, last in self.ranges
            for start, end in (("a", "z"), ("A", "Z"))
            if max(first, start) <= min(last, end)
        ]
        return Characters((*self.ranges, *shared), self.excluded)


def one_character(character: str) -> Characters:
    """The character itself."""
    return Characters(((character, character),))


def any_character() -> Characters:
    """What `.` stands for."""
    return Characters(_LINE_ENDS, excluded=True)


def escaped(pattern: str, at: int) -> tuple[Characters, int]:
    """What a backslash before `at` makes of the character there, and where reading goes on."""
    if at == len(pattern):
        raise EvaluationFailedError("the regular expression ends in a backslash")
    character = pattern[at]
    if character in _CONTROLS:
        return one_character(_CONTROLS[character]), at + 1
    if character.lower() in _NAMED:
        return Characters(_NAMED[character.lower()], excluded=character.isupper()), at + 1
    if character.isascii() and character.isalnum():
        raise UnsupportedExpressionError(f"\\{character} in a regular expression")
    return one_character(character), at + 1


def character_class(pattern: str, at: int) -> tuple[Characters, int]:
    """The class whose `[` stands before `at`, and where reading goes on."""
    excluded = pattern.startswith("^", at)
    at += excluded
    if pattern.startswith("]", at):
        raise UnsupportedExpressionError("a class that starts with ] in a regular expression")
    ranges: list[tuple[str, str]] = []
    while not pattern.startswith("]", at):
        if pattern.startswith(("[", "&&"), at):
            raise UnsupportedExpressionError("a class within a class in a regular expression")
        first, at = _member(pattern, at)
        if pattern.startswith("-", at) and not pattern.startswith("-]", at) and len(first) == 1:
            last, at = _member(pattern, at + 1)
            ranges.append(_range(first, last))
        else:
            ranges += first
    return Characters(tuple(ranges), excluded), at + 1


def _member(pattern: str, at: int) -> tuple[tuple[tuple[str, str], ...], int]:
    if at >= len(pattern):
        raise EvaluationFailedError("the regular expression has a [ that is not closed")
    if pattern[at] != "\\":
        return one_character(pattern[at]).ranges, at + 1
    characters, at = escaped(pattern, at + 1)
    if characters.excluded:
        raise UnsupportedExpressionError("\\D, \\W or \\S in a class of a regular expression")
    return characters.ranges, at


def _range(first: tuple[tuple[str, str], ...], last: tuple[tuple[str, str], ...]) -> tuple[str, str]:
    if len(last) != 1 or last[0][0] < first[0][0]:
        raise EvaluationFailedError("the regular expression has a range that ends before it starts")
    return first[0][0], last[0][0]
