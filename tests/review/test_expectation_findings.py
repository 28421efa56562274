"""When a proposal's expectations hold to the base's."""

from typing import Any

import pytest

from jamf_connect_okta.review.expectation_findings import covers, expectation_findings
from jamf_connect_okta.review.risk import Risk
from jamf_connect_okta.signins.expectations import Expectation
from jamf_connect_okta.signins.reading import Written

ENTRY: dict[str, Any] = {
    "promise": "The login window asks for a password and a push",
    "who": ["alice@acme.example", "ben@acme.example"],
    "app": "MFA",
    "then": "allowed",
    "prompts": ["password", "push"],
    "claims": {"groups": {"contains": ["Mac Admins"]}},
    "administrator": True,
}


def expected(**changes: Any) -> Expectation:
    entry = ENTRY | changes
    return Expectation.model_validate({key: value for key, value in entry.items() if value is not None})


@pytest.mark.parametrize(
    "changes",
    [
        {"promise": "In other words"},
        {"who": ["alice@acme.example", "ben@acme.example", "ada@acme.example"]},
        {"claims": {"groups": {"contains": ["Mac Admins", "All"], "lacks": ["Nobody"]}}},
    ],
)
def test_what_demands_as_much_is_not_weaker(changes: dict[str, Any]) -> None:
    assert covers(expected(**changes), expected())


@pytest.mark.parametrize(
    "changes",
    [
        {"who": ["alice@acme.example"]},
        {"who": {"members_of": "Mac Users"}},
        {"prompts": None},
        {"claims": None},
        {"administrator": None},
        {"administrator": False},
        {"claims": {"groups": {"lacks": ["Nobody"]}}},
        {"request": "code"},
        {"design": "one-app"},
        {"from": "VPN"},
        {"then": "denied", "claims": None, "administrator": None},
    ],
)
def test_what_demands_less_or_something_else_is_weaker(changes: dict[str, Any]) -> None:
    assert not covers(expected(**changes), expected())


def test_a_reason_that_is_no_longer_asked_for_is_weaker() -> None:
    denied = {"then": "denied", "claims": None, "prompts": None, "administrator": None}
    assert not covers(expected(**denied), expected(**denied, because="locked_out"))


def test_only_what_somebody_wrote_can_be_taken_away() -> None:
    by_hand, articles = Written(expected(), "signins/dev.yaml", 3), Written(expected(), "the article")
    assert [finding.risk for finding in expectation_findings([by_hand], [])] == [Risk.MEDIUM]
    assert list(expectation_findings([articles], [])) == []


def test_a_weakened_expectation_is_told_from_a_removed_one() -> None:
    base = [Written(expected(), "signins/dev.yaml", 3)]
    (weakened,) = expectation_findings(base, [Written(expected(prompts=None), "signins/dev.yaml", 3)])
    (removed,) = expectation_findings(base, [])
    assert weakened.text.startswith("Expectation weakened: the promise 'The login window asks")
    assert removed.text.startswith("Expectation removed: the promise 'The login window asks")
