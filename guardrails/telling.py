"""How a finding is told to the person whose stack it is; the engine puts the rule's reason in front."""

from collections.abc import Iterable

from guardrails.rule import Deferred, Moment, Rule, Violation


def advice(rule: Rule, violation: Violation) -> str:
    """Where, what, what to do, and where that is from."""
    return f"{violation.where.name}: {violation.what}\n{rule.instead}\nSource: {rule.source}."


def deferral(rule: Rule, deferred: Iterable[Deferred]) -> str:
    """What a preview can't judge, and what the rule's verdict will come too late for."""
    missing = ", ".join(dict.fromkeys(f"{each.property} of {each.where.name}" for each in deferred))
    return f"{missing}: only Okta's answers will tell. {_WHEN[rule.moment]}"


_WHEN = {
    Moment.BEFORE_THE_APP: "The rule will speak before this app is touched, when other objects in the org will already "
    "have changed.",
    Moment.AFTER_EVERYTHING: "The rule will speak at the end of the deployment, when the org will "
    "already have changed.",
}
