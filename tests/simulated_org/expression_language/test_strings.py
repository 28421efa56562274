"""`String.*`. Facts: "String functions" of Okta's reference, unless a test names another source."""

from __future__ import annotations

import pytest

from jamf_connect_okta.simulated_org.expression_language.errors import (
    EvaluationFailedError,
    UnsupportedExpressionError,
)
from jamf_connect_okta.simulated_org.expression_language.values import Value

from .people import value_of


@pytest.mark.parametrize(
    ("expression", "value"),
    [
        ('String.append("This is", " a test")', "This is a test"),
        ('String.join(",", "This", "is", "a", "test")', "This,is,a,test"),
        ('String.join("", "This", "is", "a", "test")', "Thisisatest"),
        ('String.len("This")', 4),
        ('String.removeSpaces("This is a test")', "Thisisatest"),
        ('String.replace("This is a test", "is", "at")', "That at a test"),
        ('String.replaceFirst("This is a test", "is", "at")', "That is a test"),
        ('String.startsWith("This is a test", "This")', True),
        ('String.startsWith("This is a test", "is")', False),
        ('String.stringContains("This is a test", "test")', True),
        ('String.stringContains("This is a test", "doesn\'tExist")', False),
        ('String.stringSwitch("This is a test", "default", "key1", "value1")', "default"),
        ('String.stringSwitch("This is a test", "default", "test", "value1")', "value1"),
        ('String.stringSwitch("First match wins", "d", "absent", "1", "wins", "2", "match", "3")', "2"),
        ('String.stringSwitch("Substrings count", "default", "ring", "value1")', "value1"),
        ('String.substring("This is a test", 2, 9)', "is is a"),
        ('String.substringAfter("abc@okta.com", "@")', "okta.com"),
        ('String.substringBefore("abc@okta.com", "@")', "abc"),
        ('String.toUpperCase("This")', "THIS"),
        ('String.toLowerCase("ThiS")', "this"),
    ],
)
def test_the_examples_of_the_reference(expression: str, value: Value) -> None:
    assert value_of(expression) == value


def test_the_length_of_null_is_0() -> None:
    # The reference tells an absent middle initial by String.len(middleInitial) == 0.
    assert value_of("String.len(user.middleName)") == 0


@pytest.mark.parametrize(
    "call",
    ["append(null, 'a')", "join(',', null)", "toUpperCase(null)", "stringContains('a', null)", "substring(null, 0, 0)"],
)
def test_null_fails_everywhere_else(call: str) -> None:
    with pytest.raises(EvaluationFailedError):
        value_of(f"String.{call}")


def test_a_list_counts_as_its_csv_string() -> None:
    # Support article "Flattening filtered groups and replacing string segments".
    expression = (
        'Arrays.flatten(String.replace(getFilteredGroups({"00gMacUsers", "00gSales"}, "group.name", 40), "Mac ", ""))'
    )
    assert value_of(expression) == ["Users", "Sales"]


def test_what_comes_after_or_before_an_absent_text_is_nothing_or_all() -> None:
    assert value_of("{String.substringAfter('abc', '@'), String.substringBefore('abc', '@')}") == ["", "abc"]


@pytest.mark.parametrize("indices", ["0, 4", "2, 1", "'0', 1"])
def test_indices_outside_the_text_fail(indices: str) -> None:
    with pytest.raises(EvaluationFailedError):
        value_of(f"String.substring('abc', {indices})")


def test_the_replacement_of_an_empty_text_is_refused() -> None:
    with pytest.raises(UnsupportedExpressionError, match="the replacement of an empty text"):
        value_of("String.replace('abc', '', 'x')")
