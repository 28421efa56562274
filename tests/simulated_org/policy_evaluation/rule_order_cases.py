"""Hand-made cases about which rule of an app's policy decides."""

from __future__ import annotations

from .cases import DEFAULT, MATCH, MISS, PASSWORD_ONLY, UNKNOWN, Case, Outcome, app_rule, denied, password_rule
from .plans import Rule

_EVALUATION = "Okta's policy concept: evaluation order"
_EXPRESSION = {"condition": "user.profile.department == 'IT'"}


def _in_order(fact: str, source: str, outcome: Outcome, *rules: Rule) -> Case:
    return Case(fact, source, outcome, app=rules)


CASES = [
    password_rule(
        "a custom expression can't be told", "inferred: it is not evaluated", UNKNOWN, elCondition=_EXPRESSION
    ),
    password_rule(
        "a custom expression is not asked where another condition misses",
        "Okta's API: all conditions of a rule must hold",
        MISS,
        elCondition=_EXPRESSION,
        riskScore={"level": "HIGH"},
    ),
    _in_order(
        "a custom expression below the rule that matches is not asked",
        _EVALUATION,
        MATCH,
        app_rule(),
        app_rule("Expression", conditions={"elCondition": _EXPRESSION}),
    ),
    password_rule(
        "a condition of no known kind can't be told",
        "inferred: whatever Okta adds may hold or not",
        UNKNOWN,
        planted={"somethingNew": {"include": ["x"]}},
    ),
    _in_order(
        "the rule of priority 0 comes before all others",
        "recorded: priority 0 is kept",
        denied(DEFAULT, "No"),
        app_rule(priority=1),
        app_rule("No", access="DENY", priority=0),
    ),
    _in_order(
        "the rule of priority 98 comes before the catch-all rule",
        "recorded: priority 98 is kept, the catch-all rule has 99",
        MATCH,
        app_rule(priority=98),
    ),
    _in_order(
        "a rule that moves to a taken priority comes first",
        "recorded: the older rule moves down",
        denied(DEFAULT, "No"),
        app_rule(priority=5),
        app_rule("No", access="DENY", priority=5),
    ),
    _in_order(
        "an inactive rule is passed over",
        "inferred from the lifecycle of rules",
        MATCH,
        app_rule("No", access="DENY", active=False),
        app_rule(),
    ),
    _in_order(
        "a rule that denies does so although a password would satisfy it",
        "recorded: DENY rules keep their verificationMethod",
        denied(DEFAULT, "No"),
        app_rule("No", PASSWORD_ONLY, access="DENY"),
        app_rule(),
    ),
]
