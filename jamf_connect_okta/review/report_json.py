"""The report for scripts: everything that the Markdown says, and what does not fit there."""

from typing import Any

from jamf_connect_okta.review.facts import SignIn, StackFacts
from jamf_connect_okta.review.judging import Judged
from jamf_connect_okta.review.markdown import headlines
from jamf_connect_okta.review.reviewing import Review
from jamf_connect_okta.review.risk import Finding
from jamf_connect_okta.review.settings_findings import shown_setting
from jamf_connect_okta.review.sign_in_findings import Change


def report_json(review: Review) -> dict[str, Any]:
    """The whole review as JSON."""
    return {
        "sentence": " ".join(headlines(review)),
        "risk": review.risk.word,
        "base": review.base,
        "commit": review.commit,
        "readFirst": [{"stack": stack or None, **_finding(finding)} for stack, finding in review.judges],
        "stacks": [_stack(judged) for judged in review.stacks],
        "unchanged": list(review.unchanged),
    }


def _stack(judged: Judged) -> dict[str, Any]:
    facts = judged.facts
    head = facts.head
    # What was not deployed, nobody judged.
    objections = head.objections if head and (head.deployed or head.objections) else None
    return {
        "stack": facts.stack,
        "sentence": judged.sentence,
        "risk": judged.risk.word,
        "findings": [_finding(finding) for finding in judged.findings],
        "settings": {key: _setting(facts, key) for key in facts.changed_settings},
        "plan": [
            {
                "op": step.op,
                "type": step.type,
                "name": step.name,
                "before": {key: step.before.get(key) for key in step.changed},
                "after": {key: step.after.get(key) for key in step.changed},
            }
            for step in (head.steps if head else ())
        ],
        "guardrails": None
        if objections is None
        else [{"rule": one.rule, "mandatory": one.mandatory, "message": one.message} for one in objections],
        "profileKeys": [
            {"domain": one.domain, "key": one.key, "before": one.before, "after": one.after} for one in judged.keys
        ],
        "signIns": [_change(change) for change in judged.sign_ins],
    }


def _setting(facts: StackFacts, key: str) -> dict[str, str | None]:
    sides = {"before": facts.base, "after": facts.head}
    return {
        name: shown_setting(key, version.settings[key]) if version and key in version.settings else None
        for name, version in sides.items()
    }


def _finding(finding: Finding) -> dict[str, str]:
    return {"risk": finding.risk.word, "subject": finding.subject.value, "text": finding.text}


def _change(change: Change) -> dict[str, Any]:
    one = change.either
    return {
        "title": one.title,
        "place": one.place,
        "login": one.login,
        "request": one.request,
        "before": _sign_in(change.before),
        "after": _sign_in(change.after),
    }


def _sign_in(one: SignIn | None) -> dict[str, Any] | None:
    if one is None:
        return None
    return {
        "outcome": one.result,
        "why": one.why,
        "prompts": list(one.prompts),
        "claims": dict(one.claims),
        "asExpected": not one.differences,
        "differences": list(one.differences),
    }
