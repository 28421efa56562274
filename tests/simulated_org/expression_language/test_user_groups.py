"""`user.getGroups(…).![…]`. Facts: "Get groups for users" of Okta's reference, and its support article on it."""

from __future__ import annotations

import pytest

from jamf_connect_okta.simulated_org.expression_language.errors import (
    EvaluationFailedError,
    UnsupportedExpressionError,
)

from .people import NOBODY, value_of


@pytest.mark.parametrize(
    ("criteria", "names"),
    [
        ("{'group.type': {'OKTA_GROUP'}}", ["Mac Users", "Mac Admins"]),
        ("{'group.type': 'APP_GROUP'}", ["AD Staff", "Sales"]),
        (
            "{'group.type': {'OKTA_GROUP', 'APP_GROUP', 'BUILT_IN'}}",
            ["Everyone", "Mac Users", "Mac Admins", "AD Staff", "Sales"],
        ),
        ("{'group.id': {'00gSales', '00gMacUsers'}}", ["Mac Users", "Sales"]),
        ("{'group.source.id': '0oaWorkday'}", ["Sales"]),
        ("{'group.profile.name': 'Mac', 'operator': 'STARTS_WITH'}", ["Mac Users", "Mac Admins"]),
        ("{'group.profile.name': 'Mac', 'operator': 'EXACT'}", []),
        ("{'group.profile.name': 'Sales', 'operator': 'EXACT'}", ["Sales"]),
        ("{'group.profile.name': {'Mac U', 'Sal'}}", ["Mac Users", "Sales"]),
        ("{'group.profile.name': user.firstName}", []),
        ("{'group.type': {}}", []),
    ],
)
def test_a_criterion_chooses_groups(criteria: str, names: list[str]) -> None:
    assert value_of(f"user.getGroups({criteria}).![name]") == names


def test_the_operator_for_names_is_starts_with_when_left_out() -> None:
    assert value_of("user.getGroups({'group.profile.name': 'Mac'}).![name]") == ["Mac Users", "Mac Admins"]


def test_several_criteria_have_to_hold_together() -> None:
    criteria = "{'group.type': {'OKTA_GROUP', 'APP_GROUP'}}, {'group.profile.name': 'S'}"
    assert value_of(f"user.getGroups({criteria}).![name]") == ["Sales"]


@pytest.mark.parametrize(
    ("projection", "field"),
    [("name", "Mac Users"), ("id", "00gMacUsers"), ("profile.name", "Mac Users"), ("profile.floor", "3")],
)
def test_the_projection_is_one_field_of_each_group(projection: str, field: str) -> None:
    assert value_of(f"user.getGroups({{'group.id': '00gMacUsers'}}).![{projection}]") == [field]


def test_without_a_match_it_is_the_empty_list() -> None:
    assert value_of("user.getGroups({'group.type': 'OKTA_GROUP'}).![name]", NOBODY) == []


def test_a_null_value_fails() -> None:
    with pytest.raises(EvaluationFailedError):
        value_of("user.getGroups({'group.id': null}).![name]")


@pytest.mark.parametrize(
    ("criterion", "what"),
    [
        ("{'group.name': 'x'}", "group.name in"),
        ("{'group.id': 'x', 'operator': 'EXACT'}", "group.id with an operator in"),
        ("{'group.id': 'x', 'group.type': 'y'}", "group.id with group.type in one map of"),
        ("{'group.profile.name': 'x', 'operator': 'CONTAINS'}", "the operator 'CONTAINS' in"),
        # A support article uses wildcards, the reference knows none.
        ("{'group.profile.name': {'Test.*'}}", "a wildcard in group.profile.name of"),
    ],
)
def test_a_criterion_outside_is_refused_by_name(criterion: str, what: str) -> None:
    with pytest.raises(UnsupportedExpressionError, match=f"{what} user.getGroups"):
        value_of(f"user.getGroups({criterion}).![name]")


def test_an_exact_name_may_hold_an_asterisk() -> None:
    assert value_of("user.getGroups({'group.profile.name': 'a*', 'operator': 'EXACT'}).![name]") == []
