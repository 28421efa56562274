"""What the rules for the policies of both apps say."""

from typing import Any

from guardrails import facts
from guardrails.facts import UNKNOWN, Resource
from guardrails.jamf_connect import CATCH_ALL

from .cases import breaks, passes, waits
from .hand_made import GONE, hand_made, resource
from .policies import rule, rules

_SHARED = hand_made(window={"authenticationPolicy": "check-policy-id"})
_ASSIGNED = resource("assignment", facts.POLICY_OF_APP, {"appId": "check-id", "policyId": "check-policy-id"})
_REASSIGNED = resource("assignment", facts.POLICY_OF_APP, {"appId": "check-id", "policyId": "window-policy-id"})
_OF_TWO = resource(
    "check",
    facts.APP,
    {"label": "Jamf Connect", "authenticationPolicy": UNKNOWN, "grantTypes": ["password"]},
    links={
        "authenticationPolicy": frozenset(
            f"urn:pulumi:other::team::{facts.POLICY}::{name}" for name in ("check-policy", "window-policy")
        )
    },
)

_SECOND = {"priority": 2}


def denial(policy: str, **inputs: Any) -> Resource:
    """A rule that comes before the second one of a policy."""
    return rule("no", policy, **{"access": "DENY", "priority": 1, **inputs})


def session_denial(connection: str) -> Resource:
    inputs = {"policyId": "session-id", "name": "No", "access": "DENY", "priority": 1, "networkConnection": connection}
    return resource("no", facts.SESSION_RULE, inputs)


CASES = [
    passes("policy-explicit", "each app names one"),
    passes(
        "policy-explicit", "it is created in the same deployment", hand_made(check={"authenticationPolicy": UNKNOWN})
    ),
    passes(
        "policy-explicit",
        "it is assigned by a resource of its own",
        hand_made(_ASSIGNED, check={"authenticationPolicy": GONE}),
    ),
    breaks("policy-explicit", "an app names none", "check", hand_made(check={"authenticationPolicy": GONE})),
    breaks("policy-explicit", "an app wants none", "check", hand_made(check={"skipAuthenticationPolicy": True})),
    waits("policy-explicit", "that is not known", "check", hand_made(check={"skipAuthenticationPolicy": UNKNOWN})),
    passes("policy-not-shared", "each app has its own"),
    passes(
        "policy-not-shared",
        "an app of somebody else's follows the same",
        hand_made(resource("expenses", facts.APP, {"label": "Expenses", "authenticationPolicy": "check-policy-id"})),
    ),
    breaks("policy-not-shared", "both apps follow the same", "check-policy", _SHARED),
    breaks(
        "policy-not-shared",
        "a resource of its own assigns an app to the other's",
        "window-policy",
        hand_made(_REASSIGNED),
    ),
    waits("policy-not-shared", "an app's policy is one of two", "check", hand_made(_OF_TWO)),
    passes("catch-all-denies", "policies are created with a denying one"),
    passes(
        "catch-all-denies",
        "the rule is declared and denies",
        hand_made(rule(CATCH_ALL, "check-policy", access="DENY"), check_policy={"catchAll": True}),
    ),
    breaks("catch-all-denies", "nothing is said", "check-policy", hand_made(check_policy={"catchAll": GONE})),
    breaks(
        "catch-all-denies",
        "the rule is declared and allows",
        "check-policy",
        hand_made(rule(CATCH_ALL, "check-policy"), check_policy={"catchAll": True}),
    ),
    breaks(
        "catch-all-denies",
        "the rule is declared and allows, against what the policy was created with",
        "check-policy",
        hand_made(rule(CATCH_ALL, "check-policy")),
    ),
    waits("catch-all-denies", "it is not known", "window-policy", hand_made(window_policy={"catchAll": UNKNOWN})),
    passes("rule-priorities", "rules are numbered"),
    passes("rule-priorities", "a second one has its own", hand_made(rule("second", "check-policy"))),
    passes("rule-priorities", "the catch-all rule has none", hand_made(rule(CATCH_ALL, "check-policy", priority=GONE))),
    breaks("rule-priorities", "a rule has none", "check-rule", hand_made(check_rule={"priority": GONE})),
    breaks("rule-priorities", "a rule has a 0", "session-rule", hand_made(session_rule={"priority": 0})),
    breaks(
        "rule-priorities", "two rules have the same", "second", hand_made(rule("second", "check-policy", priority=1))
    ),
    breaks(
        "rule-priorities",
        "two rules in one resource have the same",
        "check-rule, rules[1]",
        hand_made(rules({"name": "A", "priority": 1}, {"name": "B", "priority": 1})),
    ),
    waits("rule-priorities", "one is not known", "check-rule", hand_made(check_rule={"priority": UNKNOWN})),
    passes("denial-of-all-last", "nobody is denied"),
    passes("denial-of-all-last", "everybody else is denied at the end", hand_made(denial("check-policy", priority=2))),
    passes(
        "denial-of-all-last",
        "everybody else is denied by the catch-all rule, whatever its priority",
        hand_made(rule(CATCH_ALL, "check-policy", access="DENY", priority=1), check_rule=_SECOND),
    ),
    passes(
        "denial-of-all-last",
        "the rule is switched off",
        hand_made(denial("check-policy", status="INACTIVE"), check_rule=_SECOND),
    ),
    *(
        passes(
            "denial-of-all-last",
            f"{condition} says who is denied first",
            hand_made(denial("check-policy", **{condition: value}), check_rule=_SECOND),
        )
        for condition, value in (
            ("networkConnection", "ZONE"),
            ("groupsIncluded", [UNKNOWN]),
            ("deviceIsRegistered", True),
            ("riskScore", "HIGH"),
        )
    ),
    passes(
        "denial-of-all-last",
        "blocked zones are denied first in a session",
        hand_made(session_denial("ZONE"), session_rule=_SECOND),
    ),
    breaks(
        "denial-of-all-last",
        "everybody is denied first at password checks",
        "no",
        hand_made(denial("check-policy"), check_rule=_SECOND),
    ),
    breaks(
        "denial-of-all-last",
        "everybody is denied first at the login window, by conditions that mean none",
        "no",
        hand_made(
            denial(
                "window-policy", networkConnection="ANYWHERE", riskScore="ANY", groupsIncluded=[], deviceIsManaged=False
            ),
            window_rule=_SECOND,
        ),
    ),
    breaks(
        "denial-of-all-last",
        "everybody is denied between two rules that let people in",
        "no",
        hand_made(denial("check-policy", priority=2), rule("third", "check-policy", priority=3)),
    ),
    breaks(
        "denial-of-all-last",
        "the rules stand in one resource",
        "check-rule, rules[0]",
        hand_made(
            rules({"name": "No", "access": "DENY", "priority": 1}, {"name": "A", "factorMode": "1FA", "priority": 2})
        ),
    ),
    breaks(
        "denial-of-all-last",
        "everybody is denied first in a session",
        "no",
        hand_made(session_denial("ANYWHERE"), session_rule=_SECOND),
    ),
    waits(
        "denial-of-all-last",
        "the only condition is not known",
        "no",
        hand_made(denial("check-policy", groupsIncluded=UNKNOWN), check_rule=_SECOND),
    ),
    waits(
        "denial-of-all-last",
        "a priority is not known",
        "no",
        hand_made(denial("check-policy", priority=UNKNOWN), check_rule=_SECOND),
    ),
]
