"""Where somebody stands in a sign-in: looked up in the org for the flow to judge."""

from __future__ import annotations

from typing import NamedTuple

from jamf_connect_okta.simulated_org.core.api import Call
from jamf_connect_okta.simulated_org.core.store import Document
from jamf_connect_okta.simulated_org.policy_evaluation.addresses import blocking_zone
from jamf_connect_okta.simulated_org.policy_evaluation.evaluation import Evaluation, evaluate
from jamf_connect_okta.simulated_org.policy_evaluation.factors import FACTORS
from jamf_connect_okta.simulated_org.policy_evaluation.words import Reason
from jamf_connect_okta.simulated_org.sign_in.attempts import address_of, attempt_of, is_assigned
from jamf_connect_okta.simulated_org.sign_in.factors.at_hand import factors_at_hand, factors_to_set_up
from jamf_connect_okta.simulated_org.sign_in.flow import Standing, Step, step_due
from jamf_connect_okta.simulated_org.sign_in.passwords import may_sign_in


class Due(NamedTuple):
    """The step, for whom (None while nobody is known), and the evaluation that it comes from."""

    step: Step
    user: Document | None = None
    evaluation: Evaluation | None = None


def due(call: Call, transaction: Document, app: Document) -> Due:
    """What is due as the policies are deployed now, and for the address that the request comes from."""
    user = call.org.store.get("user", transaction["userId"]) if transaction["userId"] else None
    if (denied := transaction["denied"]) is not None:
        return Due(Step("denied", denial=Reason(**denied)), user)
    address = address_of(call)
    if (zone := blocking_zone(call.org, address)) is not None:
        words = f"{address} lies in the blocklist zone '{zone['document']['name']}'"
        return Due(Step("denied", denial=Reason("blocked_zone", words)), user)
    if not transaction["named"] and user is None:
        return Due(Step("username"))
    if user is None:
        # The same page for a name that nobody has.
        return Due(Step("password"))
    if not may_sign_in(user):
        return Due(_for_inactive(transaction, user), user)
    if user["document"]["credentials"]["provider"]["type"] == "FEDERATION":
        words = f"{user['login']} signs in at another identity provider, and this org has none"
        return Due(Step("denied", denial=Reason("no_password", words)), user)
    attempt = attempt_of(call, user, app)
    evaluation = evaluate(call.org, attempt)
    standing = Standing(
        evaluation=evaluation,
        assigned=is_assigned(call.org, app, attempt),
        not_assigned=f"'{app['document']['label']}' is not assigned to {user['login']}",
        verified=tuple(FACTORS[name] for name in transaction["factors"]),
        at_hand=factors_at_hand(call.org, user),
        to_set_up=factors_to_set_up(call.org, user),
        chosen=transaction["chosen"],
        setting_up=transaction["settingUp"],
        changes_password=transaction["changesPassword"],
    )
    return Due(step_due(standing), user, evaluation)


def _for_inactive(transaction: Document, user: Document) -> Step:
    """As for a stranger, until something was verified: then the account was locked or deactivated in between."""
    if not transaction["factors"] and not transaction["changesPassword"]:
        return Step("password")
    status = user["document"]["status"]
    code = "locked_out" if status == "LOCKED_OUT" else "inactive_user"
    return Step("denied", denial=Reason(code, f"{user['login']} is {status}"))
