"""Which step of a sign-in is due: pure, from what the policies say and what the person has verified."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal, NamedTuple

from jamf_connect_okta.simulated_org.policy_evaluation import words
from jamf_connect_okta.simulated_org.policy_evaluation.evaluation import Evaluation
from jamf_connect_okta.simulated_org.policy_evaluation.factors import PASSWORD, Factor
from jamf_connect_okta.simulated_org.policy_evaluation.words import Reason

StepName = Literal[
    "username",
    "password",
    "change-password",
    "select-factor",
    "code",
    "push",
    "answer",
    "security-key",
    "enroll-factor",
    "enroll-code",
    "denied",
    "finished",
]

OUT_OF_REACH = ("webauthn", "signed_nonce")
"""Factors of a device that would have to speak to the page."""

_STEPS: dict[str, StepName] = {
    "push": "push",
    "security_question": "answer",
    **dict.fromkeys(OUT_OF_REACH, "security-key"),
}
"""How factors are asked for; by a code where nothing is said."""


class Step(NamedTuple):
    """What is due: with which factor, among which choices, or why nothing is."""

    name: StepName
    factor: Factor | None = None
    choices: tuple[Factor, ...] = ()
    denial: Reason | None = None


class Standing(NamedTuple):
    """How far somebody has come whose name and policies are known."""

    evaluation: Evaluation
    assigned: bool
    verified: tuple[Factor, ...]
    at_hand: tuple[Factor, ...]
    to_set_up: tuple[Factor, ...]
    not_assigned: str = ""
    chosen: str | None = None
    setting_up: str | None = None
    changes_password: bool = False


def step_due(standing: Standing) -> Step:
    """The step. Nobody who has verified nothing yet learns what they may not do: inferred of Okta, and the careful way.

    A password that has to be changed comes before everything that it leads to (not documented).
    """
    if standing.changes_password:
        return Step("change-password")
    if not standing.verified:
        return _first(standing)
    if not standing.assigned:
        return Step("denied", denial=Reason("not_assigned", standing.not_assigned))
    evaluation = standing.evaluation
    if (decision := evaluation.denied_by) is not None:
        return Step("denied", denial=words.denial(decision))
    if (decision := evaluation.unsatisfied(standing.verified)) is None:
        return Step("finished")
    if asked := _next_at_hand(standing):
        return _asked(standing, asked)
    if to_set_up := evaluation.next_factors(standing.verified, _all(standing)):
        return _set_up(standing, to_set_up)
    presentable = [factor.name for factor in _all(standing)]
    return Step("denied", denial=words.not_by_factors(decision, presentable))


def _first(standing: Standing) -> Step:
    """A password where no factor leads anywhere: what is wrong can be told afterwards."""
    asked = [] if standing.evaluation.denied_by else _next_at_hand(standing)
    return _asked(standing, asked) if asked else Step("password")


def _next_at_hand(standing: Standing) -> list[Factor]:
    """What to ask for next: on a way with the person's factors alone, or else on one where another is set up later."""
    evaluation, verified = standing.evaluation, standing.verified
    if asked := evaluation.next_factors(verified, standing.at_hand):
        return asked
    return [factor for factor in evaluation.next_factors(verified, _all(standing)) if factor in standing.at_hand]


def _all(standing: Standing) -> tuple[Factor, ...]:
    return (*standing.at_hand, *standing.to_set_up)


def _asked(standing: Standing, factors: Sequence[Factor]) -> Step:
    if PASSWORD in factors:
        return Step("password")
    chosen = factors[0] if len(factors) == 1 else _named(factors, standing.chosen)
    if chosen is None:
        return Step("select-factor", choices=tuple(factors))
    return Step(_STEPS.get(chosen.name, "code"), chosen, tuple(factors))


def _set_up(standing: Standing, factors: Sequence[Factor]) -> Step:
    chosen = _named(factors, standing.setting_up)
    return Step("enroll-code" if chosen else "enroll-factor", chosen, tuple(factors))


def _named(factors: Sequence[Factor], name: str | None) -> Factor | None:
    return next((factor for factor in factors if factor.name == name), None)
