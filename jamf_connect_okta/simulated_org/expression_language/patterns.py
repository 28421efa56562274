"""Regular expressions for names of groups, by RE2: Okta takes Java's, which can be made to run for ages.

RE2 takes linear time, and reads some patterns otherwise than Java. Those are refused by name, never guessed.
"""

from __future__ import annotations

import re
from collections.abc import Callable

import re2

from jamf_connect_okta.simulated_org.expression_language.errors import (
    EvaluationFailedError,
    UnsupportedExpressionError,
)
from jamf_connect_okta.simulated_org.expression_language.tokens import MAX_LENGTH

# Counts multiply; 1024 characters of Japanese without any come to 3072.
MAX_SIZE = 4_096

_OPTIONS = re2.Options()
_OPTIONS.log_errors = False
_OPTIONS.never_capture = True
# With 1 MiB some patterns take over a second for a thousand names: RE2 falls back on its slow engine.
_OPTIONS.max_mem = 8 * 2**20

# `same` are sets, controls, and characters that stand for themselves. What others mean differs: \b (which letters
# make words depends on Java's version), \Z and \R (line ends), \h and \v (sets in Java), \p (names), \0 (octal); back
# references RE2 lacks; the rest is rare.
_ESCAPE = re.compile(r"\\(?:(?P<same>[dDwWsStnrf]|[^A-Za-z0-9])|.)", re.DOTALL)
_CLASS = re.compile(r"\[[^\]]*\]")
_NUMBER = "(?:0|[1-9][0-9]{0,3})"
_COUNT = rf"\{{{_NUMBER}(?:,{_NUMBER}?)?\}}"
# Looked for once escapes are out of the way; _OUTSIDE once classes are, too.
_OUTSIDE_IN_CLASSES = {
    r"\[\^?\]": "a class that starts with ]",  # RE2 takes the ] as a member.
    r"\[[^\]\[]*\[": "a class within a class",  # Java's union, or a POSIX name for RE2.
    r"\[[^\]\[]*&&": "an intersection of classes",  # For RE2 just two members.
}
_OUTSIDE = {
    rf"(?:[*+?]|{_COUNT})\+": "a possessive quantifier",
    rf"(?!{_COUNT})\{{[0-9]": "a count like this",  # {02} and very large ones are plain text for RE2.
}
# Look-around, which RE2 lacks; flags and names of groups differ in part, as (?U) and (?P<n>…).
_SPECIAL_GROUP = re.compile(r"\(\?(?!:).?", re.DOTALL)
_STRAY_BRACE = re.compile(r"\{(?![0-9])")  # Plain text for RE2.
_BACKWARD_COUNT = re.compile(r"\{([0-9]+),([0-9]+)\}")
# What RE2 says of patterns that Java does not take either.
_BROKEN = re.compile(r"missing|unexpected|trailing|invalid character class range|.* repetition operator: [*+?]+$")

# Line ends (`.`, `$` and `\s` differ), the long s and the sign for kelvin (RE2 has (?i) count them as s and k), and
# halves of surrogate pairs (no text for RE2).
_UNLIKE = re.compile("[\n\v\r\u0085\u2028\u2029\u017f\u212a\ud800-\udfff]")


def matcher(pattern: str, *, whole: bool) -> Callable[[str], bool]:
    """Tells of a name whether the pattern matches it: with `whole` all of it, otherwise some part.

    Raises EvaluationFailedError for what is no regular expression (inferred), and UnsupportedExpressionError for what
    lies outside; the matcher raises the latter for a name that Java and RE2 may not agree on.
    """
    if len(pattern) > MAX_LENGTH:
        raise UnsupportedExpressionError(f"a regular expression of more than {MAX_LENGTH} characters")
    _check_readings_agree(pattern)
    try:
        compiled = re2.compile(pattern, _OPTIONS)
    except UnicodeEncodeError:
        raise UnsupportedExpressionError("half a surrogate pair in a regular expression") from None
    except re2.error as error:
        problem = error.args[0].decode("utf-8", "replace")
        if _BROKEN.match(problem):
            raise EvaluationFailedError(f"the regular expression is broken: {problem}") from None
        raise UnsupportedExpressionError(f"a regular expression with this: {problem}") from None
    if compiled.programsize > MAX_SIZE:
        raise UnsupportedExpressionError("a regular expression of this size")
    match = compiled.fullmatch if whole else compiled.search

    def matches(name: str) -> bool:
        if _UNLIKE.search(name):
            raise UnsupportedExpressionError(f"a regular expression for the name {name!r}")
        return match(name) is not None

    return matches


def _check_readings_agree(pattern: str) -> None:
    """Raises as `matcher` does."""
    if pattern.startswith("(?i)") and not pattern.isascii():
        # Java leaves the case of other letters alone.
        raise UnsupportedExpressionError("(?i) with characters outside ASCII in a regular expression")
    rest = _ESCAPE.sub(_same_escape, pattern.removeprefix("(?i)"))
    _refuse(_OUTSIDE_IN_CLASSES, rest)
    rest = _CLASS.sub("x", rest)
    _refuse(_OUTSIDE, rest)
    if special := _SPECIAL_GROUP.search(rest):
        raise UnsupportedExpressionError(f"{special.group()}…) in a regular expression")
    if _STRAY_BRACE.search(rest):
        raise EvaluationFailedError("the regular expression has a { that starts no count")
    if any(int(most) < int(least) for least, most in _BACKWARD_COUNT.findall(rest)):
        raise EvaluationFailedError("the regular expression has a count that ends before it starts")


def _same_escape(escape: re.Match[str]) -> str:
    if escape["same"] is None:
        raise UnsupportedExpressionError(f"{escape.group()} in a regular expression")
    return "x"


def _refuse(outside: dict[str, str], text: str) -> None:
    for syntax, what in outside.items():
        if re.search(syntax, text):
            raise UnsupportedExpressionError(f"{what} in a regular expression")
