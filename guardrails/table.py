"""Writes the page of all rules: `python -m guardrails.table > docs/guardrails.md`."""

from collections.abc import Iterator

from guardrails.rule import Rule
from guardrails.rules import SUBJECTS
from guardrails.rules.recognition import recognition

_INTRODUCTION = """\
# Guardrails

<!-- Written by `python -m guardrails.table`; a test compares this page with the rules. -->

The policy pack in `guardrails/` judges what a stack registers with the engine, whatever program wrote it:

    pulumi preview --policy-pack guardrails --policy-pack-config my-team.json

It runs in the environment that `scripts/setup` makes beside it, so any Pulumi project can name this folder. A violation
of a mandatory rule makes the preview fail. Rules on one app are asked before that app's first call to Okta, so
`pulumi up` stops there; all others look at several resources and are asked at the end: run a preview first, which tells
both and changes nothing. What belongs to what is known in the first preview of a new stack. Where a value is not, the
preview says so as advice.

The configuration is JSON: by a rule's name its level (`mandatory`, `advisory`, `disabled`), or that and parameters.

    {"no-client-secret": "mandatory", "administrators-kept-away": {"groups": ["00g…"]}}

`make up`, `make preview`, the review and the workflows use `guardrails/configuration.json`. As it is, it excepts apps
from protection where the org's host ends in `.invalid`, so it relaxes nothing for a real org.

What takes an app's protection away, such as this project's `protect: false` and `mfaApp.stage: unprotected`, is a
violation of `app-protected`: one slip in a stack's file is not enough to lose an app. To take one down for good, the
same change names it for this rule as well, and every other app stays protected:

    {"app-protected": {"exceptHostsBelow": ".invalid", "leaving": ["mfa-app"]}}

## Which apps are judged

An app is Jamf Connect's if one of its redirect URIs is the expected one or has `jamfconnect` in it, or if its label
names Jamf Connect. All others are left alone, with their policies: also a native app with the password grant, which
other software uses as well. An app with another label whose redirect URI says nothing of Jamf Connect is therefore not
seen; `label` makes it seen. Where an `OAuthRedirectUri` adds such a URI, the app is seen at the end only, and
`no-added-redirect-uri` says so. Policies that a stack does not declare itself can't be judged.
"""

_LIMITS = """
## What these rules can't see

- Without a choice of its own the provider fills in a session's idle time and lifetime (120 minutes each) before any
  policy is asked: `session-lifetimes` sees what is missing or 0, not who chose.
- `catchAll` works at a policy's creation only. What the catch-all rule of an existing policy does, only Okta knows.
- The scopes that Macs ask for stand in their profiles. `groups-claim` knows them from outputs of the stack (any text
  with `openid` in it), or from its parameter.
- `denial-of-all-last` notices a denial without any condition. One whose conditions happen to fit everybody is only seen
  by playing the sign-ins.
- The engine does not tell rules which values are secret: what a rule objects to stands in the report as it is.
- `administrators-kept-away` knows no group by its role: name the ids, or it is content with any excluded group.
"""


def page() -> str:
    """The page as it has to stand in docs/guardrails.md."""
    return "\n".join([_INTRODUCTION, *_parameters([recognition]), *_subjects(), _LIMITS])


def _subjects() -> Iterator[str]:
    for subject, rules in SUBJECTS.items():
        yield f"\n## {subject}\n"
        yield "| Rule | Level | Why | Instead | Asked | Source |"
        yield "|---|---|---|---|---|---|"
        for rule in rules:
            yield f"| `{rule.id}` | {rule.level} | {rule.reason} | {rule.instead} | {rule.moment} | {rule.source} |"
        yield from _parameters(rules)


def _parameters(rules: list[Rule] | tuple[Rule, ...]) -> Iterator[str]:
    described = [(rule, parameter) for rule in rules for parameter in rule.parameters]
    if described:
        yield "\n| Parameter | Default | Meaning |\n|---|---|---|"
    for rule, parameter in described:
        values = parameter.default if isinstance(parameter.default, list) else [parameter.default]
        default = ", ".join(f"`{value}`" for value in values if value) or "none"
        yield f"| `{rule.id}`: `{parameter.name}` | {default} | {parameter.meaning} |"


if __name__ == "__main__":
    print(page(), end="")
