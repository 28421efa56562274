"""How single users are found in the org."""

import pytest

from components.lookups import User

from .looking_up import found, refusal
from .mocked_org import GET_USERS, MockedOrg
from .stacks import prod, rehearsal

INES = "ines@acme.example"
OMAR = "omar@acme.example"


@pytest.fixture
def org(org: MockedOrg) -> MockedOrg:
    org.add_user(OMAR, "00uOmar0000000000001", "00gOther000000000001")
    return org


def test_users_are_found_by_login_in_the_order_of_the_settings(org: MockedOrg) -> None:
    settings = rehearsal(users=[OMAR, INES], sessionPolicy={"managed": False})
    assert [user.login for user in found(org, settings).users] == [OMAR, INES]


def test_one_call_finds_all_users(org: MockedOrg) -> None:
    found(org, prod(users=[INES, OMAR]))
    assert [question for token, question in org.lookups if token == GET_USERS] == [
        {
            "searches": [{"expression": f'profile.login eq "{INES}"'}, {"expression": f'profile.login eq "{OMAR}"'}],
            "compoundSearchOperator": "or",
            "includeGroups": False,
        }
    ]


def test_nobody_s_groups_are_asked_for_where_the_session_policy_is_left_alone(org: MockedOrg) -> None:
    assert found(org, prod(users=[INES])).users == (User("00uInes0000000000001", INES, frozenset()),)


def test_with_a_managed_session_policy_their_groups_are_found_too(org: MockedOrg) -> None:
    assert found(org, rehearsal(users=[INES])).users == (
        User("00uInes0000000000001", INES, frozenset({"00gMacUsers000000001"})),
    )


def test_a_managed_session_policy_has_to_reach_every_single_user(org: MockedOrg) -> None:
    fix = "Add the user to one of the groups in Okta, or set sessionPolicy.managed to false."
    assert refusal(org, rehearsal(users=[INES, OMAR])) == [("users", OMAR, fix)]


def test_an_unmanaged_session_policy_need_not(org: MockedOrg) -> None:
    assert [user.login for user in found(org, prod(users=[OMAR])).users] == [OMAR]


def test_where_no_user_is_named_nobody_is_asked_for(org: MockedOrg) -> None:
    found(org, rehearsal())
    assert GET_USERS not in [token for token, _ in org.lookups]


def test_a_user_whose_login_only_begins_alike_is_somebody_else(org: MockedOrg) -> None:
    assert refusal(org, prod(users=["ines@acme"])) == [("users", "ines@acme", f'Did you mean "{INES}"?')]


def test_a_missing_user_is_told_with_similar_ones(org: MockedOrg) -> None:
    assert refusal(org, prod(users=["inez@acme.example"])) == [
        ("users", "inez@acme.example", f'Did you mean "{INES}"?')
    ]


def test_a_missing_user_like_no_other_has_to_be_created(org: MockedOrg) -> None:
    told = [("users", "kim@acme.example", "Create the user in Okta first, or correct the name.")]
    assert refusal(org, prod(users=["kim@acme.example"])) == told


def test_a_login_in_other_case_is_told_with_the_right_one(org: MockedOrg) -> None:
    assert refusal(org, prod(users=["Ines@Acme.example"])) == [
        ("users", "Ines@Acme.example", f'Did you mean "{INES}"?')
    ]
