"""From the facts of a stack's two versions to findings, a level of risk, and the sentence that says it."""

from dataclasses import dataclass

from jamf_connect_okta.review.expectation_findings import expectation_findings
from jamf_connect_okta.review.facts import Deployed, StackFacts, Version
from jamf_connect_okta.review.guardrail_findings import guardrail_findings
from jamf_connect_okta.review.plan_findings import plan_findings
from jamf_connect_okta.review.profile_changes import KeyChange, key_changes, profile_findings
from jamf_connect_okta.review.risk import Finding, Risk, Subject, highest, in_order
from jamf_connect_okta.review.sentence import sentence
from jamf_connect_okta.review.settings_findings import settings_findings
from jamf_connect_okta.review.sign_in_findings import Change, changes, sign_in_findings


@dataclass(frozen=True)
class Judged:
    """A stack's facts, and what they come to."""

    facts: StackFacts
    findings: tuple[Finding, ...]
    sign_ins: tuple[Change, ...]
    keys: tuple[KeyChange, ...]
    sentence: str

    @property
    def risk(self) -> Risk:
        """The risk of the worst finding."""
        return highest(list(self.findings))


def judged(facts: StackFacts) -> Judged:
    """What the facts come to."""
    base, head = _deployed(facts.base), _deployed(facts.head)
    sign_ins = changes(base.sign_ins if base else {}, head.sign_ins if head else {}) if head else []
    keys = _keys(facts)
    found = [*_standing(facts), *sign_in_findings(sign_ins)]
    if facts.base and facts.head:
        found += settings_findings(facts)
        if not facts.head.fault and (facts.head.expectations or not facts.head.refusal):
            found += expectation_findings(facts.base.expectations, facts.head.expectations)
    if facts.head:
        found += plan_findings(facts.head.steps, new=base is None)
        before = facts.base.objections if facts.base else ()
        found += guardrail_findings(before, facts.head.objections, facts.base_objections)
    if head:
        found += profile_findings(keys) if base else []
        if head.unplayed:
            found.append(Finding(Risk.HIGH, Subject.SIGN_INS, f"Sign-ins could not be played: {head.unplayed}"))
    findings = in_order(list(dict.fromkeys(found)))
    return Judged(facts, tuple(findings), tuple(sign_ins), tuple(keys), sentence(facts, sign_ins, keys))


def _keys(facts: StackFacts) -> list[KeyChange]:
    """The keys that change, or all of a new stack; none where the profiles of a side are not known."""
    base, head = _deployed(facts.base), _deployed(facts.head)
    if facts.base is None:
        return key_changes({}, head.profiles) if head else []
    return key_changes(base.profiles, head.profiles) if base and head and not base.unmade and not head.unmade else []


def _deployed(version: Version | None) -> Deployed | None:
    return version.deployed if version else None


def _standing(facts: StackFacts) -> list[Finding]:
    """Whether both versions exist and can be deployed."""
    if facts.head is None:
        text = "the stack's file is gone. Nothing is deleted in Okta by that: `pulumi destroy` is a step of its own."
        return [Finding(Risk.MEDIUM, Subject.DEPLOYMENT, text)]
    found = []
    if facts.head.fault:
        found.append(Finding(Risk.HIGH, Subject.PROOF, f"The expectations can't be read. {facts.head.fault}"))
    if facts.head.refusal:
        found.append(Finding(Risk.HIGH, Subject.DEPLOYMENT, f"The proposal can't be deployed. {facts.head.refusal}"))
    if facts.head.deployed and facts.head.deployed.unmade:
        text = f"No profiles can be made of the proposal. {facts.head.deployed.unmade}"
        found.append(Finding(Risk.HIGH, Subject.DEPLOYMENT, text))
    elif facts.base and facts.base.deployed and facts.base.deployed.unmade:
        text = (
            "The base's profiles can't be made by the change's own code, so that neither keys nor sign-ins can be "
            f"compared with it. {facts.base.deployed.unmade}"
        )
        found.append(Finding(Risk.MEDIUM, Subject.DEPLOYMENT, text))
    if facts.base is None:
        found.append(Finding(Risk.LOW, Subject.DEPLOYMENT, "the stack is new."))
    elif facts.base.refusal and facts.base.deployed is None:
        text = f"The base can't be deployed, so that nothing can be compared with it. {facts.base.refusal}"
        found.append(Finding(Risk.MEDIUM, Subject.DEPLOYMENT, text))
    return found
