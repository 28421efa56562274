"""Writes decisions about sign-ins into the org's log."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from jamf_connect_okta.simulated_org.core.api import Call
from jamf_connect_okta.simulated_org.core.sign_in_log import SignInEntry
from jamf_connect_okta.simulated_org.policy_evaluation import words
from jamf_connect_okta.simulated_org.policy_evaluation.evaluation import Evaluation
from jamf_connect_okta.simulated_org.policy_evaluation.words import Reason
from jamf_connect_okta.simulated_org.sign_in.attempts import address_of


def record_allowed(
    call: Call, flow: str, client_id: str, login: str, factors: Sequence[str], evaluation: Evaluation | None
) -> None:
    """Somebody got in, with these factors."""
    entry = _entry(call, flow, client_id, login, "allowed", evaluation)
    call.org.sign_ins.add(replace(entry, factors=tuple(factors)))


def record_denied(
    call: Call, flow: str, client_id: str, login: str, reason: Reason, evaluation: Evaluation | None = None
) -> None:
    """Somebody did not get in."""
    entry = _entry(call, flow, client_id, login, "denied", evaluation)
    call.org.sign_ins.add(replace(entry, reason=reason.code, words=reason.words))


def _entry(
    call: Call, flow: str, client_id: str, login: str, outcome: str, evaluation: Evaluation | None
) -> SignInEntry:
    return SignInEntry(
        request_id=call.request_id,
        time=call.org.now(),
        flow=flow,
        client_id=client_id,
        login=login,
        address=address_of(call),
        outcome=outcome,
        considered=words.shown(call.org, evaluation.considered) if evaluation else (),
    )
