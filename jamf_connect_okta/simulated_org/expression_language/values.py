"""The values of expressions: what each counts as where another kind is wanted, null above all."""

from __future__ import annotations

from typing import TypeAlias

from jamf_connect_okta.simulated_org.expression_language.errors import (
    EvaluationFailedError,
    UnsupportedExpressionError,
)

Value: TypeAlias = "bool | int | str | list[Value] | None"

MAX_INTEGER = 2**31 - 1


def text(value: Value, what: str) -> str:
    """A list counts as its CSV string: a support article strips prefixes with `String.replace(getFilteredGroups(…))`.

    Raises EvaluationFailedError for null (inferred: no document says what a null text does).
    """
    if isinstance(value, str):
        return value
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, list):
        return ",".join(text(item, what) for item in value)
    if value is None:
        raise EvaluationFailedError(f"{what} is null")
    return str(value)


def array(value: Value, what: str) -> list[Value]:
    """A text counts as a CSV string, untrimmed, and an empty one as no element (Okta's reference).

    Raises EvaluationFailedError for null.
    """
    if value is None:
        raise EvaluationFailedError(f"{what} is null")
    if isinstance(value, list):
        return value
    if isinstance(value, str):
        return [*value.split(",")] if value else []
    return [value]


def integer(value: Value, what: str) -> int:
    """Raises EvaluationFailedError for anything but an integer."""
    if isinstance(value, bool) or not isinstance(value, int):
        raise EvaluationFailedError(f"{what} is no integer")
    return value


def truth(value: Value, what: str) -> bool:
    """Raises EvaluationFailedError for anything but true and false: conditions "must evaluate to Boolean"."""
    if not isinstance(value, bool):
        raise EvaluationFailedError(f"{what} is neither true nor false")
    return value


def equal(one: Value, other: Value) -> bool:
    """Values of different kinds differ: `1 == true` and `1 == "1"` are false."""
    if isinstance(one, list) and isinstance(other, list):
        return len(one) == len(other) and all(map(equal, one, other))
    return type(one) is type(other) and one == other


def from_profile(attribute: object, what: str) -> Value:
    """The value of a profile's attribute. Raises UnsupportedExpressionError for decimal numbers and objects."""
    if attribute is None or isinstance(attribute, (bool, int, str)):
        return attribute
    if isinstance(attribute, list):
        return [from_profile(item, what) for item in attribute]
    raise UnsupportedExpressionError(f"{what}, a {type(attribute).__name__}")
