"""The profile's groups, looked up in the profile's claim, decide who is an administrator of their Mac."""

from __future__ import annotations

import pytest

from jamf_connect_okta.signins.administrators import Account, Administrators
from jamf_connect_okta.signins.outcomes import Outcome, differences

from .conftest import written

BY_GROUPS = Administrators(("Mac Admins", "Helpdesk"), "groups")


@pytest.mark.parametrize(
    ("claims", "administrator"),
    [
        ({"groups": ["Mac Users", "Helpdesk"]}, True),
        ({"groups": "Mac Admins"}, True),
        ({"groups": ["Mac Users"]}, False),
        ({"groups": ["mac admins"]}, False),
        ({"groups": []}, False),
        ({"roles": ["Mac Admins"]}, False),
    ],
    ids=str,
)
def test_any_of_the_groups_will_do(claims: dict[str, object], administrator: bool) -> None:
    assert BY_GROUPS.account(claims).administrator is administrator


def test_a_profile_that_ignores_groups_makes_nobody_an_administrator() -> None:
    ignoring = Administrators(BY_GROUPS.groups, BY_GROUPS.claim, ignored=True)
    assert not ignoring.account({"groups": ["Mac Admins"]}).administrator


def test_a_profile_without_groups_makes_nobody_an_administrator() -> None:
    assert not Administrators().account({"groups": ["Mac Admins"]}).administrator


def test_the_reason_names_the_profile_s_groups_and_what_the_token_has() -> None:
    outcome = Outcome("allowed", account=Administrators(("Mac Admins",), "roles").account({"groups": ["Mac Admins"]}))
    assert list(differences(written(app="MFA", administrator=True).expectation, outcome)) == [
        "must be an administrator of their Mac, is not: "
        "OIDCAdmin names Mac Admins, and the claim roles is not in the ID token"
    ]


def test_an_administrator_that_must_be_none_is_a_difference() -> None:
    outcome = Outcome("allowed", account=Account(True, "why"))
    assert list(differences(written(app="MFA", administrator=False).expectation, outcome)) == [
        "must not be an administrator of their Mac, is: why"
    ]


def test_where_nothing_is_said_either_account_will_do() -> None:
    for administrator in (True, False):
        outcome = Outcome("allowed", account=Account(administrator, "why"))
        assert list(differences(written(app="MFA").expectation, outcome)) == []
