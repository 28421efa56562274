"""What a stack may say about Jamf Connect, and what it is told where that would trip people up."""

from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from components.problems import StackProblemsError

from .any_jamf_connect import MISTAKES, VALID, Mistake
from .stacks import prod, refusal_of_prod

QUICK = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow], derandomize=True)


@QUICK
@given(section=VALID, admin_groups=st.sampled_from([[], ["Mac Admins"]]), stage=st.sampled_from(["absent", "active"]))
def test_any_valid_section_is_accepted(section: dict[str, Any], admin_groups: list[str], stage: str) -> None:
    prod(adminGroups=admin_groups, mfaApp={"stage": stage}, jamfConnect=section)


@pytest.mark.parametrize("mistake", MISTAKES.values(), ids=list(MISTAKES))
@settings(parent=QUICK, max_examples=15)
@given(section=VALID)
def test_any_section_is_refused_with(mistake: Mistake, section: dict[str, Any]) -> None:
    key, spoil = mistake
    with pytest.raises(StackProblemsError) as refused:
        prod(jamfConnect=spoil(section))
    assert f"jamfConnect.{key}" in {problem.key for problem in refused.value.problems}


@pytest.mark.parametrize("mistake", MISTAKES.values(), ids=list(MISTAKES))
def test_one_mistake_is_told_once(mistake: Mistake) -> None:
    key, spoil = mistake
    told = [key for key, _, _ in refusal_of_prod(jamfConnect=spoil({"createJamfConnectPassword": False}))]
    assert told == [f"jamfConnect.{key}"]


SWAPPED: dict[str, tuple[dict[str, Any], list[str]]] = {
    "the claim among the admin groups": ({"adminGroups": ["groups"]}, ["adminGroups"]),
    "another claim among the admin groups": ({"adminGroups": ["Roles"]}, ["adminGroups"]),
    "a claim that is named like an admin group": (
        {"adminGroups": ["Mac Admins"], "groupsClaim": {"name": "Mac Admins"}},
        ["adminGroups", "groupsClaim.name"],
    ),
    "a claim that is named like a group": (
        {"adminGroups": ["Mac Admins"], "groupsClaim": {"name": "mac users"}},
        ["groupsClaim.name"],
    ),
}


@pytest.mark.parametrize(("changes", "keys"), SWAPPED.values(), ids=list(SWAPPED))
def test_claim_and_group_that_are_swapped_are_refused(changes: dict[str, Any], keys: list[str]) -> None:
    assert [key for key, _, _ in refusal_of_prod(**changes)] == keys


def test_the_groups_scope_is_asked_for_exactly_with_a_groups_claim() -> None:
    assert "groups" not in prod().scopes.split()
    assert "groups" in prod(adminGroups=["Mac Admins"]).scopes.split()


def test_a_secret_among_the_extra_keys_is_not_told() -> None:
    for extra in (
        {"OIDCClientSecret": "hush"},
        {"Any": {"SECRET_KEY": "hush"}},
        {"API_KEY": "hush"},
        {"AllowNetworkSelection": "hush"},
    ):
        with pytest.raises(StackProblemsError) as refused:
            prod(jamfConnect={"extraLoginKeys": extra})
        assert "hush" not in str(refused.value)


@pytest.mark.parametrize(
    "extra",
    [{"RequireThePassword": True}, {"PasswordHelpURL": "https://help.acme.example"}, {"TokenLifetime": 5}],
    ids=str,
)
def test_what_is_about_a_secret_is_none(extra: dict[str, Any]) -> None:
    assert prod(jamfConnect={"extraLoginKeys": extra}).jamf_connect.extra_login_keys == extra


def test_second_accounts_follow_a_groups_claim() -> None:
    section = {"extraLoginKeys": {"OIDCSecondaryAccess": ["Mac Users"]}}
    prod(groupsClaim={"type": "FILTER", "groups": ["Mac Users"]}, jamfConnect=section)
