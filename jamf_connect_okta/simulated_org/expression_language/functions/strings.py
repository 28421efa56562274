"""`String.*`. A null argument fails, except in `String.len` (inferred: no document says)."""

from __future__ import annotations

from jamf_connect_okta.simulated_org.expression_language.errors import (
    EvaluationFailedError,
    UnsupportedExpressionError,
)
from jamf_connect_okta.simulated_org.expression_language.functions.function import at_least, exactly, of_values
from jamf_connect_okta.simulated_org.expression_language.values import Value, integer, text

# Nested replacements could otherwise grow a text without end.
_MAX_LENGTH = 65_536


def _text(value: Value) -> str:
    return text(value, "an argument of a String function")


def _texts(*values: Value) -> list[str]:
    return [_text(value) for value in values]


def _length(value: Value) -> int:
    """Null has none: Okta's reference tells an absent middle initial by `String.len(middleInitial) == 0`."""
    return 0 if value is None else len(_text(value))


def _replace(value: Value, match: Value, replacement: Value, most: int = -1) -> str:
    """`match` is taken literally, for `replaceFirst` too (inferred)."""
    whole, part, other = _texts(value, match, replacement)
    if not part:
        raise UnsupportedExpressionError("the replacement of an empty text")
    if len(whole) + whole.count(part) * len(other) > _MAX_LENGTH:
        raise UnsupportedExpressionError(f"a text of more than {_MAX_LENGTH} characters")
    return whole.replace(part, other, most)


def _substring(value: Value, start: Value, end: Value) -> str:
    """From `start` up to, and without, `end`; indices outside the text fail (inferred from Java)."""
    whole = _text(value)
    first, last = integer(start, "the start index"), integer(end, "the end index")
    if not 0 <= first <= last <= len(whole):
        raise EvaluationFailedError(f"the text has no characters {first} to {last}")
    return whole[first:last]


def _substring_after(value: Value, search: Value) -> str:
    """Empty when the text lacks `search` (inferred from the Java library whose names these are)."""
    whole, part = _texts(value, search)
    return whole[whole.index(part) + len(part) :] if part in whole else ""


def _substring_before(value: Value, search: Value) -> str:
    """The whole text when it lacks `search` (inferred likewise)."""
    whole, part = _texts(value, search)
    return whole[: whole.index(part)] if part in whole else whole


def _string_switch(value: Value, default: Value, *pairs: Value) -> str:
    """The value whose key is part of the text; the first such pair wins."""
    whole, otherwise, *texts = _texts(value, default, *pairs)
    return next((chosen for key, chosen in zip(texts[::2], texts[1::2], strict=True) if key in whole), otherwise)


def _starts_with(value: Value, prefix: Value) -> bool:
    whole, start = _texts(value, prefix)
    return whole.startswith(start)


def _string_contains(value: Value, search: Value) -> bool:
    whole, part = _texts(value, search)
    return part in whole


def _join(separator: Value, *values: Value) -> str:
    between, *texts = _texts(separator, *values)
    return between.join(texts)


FUNCTIONS = {
    "String.append": of_values(lambda value, suffix: _text(value) + _text(suffix), exactly(2)),
    "String.join": of_values(_join, at_least(2)),
    "String.len": of_values(_length, exactly(1)),
    "String.removeSpaces": of_values(lambda value: _text(value).replace(" ", ""), exactly(1)),
    "String.replace": of_values(_replace, exactly(3)),
    "String.replaceFirst": of_values(lambda value, match, other: _replace(value, match, other, most=1), exactly(3)),
    "String.startsWith": of_values(_starts_with, exactly(2)),
    "String.stringContains": of_values(_string_contains, exactly(2)),
    "String.stringSwitch": of_values(_string_switch, at_least(4, step=2)),
    "String.substring": of_values(_substring, exactly(3)),
    "String.substringAfter": of_values(_substring_after, exactly(2)),
    "String.substringBefore": of_values(_substring_before, exactly(2)),
    "String.toLowerCase": of_values(lambda value: _text(value).lower(), exactly(1)),
    "String.toUpperCase": of_values(lambda value: _text(value).upper(), exactly(1)),
}
