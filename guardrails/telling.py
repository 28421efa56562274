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


def failure(rule: Rule, error: Exception) -> str:
    """What is said, at the rule's own level, where the rule can't cope with what a stack holds."""
    return (
        f"The rule {rule.id} itself failed, with {type(error).__name__}: {error}. Nothing is known about what it "
        "looks at.\nCompare that by hand, set the rule to advisory or disabled in the pack's configuration, and report "
        "the error."
    )


_WHEN = {
    Moment.BEFORE_THE_APP: "The rule will speak before this app is touched, when other objects in the org will already "
    "have changed.",
    Moment.AFTER_EVERYTHING: "The rule will speak at the end of the deployment, when the org will "
    "already have changed.",
}
