"""Evaluates the policies that apply to an attempt: the global session policies, and the app's authentication policy."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Literal, NamedTuple

from jamf_connect_okta.simulated_org.core.org import Org
from jamf_connect_okta.simulated_org.core.store import Document
from jamf_connect_okta.simulated_org.management.policies.priorities import in_order
from jamf_connect_okta.simulated_org.policy_evaluation.assurance import Demand, next_factors, satisfied
from jamf_connect_okta.simulated_org.policy_evaluation.attempt import Attempt
from jamf_connect_okta.simulated_org.policy_evaluation.conditions import verdicts
from jamf_connect_okta.simulated_org.policy_evaluation.factors import PASSWORD, Factor
from jamf_connect_okta.simulated_org.policy_evaluation.verdicts import (
    ConditionVerdict,
    PolicyOutcome,
    PolicyVerdict,
    RuleOutcome,
    RuleVerdict,
)

# A password, whatever else: what a session rule's primary factor PASSWORD_IDP asks for.
_A_PASSWORD: Demand = {
    "type": "ASSURANCE",
    "factorMode": "1FA",
    "constraints": [{"knowledge": {"types": ["password"]}}],
}
_TWO_FACTORS: Demand = {"type": "ASSURANCE", "factorMode": "2FA"}


class Decision(NamedTuple):
    """What one kind of policy says: the policy and the rule that decided; None where no rule did."""

    kind: Literal["OKTA_SIGN_ON", "ACCESS_POLICY"]
    policy: Document | None
    rule: Document | None
    effect: Literal["allow", "deny", "can't be told"]
    demands: tuple[Demand, ...] = ()


@dataclass(frozen=True)
class Evaluation:
    """Both decisions, which count together, and everything that was considered for them."""

    session: Decision
    app: Decision
    considered: tuple[PolicyVerdict, ...]

    @property
    def demands(self) -> tuple[Demand, ...]:
        """What both policies ask for: the union counts (Okta's policy reference)."""
        return self.session.demands + self.app.demands

    @property
    def denied_by(self) -> Decision | None:
        """The decision that ends the attempt whatever the person presents, if any.

        DENY wins over what can't be told, which denies too.
        """
        decisions = (self.session, self.app)
        return next((one for effect in ("deny", "can't be told") for one in decisions if one.effect == effect), None)

    def unsatisfied(self, verified: Sequence[Factor]) -> Decision | None:
        """The first decision that asks for more than these factors."""
        for decision in (self.session, self.app):
            if not all(satisfied(demand, verified) for demand in decision.demands):
                return decision
        return None

    def next_factors(self, verified: Sequence[Factor], at_hand: Iterable[Factor]) -> list[Factor]:
        """What to ask for next of the factors at hand; nothing when no combination of them is enough."""
        return next_factors(self.demands, verified, at_hand)

    @property
    def needs_password(self) -> bool:
        """Whether a password has to establish the session."""
        return _A_PASSWORD in self.session.demands


def evaluate(org: Org, attempt: Attempt) -> Evaluation:
    """Walks the policies as they are deployed now."""
    session, considered = _session(org, attempt)
    policy = org.store.get("policy", attempt.app["policyId"])
    if policy is None or policy["document"]["status"] != "ACTIVE":
        # An app always has a policy; what an inactive one does is not recorded: here it lets nobody in.
        return Evaluation(session, Decision("ACCESS_POLICY", policy, None, "deny"), tuple(considered))
    rule, verdict = _decided(org, attempt, policy, ())
    considered.append(verdict)
    return Evaluation(session, _app_decision(policy, rule, verdict), tuple(considered))


def _session(org: Org, attempt: Attempt) -> tuple[Decision, list[PolicyVerdict]]:
    """Policies by priority, the default one last; a policy whose rules all miss falls through to the next."""
    considered = []
    for policy in in_order(org.store.find("policy", "type", "OKTA_SIGN_ON")):
        if policy["document"]["status"] != "ACTIVE":
            considered.append(
                PolicyVerdict(policy["id"], policy["document"]["name"], "OKTA_SIGN_ON", "inactive", (), ())
            )
            continue
        asked = verdicts(org, attempt, policy["document"]["conditions"])
        if not _all_hold(asked):
            name = policy["document"]["name"]
            considered.append(PolicyVerdict(policy["id"], name, "OKTA_SIGN_ON", "no match", asked, ()))
            continue
        rule, verdict = _decided(org, attempt, policy, asked)
        considered.append(verdict)
        if verdict.outcome == "can't be told":
            return Decision("OKTA_SIGN_ON", policy, rule, "can't be told"), considered
        if rule is not None:
            return _session_decision(policy, rule), considered
    # An org's default rule has no conditions, so this is an org whose default policy was tampered with.
    return Decision("OKTA_SIGN_ON", None, None, "deny"), considered


def _decided(
    org: Org, attempt: Attempt, policy: Document, asked: tuple[ConditionVerdict, ...]
) -> tuple[Document | None, PolicyVerdict]:
    """The first rule whose conditions all hold, and the trace up to it."""
    looked_at: list[RuleVerdict] = []
    document = policy["document"]
    for rule in in_order(org.store.find("rule", "policyId", policy["id"])):
        conditions: tuple[ConditionVerdict, ...] = ()
        if rule["document"]["status"] != "ACTIVE":
            outcome: RuleOutcome = "inactive"
        else:
            conditions = verdicts(org, attempt, rule["document"]["conditions"])
            outcome = _outcome(conditions)
        looked_at.append(RuleVerdict(rule["id"], rule["document"]["name"], outcome, conditions))
        if outcome in ("match", "can't be told"):
            found: PolicyOutcome = "match" if outcome == "match" else "can't be told"
            trace = PolicyVerdict(policy["id"], document["name"], policy["type"], found, asked, tuple(looked_at))
            return rule, trace
    return None, PolicyVerdict(
        policy["id"], document["name"], policy["type"], "no rule matched", asked, tuple(looked_at)
    )


def _outcome(conditions: tuple[ConditionVerdict, ...]) -> RuleOutcome:
    if _all_hold(conditions):
        return "match"
    return "no match" if any(one.holds is False for one in conditions) else "can't be told"


def _all_hold(conditions: tuple[ConditionVerdict, ...]) -> bool:
    return all(one.holds for one in conditions)


def _session_decision(policy: Document, rule: Document) -> Decision:
    sign_on: dict[str, Any] = rule["document"]["actions"]["signon"]
    if sign_on["access"] == "DENY":
        return Decision("OKTA_SIGN_ON", policy, rule, "deny")
    if sign_on["access"] == "CHALLENGE":
        # Factor sequences of Classic Engine; Identity Engine has no use for them.
        return Decision("OKTA_SIGN_ON", policy, rule, "can't be told")
    demands = []
    if sign_on["primaryFactor"] == "PASSWORD_IDP":
        demands.append(_A_PASSWORD)
    if sign_on["requireFactor"]:
        demands.append(_TWO_FACTORS)
    return Decision("OKTA_SIGN_ON", policy, rule, "allow", tuple(demands))


def _app_decision(policy: Document, rule: Document | None, verdict: PolicyVerdict) -> Decision:
    if verdict.outcome == "can't be told":
        return Decision("ACCESS_POLICY", policy, rule, "can't be told")
    if rule is None or rule["document"]["actions"]["appSignOn"]["access"] == "DENY":
        return Decision("ACCESS_POLICY", policy, rule, "deny")
    return Decision(
        "ACCESS_POLICY", policy, rule, "allow", (rule["document"]["actions"]["appSignOn"]["verificationMethod"],)
    )


PASSWORD_ALONE = (PASSWORD,)
"""All that ROPG can present."""
