"""`Groups.*` and `getFilteredGroups`. Facts: Okta's guides to dynamic and static allow lists, its support articles."""

from __future__ import annotations

import pytest

from jamf_connect_okta.simulated_org.expression_language.errors import (
    EvaluationFailedError,
    UnsupportedExpressionError,
)
from jamf_connect_okta.simulated_org.expression_language.subject import Subject
from jamf_connect_okta.simulated_org.expression_language.unknowns import GroupsClaimUnknowns
from jamf_connect_okta.simulated_org.expression_language.values import Value

from .people import ALICE, NOBODY, directory_groups, names_of, okta_groups, value_of


@pytest.mark.parametrize(
    ("expression", "names"),
    [
        ('Groups.startsWith("OKTA", "Mac", 10)', ["Mac Users", "Mac Admins"]),
        ('Groups.contains("OKTA", "c U", 10)', ["Mac Users"]),
        ('Groups.endsWith("OKTA", "Admins", 10)', ["Mac Admins"]),
        ('Groups.startsWith("active_directory", "", 10)', ["AD Staff"]),
        ('Groups.startsWith("0oaWorkday", "", 10)', ["Sales"]),
    ],
)
def test_they_list_names_of_the_persons_groups_of_one_source(expression: str, names: list[str]) -> None:
    assert value_of(expression) == names


@pytest.mark.parametrize("function", ["startsWith", "contains", "endsWith"])
def test_an_empty_pattern_matches_every_name(function: str) -> None:
    assert value_of(f'Groups.{function}("OKTA", "", 100)') == ["Everyone", "Mac Users", "Mac Admins"]


def test_the_pattern_is_no_regular_expression() -> None:
    # A developer forum thread on the "pattern" parameter.
    assert value_of('Groups.startsWith("OKTA", "Mac.*", 10)') is None


@pytest.mark.parametrize("function", ["startsWith", "contains", "endsWith"])
def test_without_a_match_they_are_null_and_not_an_empty_list(function: str) -> None:
    assert value_of(f'Groups.{function}("active_directory", "", 100)', NOBODY) is None


def test_whether_everyone_is_an_okta_group_is_one_switch() -> None:
    unknowns = GroupsClaimUnknowns(everyone_is_an_okta_group=False)
    assert value_of('Groups.startsWith("OKTA", "", 100)', unknowns=unknowns) == ["Mac Users", "Mac Admins"]


@pytest.mark.parametrize("arguments", ["null, '', 1", "'OKTA', null, 1", "'OKTA', '', null"])
@pytest.mark.parametrize("function", ["startsWith", "contains", "endsWith"])
def test_no_argument_may_be_null(function: str, arguments: str) -> None:
    with pytest.raises(EvaluationFailedError):
        value_of(f"Groups.{function}({arguments})")


@pytest.mark.parametrize("limit", ["0", "101", "2147483647", "'10'", "true", "{1}"])
def test_a_limit_outside_1_to_100_fails(limit: str) -> None:
    with pytest.raises(EvaluationFailedError):
        value_of(f'Groups.startsWith("OKTA", "", {limit})')


@pytest.mark.parametrize("limit", [1, 100])
def test_a_limit_from_1_to_100_is_taken(limit: int) -> None:
    groups = okta_groups(150)
    assert value_of(f'Groups.startsWith("OKTA", "", {limit})', Subject(groups)) == names_of(groups)[:limit]


def test_in_a_code_flow_the_limit_may_be_any_number() -> None:
    groups = okta_groups(150)
    found = value_of('Groups.startsWith("OKTA", "", 1000)', Subject(groups), code_flow=True)
    assert found == names_of(groups)


def test_in_a_code_flow_a_limit_of_zero_still_fails() -> None:
    with pytest.raises(EvaluationFailedError):
        value_of('Groups.startsWith("OKTA", "", 0)', code_flow=True)


def test_whether_more_matches_than_the_limit_fail_is_one_switch() -> None:
    with pytest.raises(EvaluationFailedError):
        value_of('Groups.startsWith("OKTA", "", 2)', unknowns=GroupsClaimUnknowns(group_functions_stop_at_limit=False))


def test_the_limit_may_be_an_expression() -> None:
    assert value_of('Groups.startsWith("OKTA", "", user.floor == 3 ? 1 : 2)') == ["Everyone"]


@pytest.mark.parametrize(
    ("group_expression", "fields"),
    [
        ("group.name", ["Mac Users", "Sales"]),
        ("group.id", ["00gMacUsers", "00gSales"]),
        ("group.profile.name", ["Mac Users", "Sales"]),
        ("group.profile.floor", ["3", None]),
    ],
)
def test_filtered_groups_are_those_listed_that_the_person_is_in(group_expression: str, fields: Value) -> None:
    expression = f'getFilteredGroups({{"00gSales", "00gMacUsers", "00gOther"}}, "{group_expression}", 40)'
    assert value_of(expression) == fields


def test_filtered_groups_take_the_largest_integer_as_limit_in_every_flow() -> None:
    groups = directory_groups(120)
    subject = Subject(groups, {"allowed": [group.id for group in groups]})
    assert value_of('getFilteredGroups(user.allowed, "group.name", 2147483647)', subject) == names_of(groups)


def test_more_filtered_groups_than_the_limit_fail() -> None:
    with pytest.raises(EvaluationFailedError):
        value_of('getFilteredGroups({"00gSales", "00gMacUsers"}, "group.name", 1)')


def test_whether_more_filtered_groups_than_the_limit_fail_is_one_switch() -> None:
    expression = 'getFilteredGroups({"00gSales", "00gMacUsers"}, "group.name", 1)'
    assert value_of(expression, unknowns=GroupsClaimUnknowns(filtered_groups_stop_at_limit=True)) == ["Mac Users"]


def test_filtered_groups_without_a_match_are_null() -> None:
    assert value_of('getFilteredGroups({"00gOther"}, "group.name", 40)', ALICE) is None


@pytest.mark.parametrize("other", ["", "group", "group.description", "group.profile.a.b", "user.name"])
def test_a_group_expression_outside_is_refused_by_name(other: str) -> None:
    with pytest.raises(UnsupportedExpressionError, match=f"the group expression '{other}' of getFilteredGroups"):
        value_of(f'getFilteredGroups({{"00gSales"}}, "{other}", 40)')
