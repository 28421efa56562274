"""How groups are found in the org."""

from typing import Any

import pytest

from components.lookups import Group
from components.problems import Problem

from .looking_up import found, problems, refusal
from .mocked_org import GET_GROUPS, MockedOrg
from .stacks import rehearsal

USERS = Group("00gMacUsers000000001", "Mac Users", "OKTA_GROUP")
ADMINS = Group("00gMacAdmins00000001", "Mac Admins", "OKTA_GROUP")
OKTA_ADMINS = Group("00gOktaAdmins0000001", "Okta Administrators", "OKTA_GROUP")


def searches(org: MockedOrg) -> list[Any]:
    return [question["search"] for token, question in org.lookups if token == GET_GROUPS]


def test_groups_come_in_the_order_of_the_settings(org: MockedOrg) -> None:
    assert found(org, rehearsal(groups=["Mac Admins", "Mac Users"])).groups == (ADMINS, USERS)


def test_a_group_may_be_named_by_its_id(org: MockedOrg) -> None:
    assert found(org, rehearsal(groups=["00gMacAdmins00000001"])).groups == (ADMINS,)


def test_groups_kept_away_are_found_beside_the_assigned_ones(org: MockedOrg) -> None:
    directory = found(org, rehearsal(ropgApp={"excludedGroups": ["Okta Administrators"]}))
    assert (directory.groups, directory.excluded_groups) == ((USERS,), (OKTA_ADMINS,))


def test_one_call_finds_all_groups_by_equality(org: MockedOrg) -> None:
    settings = rehearsal(
        groups=["Mac Users", "00gMacAdmins00000001"],
        adminGroups=["Mac Users"],
        groupsClaim={"groups": ["Mac Users", "Mac Admins"]},
        ropgApp={"excludedGroups": ["Okta Administrators"]},
    )
    found(org, settings)
    assert searches(org) == [
        'profile.name eq "Mac Users" or id eq "00gMacAdmins00000001"'
        ' or profile.name eq "Mac Admins" or profile.name eq "Okta Administrators"'
    ]


@pytest.mark.parametrize("name", ['Macs "Berlin"', "Macs\\Berlin", 'a\\" or profile.name sw "'])
def test_quotes_and_backslashes_in_a_name_stay_inside_it(org: MockedOrg, name: str) -> None:
    org.add_group(name, "00gOdd00000000000001")
    assert [group.name for group in found(org, rehearsal(groups=[name])).groups] == [name]


def test_where_no_group_is_named_nothing_is_asked(org: MockedOrg) -> None:
    settings = rehearsal(groups=[], users=["ines@acme.example"], sessionPolicy={"managed": False})
    assert found(org, settings).groups == ()
    assert searches(org) == []


def test_a_lone_group_that_only_begins_like_the_name_is_not_it(org: MockedOrg) -> None:
    org.groups = [group for group in org.groups if group["name"] != "Mac Users"]
    org.add_group("Mac Users Berlin", "00gBerlin00000000001")
    ((key, value, _),) = refusal(org, rehearsal())
    assert (key, value) == ("groups", "Mac Users")


def test_a_missing_group_is_told_with_similar_ones(org: MockedOrg) -> None:
    told = refusal(org, rehearsal(groups=["Mac User"]))
    assert told == [("groups", "Mac User", 'Did you mean "Mac Users"?')]


def test_case_matters_and_is_the_first_thing_suggested(org: MockedOrg) -> None:
    assert refusal(org, rehearsal(groups=["mac users"])) == [("groups", "mac users", 'Did you mean "Mac Users"?')]
    assert len(org.lookups) == 1


def test_a_missing_group_like_no_other_has_to_be_created(org: MockedOrg) -> None:
    told = [("groups", "Designers", "Create the group in Okta first, or correct the name.")]
    assert refusal(org, rehearsal(groups=["Designers"])) == told


def test_an_id_that_does_not_exist_is_missing(org: MockedOrg) -> None:
    ((key, value, _),) = refusal(org, rehearsal(groups=["00gGone0000000000001"]))
    assert (key, value) == ("groups", "00gGone0000000000001")


@pytest.mark.parametrize(
    ("key", "changes"),
    [
        ("adminGroups", {"adminGroups": ["Designers"]}),
        ("groupsClaim.groups", {"groupsClaim": {"type": "FILTER", "groups": ["Designers"]}}),
        ("ropgApp.excludedGroups", {"ropgApp": {"excludedGroups": ["Designers"]}}),
    ],
)
def test_a_missing_group_is_told_with_the_setting_that_names_it(
    org: MockedOrg, key: str, changes: dict[str, Any]
) -> None:
    ((told_key, value, _),) = refusal(org, rehearsal(**changes))
    assert (told_key, value) == (key, "Designers")


def test_two_groups_of_a_name_are_told_with_ids_and_types(org: MockedOrg) -> None:
    org.add_group("Mac Users", "00gFromDirectory0001", "APP_GROUP")
    candidates = "00gMacUsers000000001 (OKTA_GROUP); 00gFromDirectory0001 (APP_GROUP)"
    assert refusal(org, rehearsal()) == [("groups", "Mac Users", f"Rename one of them, or write the id: {candidates}.")]


def test_an_id_tells_two_groups_of_a_name_apart(org: MockedOrg) -> None:
    org.add_group("Mac Users", "00gFromDirectory0001", "APP_GROUP")
    directory = found(org, rehearsal(groups=["00gFromDirectory0001"]))
    assert directory.groups == (Group("00gFromDirectory0001", "Mac Users", "APP_GROUP"),)


def test_name_and_id_of_one_group_can_t_both_be_assigned(org: MockedOrg) -> None:
    why = 'It is the same object as "Mac Users".'
    told = Problem("groups", "00gMacUsers000000001", why, "Keep one of them.")
    assert problems(org, rehearsal(groups=["Mac Users", "00gMacUsers000000001"])) == (told,)


def test_of_two_names_of_one_group_the_second_is_told(org: MockedOrg) -> None:
    why = 'It is the same object as "00gMacUsers000000001".'
    told = Problem("groups", "Mac Users", why, "Keep one of them.")
    assert problems(org, rehearsal(groups=["00gMacUsers000000001", "Mac Admins", "Mac Users"])) == (told,)


def test_name_and_id_of_one_group_can_t_both_be_kept_away(org: MockedOrg) -> None:
    names = ["Okta Administrators", "00gOktaAdmins0000001"]
    why = 'It is the same object as "Okta Administrators".'
    told = Problem("ropgApp.excludedGroups", "00gOktaAdmins0000001", why, "Keep one of them.")
    assert problems(org, rehearsal(ropgApp={"excludedGroups": names})) == (told,)


@pytest.mark.parametrize(
    ("assigned", "excluded"),
    [("Mac Users", "00gMacUsers000000001"), ("00gMacUsers000000001", "Mac Users")],
    ids=["name assigned, id kept away", "id assigned, name kept away"],
)
def test_a_group_can_t_be_assigned_and_kept_away_in_two_spellings(org: MockedOrg, assigned: str, excluded: str) -> None:
    told = refusal(org, rehearsal(groups=[assigned], ropgApp={"excludedGroups": [excluded]}))
    assert told == [("ropgApp.excludedGroups", "Mac Users", "Remove it from one of the two.")]


def test_every_missing_name_is_told_at_once(org: MockedOrg) -> None:
    settings = rehearsal(
        groups=["Designers", "Mac Users"],
        users=["nobody@acme.example"],
        mfaApp={"stage": "active", "zones": ["Moon"]},
    )
    assert [(key, value) for key, value, _ in refusal(org, settings)] == [
        ("groups", "Designers"),
        ("users", "nobody@acme.example"),
        ("mfaApp.zones", "Moon"),
    ]


@pytest.mark.parametrize(
    ("changes", "key"),
    [
        ({"adminGroups": ["AD Admins"]}, "adminGroups"),
        ({"groupsClaim": {"groups": ["AD Admins"], "type": "FILTER"}}, "groupsClaim.groups"),
    ],
    ids=["an admin group", "a group of the claim"],
)
def test_a_filter_can_t_carry_a_directory_s_group(org: MockedOrg, changes: dict[str, Any], key: str) -> None:
    org.add_group("AD Admins", "00gAdAdmins000000001", "APP_GROUP")
    fix = "Name a group of Okta's, or set groupsClaim.type to EXPRESSION."
    assert refusal(org, rehearsal(**changes)) == [(key, "AD Admins", fix)]


def test_an_expression_carries_a_directory_s_group(org: MockedOrg) -> None:
    org.add_group("AD Admins", "00gAdAdmins000000001", "APP_GROUP")
    claim = {"type": "EXPRESSION", "preset": "okta-and-active-directory"}
    assert found(org, rehearsal(adminGroups=["AD Admins"], groupsClaim=claim)).groups == (USERS,)
