"""`isMemberOf…`. Facts: "Group functions" of Okta's reference."""

from __future__ import annotations

import pytest

from jamf_connect_okta.simulated_org.expression_language.errors import EvaluationFailedError
from jamf_connect_okta.simulated_org.expression_language.unknowns import GroupsClaimUnknowns

from .people import NOBODY, value_of


@pytest.mark.parametrize(
    "expression",
    [
        'isMemberOfGroupName("Mac Users")',
        'isMemberOfGroupName("Everyone")',
        'isMemberOfGroupName("AD Staff")',
        'isMemberOfGroup("00gSales")',
        'isMemberOfAnyGroup("00gOther", "00gSales")',
        'isMemberOfGroupNameStartsWith("Mac U")',
        'isMemberOfGroupNameContains("ac Ad")',
        'isMemberOfGroupNameRegex(".*Admin.*")',
        'isMemberOfGroupNameRegex("(AD|Okta) Staff")',
    ],
)
def test_a_member_is_one_whatever_the_groups_source(expression: str) -> None:
    assert value_of(expression) is True
    assert value_of(expression, NOBODY) is False


@pytest.mark.parametrize(
    "expression",
    [
        'isMemberOfGroupName("Mac")',
        'isMemberOfGroupName("mac users")',
        'isMemberOfGroup("Mac Users")',
        'isMemberOfAnyGroup("00gOther")',
        'isMemberOfGroupNameStartsWith("Users")',
        'isMemberOfGroupNameContains("Guests")',
        'isMemberOfGroupNameRegex(".*Guest.*")',
    ],
)
def test_others_are_not(expression: str) -> None:
    assert value_of(expression) is False


def test_whether_a_pattern_has_to_cover_the_whole_name_is_one_switch() -> None:
    expression = 'isMemberOfGroupNameRegex("Admin")'
    assert value_of(expression) is False
    assert value_of(expression, unknowns=GroupsClaimUnknowns(regex_covers_whole_names=False)) is True


@pytest.mark.parametrize(
    "function", ["GroupName", "Group", "AnyGroup", "GroupNameStartsWith", "GroupNameContains", "GroupNameRegex"]
)
def test_null_fails(function: str) -> None:
    with pytest.raises(EvaluationFailedError):
        value_of(f"isMemberOf{function}(null)")
