"""Which step is due: from what policies ask for, what was verified and what there is to verify with."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jamf_connect_okta.simulated_org.policy_evaluation.evaluation import Decision, Evaluation
from jamf_connect_okta.simulated_org.policy_evaluation.factors import FACTORS, PASSWORD
from jamf_connect_okta.simulated_org.sign_in.flow import Standing, Step, step_due

from .conftest import mfa

PASSWORD_ALONE = {"type": "ASSURANCE", "factorMode": "1FA", "constraints": [{"knowledge": {"types": ["password"]}}]}
ANY_FACTOR = {"type": "ASSURANCE", "factorMode": "1FA"}
POLICY = {"document": {"name": "MFA"}}


def standing(method: Any, *, effect: Any = "allow", assigned: bool = True, **rest: Any) -> Standing:
    session = Decision("OKTA_SIGN_ON", POLICY, None, "allow")
    app = Decision("ACCESS_POLICY", POLICY, POLICY, effect, (method,) if effect == "allow" else ())
    verified, at_hand, to_set_up = (
        tuple(FACTORS[one] for one in rest.pop(name, "").split()) for name in ("verified", "at_hand", "to_set_up")
    )
    return Standing(Evaluation(session, app, ()), assigned, verified, at_hand, to_set_up, **rest)


def due(method: Any, **rest: Any) -> tuple[str, str]:
    """The step, and its factor or its choices."""
    step = step_due(standing(method, **rest))
    return step.name, step.factor.name if step.factor else " ".join(factor.name for factor in step.choices)


names = st.lists(st.sampled_from(sorted(FACTORS)), unique=True).map(" ".join)
methods = st.lists(st.sampled_from(["push", "totp", "sms", "email", "webauthn"]), min_size=1, unique=True).map(
    lambda chosen: mfa(*chosen)
)


@given(st.data(), methods | st.just(ANY_FACTOR) | st.just(PASSWORD_ALONE), names, names)
def test_every_way_ends_and_gets_in_only_with_what_is_asked_for(
    data: st.DataObject, method: Any, at_hand: str, to_set_up: str
) -> None:
    at = standing(method, at_hand=at_hand, to_set_up=to_set_up)
    for _ in range(2 * len(FACTORS)):
        step = step_due(at)
        if step.name in ("finished", "denied", "security-key") or (
            step.name == "password" and PASSWORD not in at.at_hand
        ):
            break
        if step.name in ("select-factor", "enroll-factor"):
            name = data.draw(st.sampled_from(step.choices)).name
            at = at._replace(chosen=name, setting_up=name)
        else:
            factor = step.factor or PASSWORD
            assert factor not in at.verified, "asked for twice"
            at = at._replace(verified=(*at.verified, factor), chosen=None, setting_up=None)
    else:
        pytest.fail("no end")
    assert (step.name == "finished") <= (at.evaluation.unsatisfied(at.verified) is None)


def test_a_password_comes_first() -> None:
    assert due(mfa("push"), at_hand="password push") == ("password", "")


def test_a_password_is_enough_where_nothing_else_is_asked_for() -> None:
    assert due(PASSWORD_ALONE, at_hand="password push", verified="password")[0] == "finished"


def test_several_factors_that_fit_are_a_choice() -> None:
    assert due(mfa("push", "totp", "sms"), at_hand="password totp push", verified="password") == (
        "select-factor",
        "totp push",
    )


def test_what_was_chosen_is_asked_for() -> None:
    assert due(mfa("push", "totp"), at_hand="password totp push", verified="password", chosen="push") == (
        "push",
        "push",
    )


def test_a_choice_that_does_not_fit_is_none() -> None:
    known = {"at_hand": "password totp push email", "verified": "password"}
    assert due(mfa("push", "totp"), **known, chosen="email") == ("select-factor", "totp push")


@pytest.mark.parametrize(
    ("factor", "step"),
    [
        ("totp", "code"),
        ("google_otp", "code"),
        ("sms", "code"),
        ("voice", "code"),
        ("email", "code"),
        ("push", "push"),
    ],
)
def test_the_only_factor_that_fits_needs_no_choice(factor: str, step: str) -> None:
    method = mfa("push", "totp", "otp", "sms", "voice", "email")
    assert due(method, at_hand=f"password {factor}", verified="password") == (step, factor)


@pytest.mark.parametrize("factor", ["webauthn", "signed_nonce"])
def test_a_device_that_has_to_speak_is_out_of_reach(factor: str) -> None:
    assert due(mfa(factor), at_hand=f"password {factor}", verified="password") == ("security-key", factor)


def test_what_is_missing_is_set_up_after_the_password() -> None:
    known = {"at_hand": "password", "to_set_up": "push totp email"}
    assert due(mfa("push", "email"), **known) == ("password", "")
    assert due(mfa("push", "email"), **known, verified="password") == ("enroll-factor", "push email")
    assert due(mfa("push", "email"), **known, verified="password", setting_up="email") == ("enroll-code", "email")


def test_nobody_sets_up_a_factor_instead_of_using_one() -> None:
    known = {"at_hand": "password sms", "to_set_up": "push totp", "verified": "password"}
    assert due(mfa("push", "sms"), **known) == ("code", "sms")


def step_by(factor: str, *then: Any) -> Any:
    """A step of a chain, and those that may follow."""
    method = {"key": FACTORS[factor].key, "method": FACTORS[factor].method}
    return {"authenticationMethods": [method], **({"next": list(then)} if then else {})}


def test_a_longer_way_with_what_there_is_comes_before_setting_up() -> None:
    chain = step_by("password", step_by("sms", step_by("email")), step_by("totp"))
    known = {"at_hand": "password sms email", "to_set_up": "totp", "verified": "password"}
    assert due({"type": "AUTH_METHOD_CHAIN", "chains": [chain]}, **known) == ("code", "sms")


def test_what_there_is_comes_before_what_is_set_up_later() -> None:
    chain = step_by("password", step_by("sms", step_by("totp")))
    known = {"at_hand": "password sms", "to_set_up": "totp", "verified": "password"}
    assert due({"type": "AUTH_METHOD_CHAIN", "chains": [chain]}, **known) == ("code", "sms")


def test_without_any_factor_that_fits_there_is_no_way() -> None:
    step = step_due(standing(mfa("webauthn"), at_hand="password sms", to_set_up="push", verified="password"))
    assert step.denial is not None
    assert (step.name, step.denial.code) == ("denied", "no_factor")
    assert step.denial.words.endswith("the person can present a password, a code by SMS, a push to Okta Verify")


def test_a_factor_may_stand_for_the_password_where_policy_lets_it() -> None:
    assert due(ANY_FACTOR, at_hand="push") == ("push", "push")
    assert due(ANY_FACTOR, at_hand="push", verified="push")[0] == "finished"


def test_a_password_that_must_be_changed_comes_before_everything() -> None:
    assert due(mfa("push"), effect="deny", assigned=False, changes_password=True)[0] == "change-password"


@pytest.mark.parametrize(
    ("against", "code"),
    [
        ({"assigned": False}, "not_assigned"),
        ({"effect": "deny"}, "app_policy"),
        ({"effect": "can't be told"}, "undecidable"),
    ],
)
def test_what_is_against_it_is_told_after_the_first_factor(against: dict[str, Any], code: str) -> None:
    assert step_due(standing(mfa("push"), at_hand="password push", **against)).name == "password"
    step = step_due(standing(mfa("push"), at_hand="password push", verified="password", **against))
    assert step.denial is not None
    assert (step.name, step.denial.code) == ("denied", code)


def test_a_missing_assignment_is_told_before_a_policy() -> None:
    step = step_due(standing(mfa("push"), verified="password", effect="deny", assigned=False))
    assert step.denial is not None
    assert step.denial.code == "not_assigned"


def test_whoever_has_nothing_is_asked_for_a_password_all_the_same() -> None:
    assert step_due(standing(mfa("push"))) == Step("password")
