"""`Arrays.*`. Facts: "Array functions" of Okta's reference, unless a test names another source."""

from __future__ import annotations

import pytest

from jamf_connect_okta.simulated_org.expression_language.errors import EvaluationFailedError
from jamf_connect_okta.simulated_org.expression_language.values import Value

from .people import value_of


@pytest.mark.parametrize(
    ("expression", "value"),
    [
        ("Arrays.add({10, 20, 30}, 40)", [10, 20, 30, 40]),
        ("Arrays.remove({10, 20, 30}, 20)", [10, 30]),
        ("Arrays.remove({1, true}, true)", [1]),
        ("Arrays.clear({10, 20, 30})", []),
        ("Arrays.get({0, 1, 2}, 0)", 0),
        ("Arrays.flatten(10, {20, 30}, 40)", [10, 20, 30, 40]),
        ("Arrays.contains({10, 20, 30}, 10)", True),
        ("Arrays.contains({10, 20, 30}, 50)", False),
        ("Arrays.size({10, 20, 30})", 3),
        ("Arrays.size(NULL)", 0),
        ("Arrays.isEmpty({10, 20})", False),
        ("Arrays.isEmpty({})", True),
        ("Arrays.isEmpty(NULL)", True),
        ('Arrays.toCsvString({"This", "is", " a ", "test"})', "This,is, a ,test"),
    ],
)
def test_the_examples_of_the_reference(expression: str, value: Value) -> None:
    assert value_of(expression) == value


@pytest.mark.parametrize(
    ("expression", "value"),
    [
        ("Arrays.size('a,b')", 2),
        ("Arrays.size('')", 0),
        ("Arrays.add('a,b', 'c')", ["a", "b", "c"]),
        ("Arrays.remove('a,b', 'a')", ["b"]),
        ("Arrays.clear('a,b')", []),
        ("Arrays.get('a,b', 1)", "b"),
        ("Arrays.contains('a,b', 'a')", True),
        ("Arrays.flatten('a,b', {'c'})", ["a", "b", "c"]),
        ("Arrays.toCsvString('a, b')", "a, b"),
    ],
)
def test_a_csv_text_counts_as_an_array(expression: str, value: Value) -> None:
    assert value_of(expression) == value


@pytest.mark.parametrize("part", ["'admin'", "'ADMINS'", "'Admins,'"])
def test_contains_wants_a_whole_element_in_its_case(part: str) -> None:
    assert value_of(f"Arrays.contains({{'Admins'}}, {part})") is False


def test_an_element_of_a_list_is_not_split_at_its_commas() -> None:
    assert value_of("Arrays.flatten({'a,b'}, {{'c'}})") == ["a,b", "c"]


def test_the_csv_string_of_null_is_empty() -> None:
    assert value_of("Arrays.toCsvString(null)") == ""


def test_the_csv_string_of_null_counts_as_empty() -> None:
    # Support article on two differently named groups: this form handles people without such a group.
    assert value_of("Arrays.isEmpty(Arrays.toCsvString(null))") is True


@pytest.mark.parametrize(
    "expression",
    [
        "Arrays.flatten(null)",
        "Arrays.flatten({'a'}, null)",
        "Arrays.flatten({null})",
        "Arrays.add(null, 'a')",
        "Arrays.remove(null, 'a')",
        "Arrays.clear(null)",
        "Arrays.get(null, 0)",
        "Arrays.contains(null, 'a')",
        "Arrays.get({'a'}, null)",
    ],
)
def test_null_fails_everywhere_else(expression: str) -> None:
    with pytest.raises(EvaluationFailedError):
        value_of(expression)


def test_a_position_without_an_element_fails() -> None:
    with pytest.raises(EvaluationFailedError):
        value_of("Arrays.get({'a'}, 1)")
