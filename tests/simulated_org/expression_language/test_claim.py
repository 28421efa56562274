"""The groups claim by filter and by expression. Facts: Okta's guide to the groups claim, its support articles."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from jamf_connect_okta.simulated_org.expression_language.claim import groups_claim
from jamf_connect_okta.simulated_org.expression_language.errors import (
    EvaluationFailedError,
    MalformedExpressionError,
    TooManyGroupsError,
    UnsupportedExpressionError,
)
from jamf_connect_okta.simulated_org.expression_language.subject import MemberGroup, Subject
from jamf_connect_okta.simulated_org.expression_language.unknowns import GroupsClaimUnknowns

from .people import (
    ALICE,
    AS_INFERRED,
    NOBODY,
    directory_groups,
    expression_claim,
    filter_claim,
    names_of,
    okta_groups,
)


def test_without_a_claim_in_the_settings_there_is_none() -> None:
    assert groups_claim({"issuerMode": "ORG_URL"}, ALICE, AS_INFERRED, code_flow=False) is None


@pytest.mark.parametrize(
    ("filter_type", "value", "names"),
    [
        ("EQUALS", "Mac Users", ["Mac Users"]),
        ("EQUALS", "Mac", None),
        ("STARTS_WITH", "Mac", ["Mac Users", "Mac Admins"]),
        ("CONTAINS", "Use", ["Mac Users"]),
        ("REGEX", ".*", ["Everyone", "Mac Users", "Mac Admins"]),
        ("REGEX", "^(Mac Users|Mac Admins)$", ["Mac Users", "Mac Admins"]),
        ("REGEX", "Guests", None),
        ("STARTS_WITH", "AD", None),
        ("EQUALS", "Sales", None),
        ("EQUALS", "mac users", None),
    ],
)
@pytest.mark.parametrize("code_flow", [False, True])
def test_a_filter_chooses_among_oktas_own_groups(
    filter_type: str, value: str, names: list[str] | None, code_flow: bool
) -> None:
    assert groups_claim(filter_claim(filter_type, value), ALICE, AS_INFERRED, code_flow=code_flow) == names


def test_whether_a_regex_filter_has_to_cover_the_whole_name_is_one_switch() -> None:
    claim = filter_claim("REGEX", "Mac")
    assert groups_claim(claim, ALICE, AS_INFERRED, code_flow=False) is None
    parts = GroupsClaimUnknowns(regex_covers_whole_names=False)
    assert groups_claim(claim, ALICE, parts, code_flow=False) == ["Mac Users", "Mac Admins"]


def test_a_filter_that_is_no_regular_expression_fails() -> None:
    with pytest.raises(EvaluationFailedError):
        groups_claim(filter_claim("REGEX", "(Mac"), ALICE, AS_INFERRED, code_flow=False)


@pytest.mark.parametrize("filter_type", ["STARTS_WITH", "CONTAINS", "REGEX"])
def test_a_filter_that_matches_100_groups_fits(filter_type: str) -> None:
    claim = filter_claim(filter_type, "Project .*" if filter_type == "REGEX" else "Project ")
    groups = okta_groups(100)
    assert groups_claim(claim, Subject(groups), AS_INFERRED, code_flow=False) == names_of(groups)


@pytest.mark.parametrize("filter_type", ["STARTS_WITH", "CONTAINS", "REGEX"])
def test_a_filter_that_matches_101_groups_is_too_many(filter_type: str) -> None:
    claim = filter_claim(filter_type, "Project .*" if filter_type == "REGEX" else "Project ")
    with pytest.raises(TooManyGroupsError):
        groups_claim(claim, Subject(okta_groups(101)), AS_INFERRED, code_flow=False)


def test_groups_that_a_filter_leaves_out_do_not_count() -> None:
    groups = okta_groups(100) + directory_groups(100)
    claim = groups_claim(filter_claim("REGEX", ".*"), Subject(groups), AS_INFERRED, code_flow=False)
    assert claim == names_of(okta_groups(100))


def test_a_code_flow_carries_more_than_100_groups() -> None:
    groups = okta_groups(150)
    assert groups_claim(filter_claim("REGEX", ".*"), Subject(groups), AS_INFERRED, code_flow=True) == names_of(groups)


@pytest.mark.parametrize("expression", ["null", "{}", 'Groups.startsWith("OKTA", "Guests", 100)', "user.middleName"])
def test_null_and_empty_leave_the_claim_out(expression: str) -> None:
    assert groups_claim(expression_claim(expression), ALICE, AS_INFERRED, code_flow=False) is None


@pytest.mark.parametrize("expression", ["'Mac Users'", "user.floor == 3 ? 'abc' : 'def'", "3", "true"])
def test_a_single_value_is_dropped(expression: str) -> None:
    # Reported from the field: a ternary whose branches are texts yields no claim at all.
    assert groups_claim(expression_claim(expression), ALICE, AS_INFERRED, code_flow=False) is None


def test_a_ternary_whose_branches_are_lists_is_carried() -> None:
    # The same report, solved: guarded ternaries inside Arrays.flatten.
    expression = (
        'Arrays.flatten(Arrays.isEmpty(Arrays.toCsvString(Groups.startsWith("OKTA","Mac A",100))) ? {} : {"def"},'
        ' Arrays.isEmpty(Arrays.toCsvString(Groups.startsWith("OKTA","Guest",100))) ? {} : {"abc", "xyz"})'
    )
    assert groups_claim(expression_claim(expression), ALICE, AS_INFERRED, code_flow=False) == ["def"]


def test_an_expression_carries_groups_of_other_sources() -> None:
    claim = expression_claim('Groups.startsWith("active_directory", "", 100)')
    assert groups_claim(claim, ALICE, AS_INFERRED, code_flow=False) == ["AD Staff"]


def test_an_expression_that_lists_101_groups_is_too_many() -> None:
    claim = expression_claim("user.getGroups({'group.type': 'OKTA_GROUP'}).![name]")
    with pytest.raises(TooManyGroupsError):
        groups_claim(claim, Subject(okta_groups(101)), AS_INFERRED, code_flow=False)
    assert len(groups_claim(claim, Subject(okta_groups(101)), AS_INFERRED, code_flow=True) or []) == 101


def test_a_limit_above_100_leaves_people_without_a_token_except_in_code_flows() -> None:
    claim = expression_claim('Groups.startsWith("OKTA", "", 500)')
    with pytest.raises(EvaluationFailedError):
        groups_claim(claim, ALICE, AS_INFERRED, code_flow=False)
    assert groups_claim(claim, ALICE, AS_INFERRED, code_flow=True) == ["Everyone", "Mac Users", "Mac Admins"]


def test_filtered_groups_are_the_way_past_100() -> None:
    # Support article "How to exceed the 100 groups limitation on a claim".
    groups = okta_groups(120)
    subject = Subject(groups, {"allowed": [group.id for group in groups]})
    claim = expression_claim('getFilteredGroups(user.allowed, "group.name", 2147483647)')
    assert groups_claim(claim, subject, AS_INFERRED, code_flow=False) == names_of(groups)


def test_filtered_groups_inside_another_function_are_not() -> None:
    groups = okta_groups(120)
    subject = Subject(groups, {"allowed": [group.id for group in groups]})
    claim = expression_claim('Arrays.flatten(getFilteredGroups(user.allowed, "group.name", 2147483647))')
    with pytest.raises(TooManyGroupsError):
        groups_claim(claim, subject, AS_INFERRED, code_flow=False)


@pytest.mark.parametrize("expression", ["{1}", "{null}", "{{'a'}}"])
def test_elements_other_than_texts_are_refused(expression: str) -> None:
    with pytest.raises(UnsupportedExpressionError, match="elements other than texts"):
        groups_claim(expression_claim(expression), NOBODY, AS_INFERRED, code_flow=False)


def test_what_is_no_expression_is_told_apart_from_one_that_fails() -> None:
    with pytest.raises(MalformedExpressionError):
        groups_claim(expression_claim("{"), ALICE, AS_INFERRED, code_flow=False)


NAMES = st.text("AaB .*", max_size=3)
GROUPS = st.lists(
    st.builds(
        MemberGroup,
        id=st.uuids().map(str),
        name=NAMES,
        type=st.sampled_from(["OKTA_GROUP", "BUILT_IN", "APP_GROUP"]),
        source=st.sampled_from([None, "active_directory"]),
    ),
    max_size=12,
)


@settings(max_examples=200, deadline=None, derandomize=True)
@given(GROUPS, NAMES)
def test_the_plain_filters_equal_a_plain_computation(groups: list[MemberGroup], value: str) -> None:
    own = [group.name for group in groups if group.type != "APP_GROUP"]
    expected = {
        "EQUALS": [name for name in own if name == value],
        "STARTS_WITH": [name for name in own if name.startswith(value)],
        "CONTAINS": [name for name in own if value in name],
    }
    for filter_type, names in expected.items():
        claim = groups_claim(filter_claim(filter_type, value), Subject(groups), AS_INFERRED, code_flow=False)
        assert claim == (names or None)
