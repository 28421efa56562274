"""What an answer to the step that is due comes to."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import NamedTuple

from jamf_connect_okta.simulated_org.core.api import Call
from jamf_connect_okta.simulated_org.core.store import Document
from jamf_connect_okta.simulated_org.policy_evaluation.factors import Factor
from jamf_connect_okta.simulated_org.policy_evaluation.words import Reason
from jamf_connect_okta.simulated_org.sign_in import new_passwords, transactions
from jamf_connect_okta.simulated_org.sign_in.factors import app_codes, at_hand, security_answers, sent_codes
from jamf_connect_okta.simulated_org.sign_in.flow import StepName
from jamf_connect_okta.simulated_org.sign_in.passwords import (
    PasswordRefusedError,
    check_password,
    password_settings,
    person_named,
)
from jamf_connect_okta.simulated_org.sign_in.records import record_denied
from jamf_connect_okta.simulated_org.sign_in.standing import Due

Fields = Mapping[str, str]

MOST_WRONG_ANSWERS = 5
"""As many one-time codes as Okta lets somebody try; that the sign-in then ends is not recorded."""

_BLANK = "This field cannot be left blank"
_UNABLE = "Unable to sign in"
_LOCKED = "Your account is locked. Please contact your administrator."
_WRONG_CODE = "Your code doesn't match our records. Please try again."
_WRONG_ANSWER = "Your answer doesn't match our records. Please try again."


class Answered(NamedTuple):
    """The transaction after an answer, and what to tell when the answer was no good."""

    transaction: Document
    alert: str | None = None


class _Answer(NamedTuple):
    call: Call
    transaction: Document
    app: Document
    due: Due
    fields: Fields

    @property
    def user(self) -> Document:
        assert self.due.user is not None  # noqa: S101 - every step but the first two is some user's
        return self.due.user

    @property
    def factor(self) -> Factor:
        assert self.due.step.factor is not None  # noqa: S101 - of the steps that ask for one
        return self.due.step.factor

    def changed(self, **changes: object) -> Answered:
        return Answered(transactions.change(self.call.org, self.transaction, **changes))

    def verified(self, factor: str) -> Answered:
        return Answered(transactions.verified(self.call.org, self.transaction, factor))


def answered(call: Call, transaction: Document, app: Document, due: Due, fields: Fields) -> Answered:
    """Takes the answer to the step that is due; what belongs to another step (the browser's Back) changes nothing."""
    if "restart" in fields:
        return Answered(transactions.start_over(call.org, transaction))
    name = due.step.name
    given = _Answer(call, transaction, app, due, fields)
    if "factor" in fields and due.step.choices:
        return _choose(given)
    if name not in _FIELDS or _FIELDS[name] not in fields:
        return Answered(transaction)
    if not fields[_FIELDS[name]].strip():
        return Answered(transaction, _BLANK)
    return _HANDLERS[name](given)


def _username(given: _Answer) -> Answered:
    username = given.fields["username"].strip()
    user = person_named(given.call.org, username)
    return given.changed(login=username, named=True, userId=user["id"] if user else None)


def _password(given: _Answer) -> Answered:
    call, transaction = given.call, given.transaction
    try:
        check_password(call.org, given.due.user, transaction["login"], given.fields["password"])
    except PasswordRefusedError as error:
        if error.reason.code == "password_expired":
            return given.changed(changesPassword=True)
        _record(given, error.reason)
        shows = password_settings(call.org)["lockout"]["showLockoutFailures"]
        return Answered(transaction, _LOCKED if shows and error.reason.code == "locked_out" else _UNABLE)
    return given.verified("password")


def _new_password(given: _Answer) -> Answered:
    org, password = given.call.org, given.fields["new_password"]
    if missed := new_passwords.problems(org, given.user, password):
        return Answered(given.transaction, f"Password requirements were not met: {', '.join(missed)}")
    if given.fields.get("repeat_password") != password:
        return Answered(given.transaction, "New passwords must match")
    new_passwords.set_password(org, given.user, password)
    changed = transactions.change(org, given.transaction, changesPassword=False)
    return Answered(transactions.verified(org, changed, "password"))


def _choose(given: _Answer) -> Answered:
    """Another factor, the same one again (which sends again), or with no name: the choice itself."""
    name = given.fields["factor"] or None
    if name is not None and name not in {factor.name for factor in given.due.step.choices}:
        return Answered(given.transaction)
    field = "settingUp" if given.due.step.name in ("enroll-factor", "enroll-code") else "chosen"
    return given.changed(**{field: name}, asked=None)


def _code(given: _Answer) -> Answered:
    return given.verified(given.factor.name) if _is_code(given) else _wrong(given, _WRONG_CODE)


def _set_up_code(given: _Answer) -> Answered:
    if not _is_code(given):
        return _wrong(given, _WRONG_CODE)
    at_hand.enroll(given.call.org, given.user, given.factor)
    return given.verified(given.factor.name)


def _security_answer(given: _Answer) -> Answered:
    if security_answers.is_answer(given.call.org, given.user, given.fields["answer"]):
        return given.verified(given.factor.name)
    return _wrong(given, _WRONG_ANSWER)


def _is_code(given: _Answer) -> bool:
    org, code = given.call.org, "".join(given.fields["code"].split())
    if given.factor.name in sent_codes.SENT:
        return sent_codes.is_code(org, given.transaction, code)
    return app_codes.is_code(org, given.user["id"], given.factor, code)


def _wrong(given: _Answer, alert: str) -> Answered:
    wrong = given.transaction["wrongAnswers"] + 1
    reason = Reason("factor_refused", f"Not {given.factor.words} (wrong answer {wrong} of {MOST_WRONG_ANSWERS})")
    if wrong < MOST_WRONG_ANSWERS:
        _record(given, reason)
        return given.changed(wrongAnswers=wrong)._replace(alert=alert)
    sent_codes.forget(given.call.org, given.transaction)
    _record(given, reason)
    return given.changed(denied=reason._asdict())


def _record(given: _Answer, reason: Reason) -> None:
    call, login = given.call, given.user["login"] if given.due.user else given.transaction["login"]
    record_denied(call, transactions.FLOW, given.app["clientId"], login, reason, given.due.evaluation)


_FIELDS: dict[StepName, str] = {
    "username": "username",
    "password": "password",
    "change-password": "new_password",
    "code": "code",
    "answer": "answer",
    "enroll-code": "code",
}
_HANDLERS: dict[StepName, Callable[[_Answer], Answered]] = {
    "username": _username,
    "password": _password,
    "change-password": _new_password,
    "code": _code,
    "answer": _security_answer,
    "enroll-code": _set_up_code,
}
