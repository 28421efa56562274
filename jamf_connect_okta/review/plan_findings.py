"""What a plan means for people, step by step."""

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

from jamf_connect_okta.review.facts import Step
from jamf_connect_okta.review.risk import Finding, Risk, Subject

APP = "okta:app/oAuth:OAuth"
RULE = "okta:index/appSignonPolicyRule:AppSignonPolicyRule"
POLICY = "okta:index/appSignonPolicy:AppSignonPolicy"
SESSION_POLICY = "okta:policy/signon:Signon"
SESSION_RULE = "okta:policy/ruleSignon:RuleSignon"
GROUPS = "okta:index/appGroupAssignments:AppGroupAssignments"
USER = "okta:app/user:User"
SCOPES = "okta:index/appOauthApiScope:AppOauthApiScope"


def plan_findings(steps: Sequence[Step], *, new: bool) -> Iterator[Finding]:
    """The findings of a plan; of a `new` stack everything is created, which is no news but for the session policy."""
    created = {step.name for step in steps if step.op == "create" and step.type == POLICY}
    for step in steps:
        if step.op == "create" and (new or step.name.partition("-")[0] in {name.partition("-")[0] for name in created}):
            yield from _created(step)
            continue
        if step.op == "replace" and not set(step.changed) - _PARENTS:
            yield Finding(Risk.LOW, Subject.PLAN, f"`{step.name}`: made anew with what it belongs to.")
            continue
        for risk, text in _JUDGES.get(step.type, _other)(step):
            yield Finding(risk, Subject.PLAN, f"`{step.name}`: {text}")


_PARENTS = {"appId", "policyId"}

_Said = Iterator[tuple[Risk, str]]


def _created(step: Step) -> Iterator[Finding]:
    """What comes into being with its policy or with its stack."""
    if step.type == SESSION_POLICY:
        text = f"`{step.name}`: a session policy is created. {_EVERY_APP}"
        yield Finding(Risk.MEDIUM, Subject.PLAN, text)
    elif step.type == POLICY and step.after.get("catchAll") is not False:
        yield Finding(Risk.HIGH, Subject.PLAN, f"`{step.name}`: {_CATCH_ALL}")


_EVERY_APP = "It governs its groups' sign-in to every app of the org, not to Jamf Connect alone."
_CATCH_ALL = "catch-all opened: whoever no rule speaks of is let in, where it denied before."
_NEW_CLIENT_ID = "client ID replaced: every Mac loses sign-in until its profile is redeployed."


def _app(step: Step) -> _Said:
    if step.op == "create":
        yield Risk.LOW, "a new app."
    elif step.op == "delete":
        yield Risk.HIGH, "the app is deleted: every Mac whose profile names its client ID loses sign-in."
    elif step.op == "replace":
        yield Risk.HIGH, f"{_NEW_CLIENT_ID} Where the stack protects its apps, the engine refuses this."
    else:
        for key in step.changed:
            risk, text = _APP_PROPERTIES.get(key, (Risk.MEDIUM, f"the app's {key} changes."))
            yield risk, text


_APP_PROPERTIES = {
    "label": (Risk.LOW, "another label, which people see in Okta only."),
    "groupsClaim": (Risk.MEDIUM, "the groups claim changes: it decides who becomes an administrator of their Mac."),
    "redirectUris": (
        Risk.HIGH,
        "the redirect URI changes: it has to be the profiles' own to the byte, or the login window never ends.",
    ),
    "pkceRequired": (Risk.MEDIUM, "whether the app demands PKCE changes."),
    "grantTypes": (Risk.MEDIUM, "the grant types change: without `password` no password is checked silently."),
    "responseTypes": (Risk.MEDIUM, "the response types change: the login window asks for `code` and `id_token`."),
    "authenticationPolicy": (Risk.HIGH, "another authentication policy decides about this app."),
    "status": (Risk.HIGH, "the app's status changes: an inactive app lets nobody in."),
}


def _policy(step: Step) -> _Said:
    if step.op == "delete":
        yield Risk.HIGH, "the authentication policy is deleted: its app falls back to the org's default policy."
    elif step.op == "replace":
        yield Risk.HIGH, "the authentication policy is replaced; between the two, its app has the org's default policy."
    elif "catchAll" in step.changed and step.after.get("catchAll") is not False:
        yield Risk.HIGH, _CATCH_ALL
    elif step.op == "update":
        yield Risk.LOW, "name or description of the authentication policy change."


def _rule(step: Step) -> _Said:
    before, after = step.before, step.after
    if step.op == "create":
        yield Risk.MEDIUM, "another rule decides who gets in, and with what."
        return
    if step.op == "delete":
        yield Risk.MEDIUM, "the rule is deleted: whoever it spoke of falls to the rules after it."
        return
    if (before.get("access"), after.get("access")) == ("DENY", "ALLOW"):
        yield Risk.HIGH, "policy weakened: the rule denied and now allows."
    elif "access" in step.changed:
        yield Risk.HIGH, "the rule allowed and now denies."
    if (before.get("factorMode"), after.get("factorMode")) == ("2FA", "1FA"):
        yield Risk.HIGH, "policy weakened: one factor is enough where it took two."
    elif "factorMode" in step.changed:
        yield Risk.HIGH, "the rule asks for two factors: a silent password check can only present a password."
    yield from _factors(step)
    yield from _networks(step)
    gone, come = _gone_and_come(step, "groupsExcluded")
    if gone:
        oracle = "Whoever knows the client ID can try their passwords."
        yield Risk.HIGH, f"policy weakened: {_named(gone)} no longer kept away. {oracle}"
    if come:
        yield Risk.MEDIUM, f"{_named(come)} kept away from now on."
    if "reAuthenticationFrequency" in step.changed:
        spans = f"{before.get('reAuthenticationFrequency')} to {after.get('reAuthenticationFrequency')}"
        yield Risk.MEDIUM, f"how long a proof lasts changes from {spans}."
    if others := [key for key in step.changed if key not in _RULE_PROPERTIES]:
        yield Risk.MEDIUM, f"the rule's {', '.join(others)} change{'s' if len(others) == 1 else ''}."


_RULE_PROPERTIES = (
    "access",
    "factorMode",
    "constraints",
    "networkConnection",
    "networkIncludes",
    "networkExcludes",
    "groupsExcluded",
    "reAuthenticationFrequency",
)


def _factors(step: Step) -> _Said:
    before, after = (_methods(side.get("constraints", ())) for side in (step.before, step.after))
    if gone := before - after:
        text = f"no longer accepted: {', '.join(sorted(gone))}. Whoever has nothing else must set up another factor."
        yield Risk.MEDIUM, text
    if come := after - before:
        yield Risk.MEDIUM, f"policy weakened: {', '.join(sorted(come))} accepted as well."
    if before == after and "constraints" in step.changed:
        yield Risk.MEDIUM, "what the rule asks for changes."


def _methods(constraints: Sequence[str]) -> set[str]:
    parts = (part for text in constraints for part in _json(text).values() if isinstance(part, dict))
    return {method["method"] for part in parts for method in part.get("authenticationMethods", ())}


def _json(text: str) -> dict[str, Any]:
    try:
        document = json.loads(text)
    except ValueError:
        return {}
    return document if isinstance(document, dict) else {}


def _networks(step: Step) -> _Said:
    gone, come = _gone_and_come(step, "networkIncludes")
    if gone and not step.after.get("networkIncludes"):
        yield Risk.MEDIUM, f"policy weakened: from anywhere, where it took {_named(gone)}."
    elif come and not step.before.get("networkIncludes"):
        yield Risk.MEDIUM, f"only from {_named(come)} from now on: nobody is let in elsewhere."
    elif gone or come or {"networkExcludes", "networkConnection"} & set(step.changed):
        yield Risk.MEDIUM, "the networks that people may come from change."


def _session(step: Step) -> _Said:
    if step.op == "delete":
        yield Risk.HIGH, f"the session policy's part is deleted: the org's other session policies decide. {_EVERY_APP}"
    elif step.op in ("create", "replace"):
        yield Risk.MEDIUM, f"another part of the session policy. {_EVERY_APP}"
    elif step.after.get("mfaRequired") and "mfaRequired" in step.changed:
        yield Risk.HIGH, f"the session policy asks for MFA: no password is checked silently any more. {_EVERY_APP}"
    elif "access" in step.changed:
        yield Risk.HIGH, f"the session policy's rule changes between allowing and denying. {_EVERY_APP}"
    elif "priority" in step.changed:
        before, after = step.before.get("priority"), step.after.get("priority")
        lost = isinstance(before, int | float) and isinstance(after, int | float) and after > before
        others = "Policies above it decide first, and what those of the real org ask for is not known here. "
        text = f"priority {before} becomes {after}. {others if lost else ''}{_EVERY_APP}"
        yield (Risk.HIGH if lost and step.type == SESSION_POLICY else Risk.MEDIUM), text
    else:
        yield Risk.MEDIUM, f"the session policy changes ({', '.join(step.changed)}). {_EVERY_APP}"


def _groups(step: Step) -> _Said:
    before, after = (_ids(side) for side in (step.before, step.after))
    if gone := [group for group in before if group not in after]:
        yield Risk.HIGH, f"assignment removed: {_named(gone)}. Who has no other assignment can't sign in."
    if come := [group for group in after if group not in before]:
        yield Risk.LOW, f"assigned as well: {_named(come)}."
    if not gone and not come:
        yield Risk.LOW, "the order of the assigned groups changes."


def _ids(side: Mapping[str, Any]) -> list[str]:
    return [str(group["id"]) for group in side.get("groups", ())]


def _user(step: Step) -> _Said:
    who = (step.before or step.after).get("username", "")
    if step.op in ("delete", "replace"):
        yield Risk.HIGH, f"assignment removed: {who}. Who has no other assignment can't sign in."
    else:
        yield Risk.LOW, f"assigned as well: {who}."


def _scopes(step: Step) -> _Said:
    if step.op == "create":
        yield Risk.LOW, "API scopes of a new app."
        return
    gone, come = _gone_and_come(step, "scopes")
    if gone:
        yield Risk.MEDIUM, f"API scopes withdrawn: {', '.join(gone)}."
    if come:
        yield Risk.MEDIUM, f"API scopes granted: {', '.join(come)}."
    if not gone and not come:
        yield Risk.MEDIUM, "the grant of API scopes is made anew."


def _other(step: Step) -> _Said:
    yield Risk.MEDIUM, f"an object of type {step.type}, which this review does not know."


_JUDGES: dict[str, Callable[[Step], _Said]] = {
    APP: _app,
    POLICY: _policy,
    RULE: _rule,
    SESSION_POLICY: _session,
    SESSION_RULE: _session,
    GROUPS: _groups,
    USER: _user,
    SCOPES: _scopes,
}


def _gone_and_come(step: Step, key: str) -> tuple[list[str], list[str]]:
    before, after = (list(side.get(key) or ()) for side in (step.before, step.after))
    return [one for one in before if one not in after], [one for one in after if one not in before]


def _named(names: Sequence[str]) -> str:
    return ", ".join(f"'{name}'" for name in names)
