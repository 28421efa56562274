"""What a step of a plan means for people, and how much that weighs."""

import json
from typing import Any

import pytest

from jamf_connect_okta.review.facts import Op, Step
from jamf_connect_okta.review.plan_findings import (
    APP,
    GROUPS,
    POLICY,
    RULE,
    SCOPES,
    SESSION_POLICY,
    SESSION_RULE,
    USER,
    plan_findings,
)
from jamf_connect_okta.review.risk import Risk

NAMES = {APP: "ropg-app", POLICY: "mfa-policy", SESSION_POLICY: "session-policy"}


def said(kind: str, before: dict[str, Any], after: dict[str, Any], op: Op = "update") -> list[tuple[Risk, str]]:
    step = Step(op, kind, NAMES.get(kind, "it"), before, after)
    return [(finding.risk, finding.text.partition(": ")[2]) for finding in plan_findings([step], new=False)]


def possession(*methods: str) -> list[str]:
    return [json.dumps({"possession": {"authenticationMethods": [{"key": "any", "method": one} for one in methods]}})]


CASES: dict[str, tuple[str, dict[str, Any], dict[str, Any], Risk, str]] = {
    "one factor instead of two": (RULE, {"factorMode": "2FA"}, {"factorMode": "1FA"}, Risk.HIGH, "policy weakened"),
    "two factors instead of one": (RULE, {"factorMode": "1FA"}, {"factorMode": "2FA"}, Risk.HIGH, "asks for two"),
    "allowed instead of denied": (RULE, {"access": "DENY"}, {"access": "ALLOW"}, Risk.HIGH, "policy weakened"),
    "denied instead of allowed": (RULE, {"access": "ALLOW"}, {"access": "DENY"}, Risk.HIGH, "now denies"),
    "from anywhere instead of a zone": (
        RULE,
        {"networkIncludes": ["VPN"], "networkConnection": "ZONE"},
        {"networkConnection": "ANYWHERE"},
        Risk.MEDIUM,
        "policy weakened: from anywhere, where it took 'VPN'",
    ),
    "a group no longer kept away": (
        RULE,
        {"groupsExcluded": ["Administrators"]},
        {},
        Risk.HIGH,
        "policy weakened: 'Administrators' no longer kept away",
    ),
    "a further factor": (
        RULE,
        {"constraints": possession("push")},
        {"constraints": possession("push", "sms")},
        Risk.MEDIUM,
        "policy weakened: sms accepted as well",
    ),
    "a proof that lasts": (
        RULE,
        {"reAuthenticationFrequency": "PT0S"},
        {"reAuthenticationFrequency": "PT8H"},
        Risk.MEDIUM,
        "from PT0S to PT8H",
    ),
    "an opened catch-all": (POLICY, {"catchAll": False}, {"catchAll": True}, Risk.HIGH, "catch-all opened"),
    "MFA for every session": (SESSION_RULE, {"mfaRequired": False}, {"mfaRequired": True}, Risk.HIGH, "every app"),
    "another session lifetime": (SESSION_RULE, {"sessionIdle": 1}, {"sessionIdle": 2}, Risk.MEDIUM, "every app"),
    "a session policy of higher priority": (SESSION_POLICY, {"priority": 2}, {"priority": 1}, Risk.MEDIUM, "every app"),
    "a session policy of lower priority": (SESSION_POLICY, {"priority": 1}, {"priority": 2}, Risk.HIGH, "every app"),
    "an assignment removed": (
        GROUPS,
        {"groups": [{"id": "Mac Users"}, {"id": "Mac Admins"}]},
        {"groups": [{"id": "Mac Admins"}]},
        Risk.HIGH,
        "assignment removed: 'Mac Users'",
    ),
    "an assignment added": (GROUPS, {"groups": []}, {"groups": [{"id": "All"}]}, Risk.LOW, "assigned as well: 'All'"),
    "a further API scope": (SCOPES, {"scopes": ["a"]}, {"scopes": ["a", "b"]}, Risk.MEDIUM, "granted: b"),
    "another label": (APP, {"label": "a"}, {"label": "b"}, Risk.LOW, "another label"),
    "another redirect URI": (APP, {"redirectUris": ["a"]}, {"redirectUris": ["b"]}, Risk.HIGH, "redirect URI"),
    "a property that nobody thought of": (APP, {"tosUri": "a"}, {"tosUri": "b"}, Risk.MEDIUM, "tosUri"),
    "an object that nobody knows": ("okta:any:Thing", {"a": 1}, {"a": 2}, Risk.MEDIUM, "does not know"),
}


@pytest.mark.parametrize("case", CASES.values(), ids=CASES.keys())
def test_an_update_means(case: tuple[str, dict[str, Any], dict[str, Any], Risk, str]) -> None:
    kind, before, after, risk, words = case
    ((found, text),) = said(kind, before, after)
    assert found is risk
    assert words in text


def test_a_replaced_app_takes_every_mac_s_sign_in() -> None:
    ((risk, text),) = said(APP, {"clientId": "a"}, {"clientId": "b"}, "replace")
    assert risk is Risk.HIGH
    assert text.startswith("client ID replaced: every Mac loses sign-in until its profile is redeployed")


@pytest.mark.parametrize("kind", [APP, POLICY, SESSION_POLICY, SESSION_RULE, USER])
def test_what_people_sign_in_through_is_never_deleted_lightly(kind: str) -> None:
    ((risk, _),) = said(kind, {"username": "a"}, {}, "delete")
    assert risk is Risk.HIGH


def test_what_is_made_anew_with_its_app_is_no_news_of_its_own() -> None:
    assert said(USER, {"appId": "a", "username": "x"}, {"appId": "b", "username": "x"}, "replace") == [
        (Risk.LOW, "made anew with what it belongs to.")
    ]


def test_another_rule_of_an_existing_policy_is_told_but_not_one_of_a_new_policy() -> None:
    rule = Step("create", RULE, "mfa-everybody", {}, {"access": "ALLOW"})
    policy = Step("create", POLICY, "mfa-policy", {}, {"catchAll": False})
    assert [finding.risk for finding in plan_findings([rule], new=False)] == [Risk.MEDIUM]
    assert list(plan_findings([policy, rule], new=False)) == []


def test_a_new_policy_with_an_open_catch_all_is_told() -> None:
    policy = Step("create", POLICY, "mfa-policy", {}, {})
    assert [finding.risk for finding in plan_findings([policy], new=True)] == [Risk.HIGH]


def test_a_new_stack_s_session_policy_is_told() -> None:
    policy = Step("create", SESSION_POLICY, "session-policy", {}, {})
    assert [finding.risk for finding in plan_findings([policy], new=True)] == [Risk.MEDIUM]
