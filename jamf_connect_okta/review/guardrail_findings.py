"""What the guardrails say to the proposal that they did not say to the base."""

from collections.abc import Iterator

from jamf_connect_okta.review.facts import Objection
from jamf_connect_okta.review.risk import Finding, Risk, Subject

Objections = tuple[Objection, ...] | None


def guardrail_findings(base: Objections, head: Objections, by_base: Objections) -> Iterator[Finding]:
    """The findings; `by_base` is what the base's own guardrails say to the proposal, where they are others."""
    if by_base is not None:
        silent = [one for one in by_base if not any(other.rule == one.rule for other in head or ())]
        for one in silent:
            risk = Risk.HIGH if one.mandatory else Risk.MEDIUM
            yield Finding(risk, Subject.PROOF, f"The base's guardrail objects, the proposal's does not: {_told(one)}")
    if head is None:
        if base is not None:
            yield Finding(
                Risk.HIGH, Subject.PROOF, "The proposal is without guardrails of its own: only the base's judged it."
            )
        return
    for one in head:
        known = any(other.rule == one.rule and other.message == one.message for other in base or ())
        if not known:
            yield Finding(Risk.HIGH if one.mandatory else Risk.MEDIUM, Subject.GUARDRAILS, _told(one))
        elif one.mandatory:
            yield Finding(Risk.MEDIUM, Subject.GUARDRAILS, f"As before: {_told(one)}")


def _told(objection: Objection) -> str:
    stops = ", which stops a deployment" if objection.mandatory else ""
    return f"`{objection.rule}`{stops}: {' '.join(objection.message.split())}"
