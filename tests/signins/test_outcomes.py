"""What differs between what must happen and what does."""

from __future__ import annotations

from typing import Any

from jamf_connect_okta.signins.outcomes import Outcome, differences

from .conftest import written


def differing(outcome: Outcome, **entry: Any) -> list[str]:
    return list(differences(written(**entry).expectation, outcome))


def test_the_right_outcome_differs_in_nothing() -> None:
    assert differing(Outcome("allowed"), then="allowed") == []


def test_a_denial_without_a_reason_takes_any() -> None:
    assert differing(Outcome("denied", reason="locked_out"), then="denied") == []


def test_another_reason_is_a_difference() -> None:
    outcome = Outcome("denied", reason="locked_out")
    assert differing(outcome, then="denied", because="wrong_password") == [
        "must be denied for wrong_password, is denied for locked_out"
    ]


def test_prompts_are_compared_in_their_order() -> None:
    outcome = Outcome("allowed", prompts=("push", "password"))
    assert differing(outcome, app="MFA", prompts=["password", "push"]) == [
        "must be asked for password, push, is asked for push, password"
    ]


def test_prompts_that_nothing_is_said_about_may_be_any() -> None:
    assert differing(Outcome("allowed", prompts=("password",)), app="MFA") == []


def test_an_empty_list_of_prompts_means_none() -> None:
    assert differing(Outcome("allowed", prompts=("password",)), app="MFA", prompts=[]) == [
        "must be asked for nothing, is asked for password"
    ]


def test_a_claim_is_compared_by_what_it_contains_and_lacks() -> None:
    outcome = Outcome("allowed", claims={"groups": ["Mac Users", "Mac Admins"]})
    assert differing(outcome, claims={"groups": {"contains": "Mac Users", "lacks": "Contractors"}}) == []
    assert differing(outcome, claims={"groups": {"contains": "Contractors", "lacks": "Mac Admins"}}) == [
        "claim groups must contain 'Contractors', is ['Mac Users', 'Mac Admins']",
        "claim groups must not contain 'Mac Admins'",
    ]


def test_a_claim_that_is_not_there_lacks_everything() -> None:
    assert differing(Outcome("allowed"), claims={"groups": {"lacks": "Mac Admins"}}) == []
    assert differing(Outcome("allowed"), claims={"groups": {"is": ["Mac Admins"]}}) == [
        "claim groups must be ['Mac Admins'], is not there"
    ]


def test_a_claim_may_be_required_to_be_absent() -> None:
    outcome = Outcome("allowed", claims={"groups": ["Mac Users"]})
    assert differing(Outcome("allowed"), claims={"groups": {"is": None}}) == []
    assert differing(outcome, claims={"groups": {"is": None}}) == ["claim groups must be None, is ['Mac Users']"]
