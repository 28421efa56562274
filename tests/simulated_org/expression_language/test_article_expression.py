"""The expression of the Jamf Nation article on Jamf Connect with Okta Identity Engine: all Okta and all AD groups."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from jamf_connect_okta.simulated_org.expression_language.claim import groups_claim
from jamf_connect_okta.simulated_org.expression_language.errors import EvaluationFailedError, TooManyGroupsError
from jamf_connect_okta.simulated_org.expression_language.subject import MemberGroup, Subject
from jamf_connect_okta.simulated_org.expression_language.unknowns import GroupsClaimUnknowns

from .people import (
    AD_STAFF,
    AS_INFERRED,
    EVERYONE,
    MAC_USERS,
    NOBODY,
    SALES,
    directory_groups,
    expression_claim,
    names_of,
    okta_groups,
)

ARTICLE = expression_claim(
    'Arrays.isEmpty(Arrays.toCsvString(Groups.startsWith("active_directory","",100)))'
    ' ? Groups.startsWith("OKTA","",100)'
    ' : Arrays.flatten(Groups.startsWith("OKTA","",100),Groups.startsWith("active_directory","",100))'
)
# Support article on two differently named groups: every combination of null is guarded.
FOUR_WAYS = expression_claim(
    """
    Arrays.isEmpty(Arrays.toCsvString(Groups.startsWith("active_directory","A",100))) ?
    Arrays.isEmpty(Arrays.toCsvString(Groups.startsWith("active_directory","B",100))) ? {}
      : Groups.startsWith("active_directory","B",100) :
    Arrays.isEmpty(Arrays.toCsvString(Groups.startsWith("active_directory","B",100)))
      ? Groups.startsWith("active_directory","A",100) :
    Arrays.flatten(Groups.startsWith("active_directory","B",100),Groups.startsWith("active_directory","A",100))
    """
)


def in_hybrid_flow(groups: list[MemberGroup], unknowns: GroupsClaimUnknowns = AS_INFERRED) -> list[str] | None:
    return groups_claim(ARTICLE, Subject(groups), unknowns, code_flow=False)


def test_a_person_of_both_gets_okta_groups_then_ad_groups() -> None:
    assert in_hybrid_flow([AD_STAFF, EVERYONE, MAC_USERS]) == ["Everyone", "Mac Users", "AD Staff"]


def test_groups_of_other_sources_are_left_out() -> None:
    assert in_hybrid_flow([EVERYONE, AD_STAFF, SALES]) == ["Everyone", "AD Staff"]


def test_a_person_without_ad_groups_gets_okta_groups() -> None:
    assert in_hybrid_flow([EVERYONE, MAC_USERS]) == ["Everyone", "Mac Users"]


def test_a_person_without_any_group_gets_no_claim() -> None:
    assert in_hybrid_flow([]) is None


def test_a_person_of_ad_groups_only_gets_no_token() -> None:
    # The expression guards against null AD groups, not against null Okta groups.
    with pytest.raises(EvaluationFailedError):
        in_hybrid_flow([AD_STAFF])


def test_everyone_saves_a_person_of_ad_groups_only() -> None:
    assert in_hybrid_flow([EVERYONE, AD_STAFF]) == ["Everyone", "AD Staff"]


def test_everyone_saves_nobody_when_it_is_no_okta_group() -> None:
    with pytest.raises(EvaluationFailedError):
        in_hybrid_flow([EVERYONE, AD_STAFF], GroupsClaimUnknowns(everyone_is_an_okta_group=False))


def test_100_groups_together_fit() -> None:
    groups = okta_groups(50) + directory_groups(50)
    assert in_hybrid_flow(groups) == names_of(groups)


def test_more_than_100_groups_together_are_too_many() -> None:
    with pytest.raises(TooManyGroupsError):
        in_hybrid_flow(okta_groups(100) + directory_groups(1))


def test_more_than_100_groups_of_one_source_are_cut_off_at_100() -> None:
    assert in_hybrid_flow(okta_groups(101)) == names_of(okta_groups(100))


def test_a_code_flow_carries_200_groups() -> None:
    groups = okta_groups(100) + directory_groups(100)
    assert groups_claim(ARTICLE, Subject(groups), AS_INFERRED, code_flow=True) == names_of(groups)


@pytest.mark.parametrize(
    ("names", "claim"), [([], None), (["A1"], ["A1"]), (["B1"], ["B1"]), (["A1", "B1", "C1"], ["B1", "A1"])]
)
def test_the_four_way_form_handles_every_null(names: list[str], claim: list[str] | None) -> None:
    groups = [MemberGroup(f"00g{name}", name, "APP_GROUP", "active_directory") for name in names]
    assert groups_claim(FOUR_WAYS, Subject(groups), AS_INFERRED, code_flow=False) == claim


MEMBERSHIPS = st.lists(
    st.sampled_from(["OKTA_GROUP", "BUILT_IN", "active_directory", "0oaWorkday"]), max_size=8
) | st.tuples(st.integers(95, 105), st.integers(0, 105)).map(
    lambda counts: ["OKTA_GROUP"] * counts[0] + ["active_directory"] * counts[1]
)


@settings(max_examples=200, deadline=None, derandomize=True)
@given(MEMBERSHIPS, st.booleans(), st.booleans())
def test_it_equals_a_plain_computation(kinds: list[str], code_flow: bool, everyone: bool) -> None:
    groups = [
        MemberGroup(f"00g{i}", f"{kind} {i}", kind)
        if kind.isupper()
        else MemberGroup(f"00g{i}", f"{kind} {i}", "APP_GROUP", kind)
        for i, kind in enumerate(kinds)
    ]
    okta = [f"{kind} {i}" for i, kind in enumerate(kinds) if kind == "OKTA_GROUP" or (kind == "BUILT_IN" and everyone)][
        :100
    ]
    directory = [f"{kind} {i}" for i, kind in enumerate(kinds) if kind == "active_directory"][:100]

    def claim() -> list[str] | None:
        return groups_claim(
            ARTICLE, Subject(groups), GroupsClaimUnknowns(everyone_is_an_okta_group=everyone), code_flow=code_flow
        )

    if directory and not okta:
        with pytest.raises(EvaluationFailedError):
            claim()
    elif len(okta + directory) > 100 and not code_flow:
        with pytest.raises(TooManyGroupsError):
            claim()
    else:
        assert claim() == (okta + directory or None)


def test_the_person_in_no_group_is_the_same_in_both_flows() -> None:
    assert groups_claim(ARTICLE, NOBODY, AS_INFERRED, code_flow=True) is None
