"""Moves a sign-in on: takes in answered pushes, asks for the factor that is due, writes down what is decided."""

from __future__ import annotations

from typing import NamedTuple

from jamf_connect_okta.simulated_org.core.api import Call
from jamf_connect_okta.simulated_org.core.store import Document
from jamf_connect_okta.simulated_org.policy_evaluation.words import Reason
from jamf_connect_okta.simulated_org.sign_in import transactions
from jamf_connect_okta.simulated_org.sign_in.factors import pushes, sent_codes
from jamf_connect_okta.simulated_org.sign_in.flow import OUT_OF_REACH
from jamf_connect_okta.simulated_org.sign_in.records import record_allowed, record_denied
from jamf_connect_okta.simulated_org.sign_in.standing import Due, due

_PUSH_REFUSED = "You have chosen to reject this login."


class Progress(NamedTuple):
    """The transaction as it is now, what is due, and the push that was answered with no, in words."""

    transaction: Document
    due: Due
    refusal: str | None = None


def move_on(call: Call, transaction: Document, app: Document) -> Progress:
    """As far as it goes without a word from the person."""
    now = Progress(transaction, due(call, transaction, app))
    now = _with_push(call, now, app)
    _decide(call, now, app)
    return now._replace(transaction=_asked(call, now))


def _with_push(call: Call, now: Progress, app: Document) -> Progress:
    # A push that was not asked for since the person came to this step was for somebody who started over.
    if now.due.step.name != "push" or now.transaction["asked"] != "push":
        return now
    push = pushes.latest(call.org, now.transaction)
    if push is None or push["state"] == "waiting":
        return now
    if push["state"] == "approved":
        transaction = transactions.verified(call.org, now.transaction, "push")
        return Progress(transaction, due(call, transaction, app))
    if not push["told"]:
        _deny(call, now, app, Reason("factor_refused", f"{push['login']} answered the push with no"))
        pushes.tell(call.org, push)
    return now._replace(refusal=_PUSH_REFUSED)


def _decide(call: Call, now: Progress, app: Document) -> None:
    step, transaction = now.due.step, now.transaction
    if step.name == "finished":
        login = now.due.user["login"] if now.due.user else ""
        factors = transaction["factors"]
        record_allowed(call, transactions.FLOW, app["clientId"], login, factors, now.due.evaluation)
        transactions.finish(call.org, transaction)
    elif step.denial is not None and transaction["denied"] is None:
        _deny(call, now, app, step.denial)
        transactions.change(call.org, transaction, denied=step.denial._asdict())
    elif step.factor is not None and step.factor.name != transaction["asked"] and _is_dead_end(now.due):
        _deny(call, now, app, Reason("no_factor", f"{step.factor.words} is out of the sign-in page's reach"))


def _is_dead_end(now: Due) -> bool:
    return now.step.name == "security-key" and all(factor.name in OUT_OF_REACH for factor in now.step.choices)


def _deny(call: Call, now: Progress, app: Document, reason: Reason) -> None:
    login = now.due.user["login"] if now.due.user else now.transaction["login"]
    record_denied(call, transactions.FLOW, app["clientId"], login, reason, now.due.evaluation)


def _asked(call: Call, now: Progress) -> Document:
    """Sends what the step needs, once; choosing the factor again sends again."""
    (step, user, _), transaction = now.due, now.transaction
    if user is None or step.factor is None or step.factor.name == transaction["asked"]:
        return transaction
    if step.factor.name in sent_codes.SENT:
        sent_codes.send(call.org, transaction, user, step.factor)
    elif step.name == "push":
        pushes.send(call.org, transaction, user)
    return transactions.change(call.org, transaction, asked=step.factor.name)
