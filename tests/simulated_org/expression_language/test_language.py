"""Literals, attributes, operators. Facts: "Constants and operators", "Conditional expressions" in Okta's reference."""

from __future__ import annotations

import pytest

from jamf_connect_okta.simulated_org.expression_language.errors import (
    EvaluationFailedError,
    MalformedExpressionError,
    UnsupportedExpressionError,
)
from jamf_connect_okta.simulated_org.expression_language.expression import parse
from jamf_connect_okta.simulated_org.expression_language.values import Value

from .people import value_of


@pytest.mark.parametrize(
    ("expression", "value"),
    [
        ("'Hello world'", "Hello world"),
        ('"Hello world"', "Hello world"),
        ("'it''s'", "it's"),
        ('"say ""hi"""', 'say "hi"'),
        ('"XDOMAIN\\"', "XDOMAIN\\"),
        ("1234", 1234),
        ("true", True),
        ("false", False),
        ("null", None),
        ("NULL", None),
        ("{}", []),
        ("{10, 'a', true, null}", [10, "a", True, None]),
        (" { { 1 } , 2 } ", [[1], 2]),
    ],
)
def test_a_literal_is_its_value(expression: str, value: Value) -> None:
    assert value_of(expression) == value


def test_an_attribute_is_that_of_the_persons_profile() -> None:
    assert value_of("user.firstName") == "Alice"


@pytest.mark.parametrize("attribute", ["middleName", "nickName"])
def test_an_attribute_without_a_value_is_null(attribute: str) -> None:
    assert value_of(f"user.{attribute}") is None


def test_an_attribute_with_several_values_is_a_list() -> None:
    assert value_of("user.tags") == ["x", "y"]


@pytest.mark.parametrize(
    ("expression", "value"),
    [
        ("user.firstName + '.' + user.email", "Alice.alice@acme.example"),
        ("user.floor == 3 ? 'Sales' : 'Other'", "Sales"),
        ("user.floor == 4 ? 'Sales' : 'Other'", "Other"),
        ("user.floor == 1 ? 'a' : user.floor == 3 ? 'b' : 'c'", "b"),
        ("user.floor == 3 ? user.isContractor ? 'a' : 'b' : 'c'", "b"),
        ("!user.isContractor", True),
        ("user.floor > 2 AND !user.isContractor", True),
        ("user.floor > 3 or user.isContractor", False),
        ("user.floor >= 3 && user.floor <= 3", True),
        ("false && true || true", True),
        ("true || false && false", True),
        ("(true || false) && false", False),
        ("user.firstName != 'Bob'", True),
        ("'a' < 'b'", True),
        ("user.middleName == null", True),
        ("{1, 2} == {1, 2}", True),
    ],
)
def test_operators(expression: str, value: Value) -> None:
    assert value_of(expression) == value


@pytest.mark.parametrize("expression", ["1 == '1'", "1 == true", "null == ''", "{1} == {true}"])
def test_values_of_different_kinds_are_not_equal(expression: str) -> None:
    assert value_of(expression) is False


@pytest.mark.parametrize("condition", ["null", "'true'", "1", "{}", "Groups.startsWith('OKTA', '', 1)"])
@pytest.mark.parametrize("place", ["{} ? 1 : 2", "!{}", "{} AND true", "{} OR true"])
def test_a_condition_has_to_be_true_or_false(condition: str, place: str) -> None:
    with pytest.raises(EvaluationFailedError):
        value_of(place.replace("{}", f"({condition})", 1))


@pytest.mark.parametrize(
    "expression", ["true ? 1 : Arrays.flatten(null)", "false AND Arrays.flatten(null)", "true OR Arrays.flatten(null)"]
)
def test_a_part_that_does_not_matter_is_not_evaluated(expression: str) -> None:
    assert value_of(expression) in (1, False, True)


@pytest.mark.parametrize("expression", ["1 + 1", "'a' + null", "null < 1", "true < false", "1 < 'a'", "user.height"])
def test_values_whose_outcome_is_not_recorded_are_refused(expression: str) -> None:
    with pytest.raises(UnsupportedExpressionError):
        value_of(expression)


@pytest.mark.parametrize(
    ("expression", "character"),
    [
        ("", 1),
        ("'a", 1),
        ("{1, 2", 6),
        ("{1,}", 4),
        ("true ? 1", 9),
        ("(1", 3),
        ("1)", 2),
        ("1 == 1 == 1", 8),
        ("2147483648", 1),
        ("Groups.startsWith('OKTA', '')", 1),
        ("String.stringSwitch('a', 'b', 'c')", 1),
        ("user.getGroups({'group.id' 'x'}).![name]", 28),
    ],
)
def test_what_is_no_expression_is_refused_with_its_position(expression: str, character: int) -> None:
    with pytest.raises(MalformedExpressionError, match=rf", at character {character}$"):
        parse(expression)
