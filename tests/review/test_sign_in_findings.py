"""What is made of the same sign-in before and after."""

from typing import Any

import pytest

from jamf_connect_okta.review.facts import SignIn
from jamf_connect_okta.review.risk import Risk
from jamf_connect_okta.review.sign_in_findings import changes, sign_in_findings

KEY = ("an expectation", "alice@acme.example", "menu bar")


def sign_in(result: str, **facts: Any) -> SignIn:
    given = {"title": "Passwords", "place": "signins/dev.yaml:1", "promised": True, "request": "menu bar"}
    given |= {"login": "alice@acme.example", "reason": "", "why": "", "prompts": (), "claims": {}, "differences": ()}
    return SignIn(**{**given, **facts, "result": result})


IN, OUT = sign_in("allowed"), sign_in("denied", differences=("must be allowed, is denied",))
KEPT_OUT = sign_in("denied", promised=False, reason="not_assigned")
SLIPPED_IN = sign_in("allowed", promised=False, differences=("must be denied, is allowed",))
OTHER_REASON = sign_in("denied", promised=False, reason="locked_out", differences=("must be denied for …",))
OTHER_PROMPTS = sign_in("allowed", prompts=("password", "sms"))
WRONG_PROMPTS = sign_in("allowed", prompts=("password", "sms"), differences=("must be asked for password",))


@pytest.mark.parametrize(
    ("before", "after", "risk", "words"),
    [
        (IN, OUT, Risk.HIGH, "Can't sign in"),
        (None, OUT, Risk.HIGH, "Can't sign in"),
        (KEPT_OUT, SLIPPED_IN, Risk.HIGH, "Gets in and must be kept out"),
        (IN, WRONG_PROMPTS, Risk.HIGH, "Signs in otherwise than expected"),
        (KEPT_OUT, OTHER_REASON, Risk.MEDIUM, "Kept out for another reason than expected"),
        (OUT, OUT, Risk.MEDIUM, "Not as expected, as before"),
        (IN, OTHER_PROMPTS, Risk.MEDIUM, "Meets something else, as the expectations allow"),
        (OUT, IN, Risk.LOW, "As expected again"),
    ],
)
def test_a_change_is_one_finding(before: SignIn | None, after: SignIn, risk: Risk, words: str) -> None:
    (finding,) = sign_in_findings(changes({KEY: before} if before else {}, {KEY: after}))
    assert finding.risk is risk
    assert finding.text.startswith(f"{words}: alice@acme.example (Passwords, signins/dev.yaml:1)")


@pytest.mark.parametrize("same", [IN, KEPT_OUT])
def test_what_stays_as_expected_is_no_finding(same: SignIn) -> None:
    assert list(sign_in_findings(changes({KEY: same}, {KEY: same}))) == []


def test_other_words_for_the_same_reason_are_no_difference() -> None:
    renamed = sign_in("denied", promised=False, reason="not_assigned", why="'New label' is not assigned")
    assert list(sign_in_findings(changes({KEY: KEPT_OUT}, {KEY: renamed}))) == []


def test_an_expectation_of_the_other_design_is_no_finding() -> None:
    assert list(sign_in_findings(changes({KEY: IN}, {}))) == []
