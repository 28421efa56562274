"""What a session proves to an app, by the app's own policy."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from jamf_connect_okta.simulated_org.core.api import Call
from jamf_connect_okta.simulated_org.core.store import Document
from jamf_connect_okta.simulated_org.policy_evaluation.assurance import satisfied
from jamf_connect_okta.simulated_org.policy_evaluation.evaluation import Decision, Evaluation, evaluate
from jamf_connect_okta.simulated_org.policy_evaluation.factors import FACTORS
from jamf_connect_okta.simulated_org.sign_in.attempts import attempt_of, is_assigned
from jamf_connect_okta.simulated_org.sign_in.sessions import Session

_DURATION = re.compile(r"P(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:(\d+)S)?)?")
_UNITS = (86400, 3600, 60, 1)


@dataclass(frozen=True)
class Standing:
    """How far a session gets somebody.

    `verified` has the factors that need not be shown again, with the time of each; `enough` tells whether the policies
    ask for nothing else. Whether the app is assigned at all is another question.
    """

    user: Document
    evaluation: Evaluation
    is_assigned: bool
    verified: dict[str, float]
    enough: bool


def standing(call: Call, session: Session, app: Document, *, max_age: int | None, ask_again: bool) -> Standing:
    """Weighs the session. With `ask_again`, or when the person signed in longer ago than `max_age`, it counts nothing.

    Okta asks again for what was verified longer ago than the rule's `reauthenticateIn` (PT0S: every time). That each
    factor has its own time is inferred, as is that MFA of the global session policy, when it is to be asked for at
    every sign-in, is asked for once in a session.
    """
    now = call.org.clock().timestamp()
    document, user = session
    attempt = attempt_of(call, user, app)
    evaluation = evaluate(call.org, attempt)
    too_old = max_age is not None and now - document["authTime"] > max_age
    kept = {} if ask_again or too_old else dict(document["verified"])
    for_session = _recent(kept, now, _mfa_seconds(evaluation.session), only_possession=True)
    for_app = _recent(kept, now, _app_seconds(evaluation.app))
    enough = (
        evaluation.denied_by is None
        and bool(kept)
        and _meets(evaluation.session, for_session)
        and _meets(evaluation.app, for_app)
    )
    for_both = {name: time for name, time in for_app.items() if name in for_session}
    return Standing(user, evaluation, is_assigned(call.org, app, attempt), for_both, enough)


def _meets(decision: Decision, verified: dict[str, float]) -> bool:
    factors = [FACTORS[name] for name in verified]
    return all(satisfied(demand, factors) for demand in decision.demands)


def _recent(
    verified: dict[str, float], now: float, seconds: float | None, *, only_possession: bool = False
) -> dict[str, float]:
    if seconds is None:
        return verified
    return {
        name: time
        for name, time in verified.items()
        if now - time < seconds or (only_possession and FACTORS[name].factor_class != "possession")
    }


def _mfa_seconds(decision: Decision) -> float | None:
    """How long MFA counts for the session rule: its factor lifetime, where it asks once per session or device."""
    if decision.rule is None:
        return None
    sign_on = decision.rule["document"]["actions"]["signon"]
    if not sign_on["requireFactor"] or sign_on["factorPromptMode"] == "ALWAYS":
        return None
    return float(sign_on["factorLifetime"] * 60)


def _app_seconds(decision: Decision) -> float | None:
    """The shortest time that the rule sets: its own, or that of a constraint."""
    durations = [_seconds(text) for demand in decision.demands for text in _durations(demand)]
    return min(durations, default=None)


def _durations(demand: dict[str, Any]) -> Iterator[str]:
    parts = [part for constraint in demand.get("constraints") or [] for part in constraint.values()]
    inside = [part["reauthenticateIn"] for part in parts if part.get("reauthenticateIn")]
    # A constraint's own time stands in for that of the rule.
    yield from inside or ([demand["reauthenticateIn"]] if "reauthenticateIn" in demand else [])


def _seconds(duration: str) -> float:
    match = _DURATION.fullmatch(duration)
    numbers = match.groups() if match else ()
    return float(sum(int(number or 0) * unit for number, unit in zip(numbers, _UNITS, strict=False)))
