"""What the rules for authentication policies say."""

import json
from typing import Any

from guardrails import facts
from guardrails.facts import UNKNOWN, Resource

from .cases import breaks, passes, waits
from .hand_made import GONE, PASSWORD, PASSWORD_ONLY, hand_made, resource, without

CATCH_ALL = "Catch-all Rule"


def rule(name: str, policy: str, **inputs: Any) -> Resource:
    return resource(name, facts.RULE, {"policyId": f"{policy}-id", "name": name, "priority": 2, **inputs})


def rules(*listed: dict[str, Any]) -> Resource:
    """All rules of the password policy in one resource."""
    return resource("check-rule", facts.RULES, {"policyId": "check-policy-id", "rules": list(listed)})


def constraint(**parts: Any) -> str:
    return json.dumps(parts)


def window(*constraints: str, **inputs: Any) -> Any:
    return hand_made(window_rule={"constraints": list(constraints), **inputs})


def chain(*steps: list[str]) -> str:
    """An authentication method chain: methods of which one will do, step by step."""
    document: dict[str, Any] = {}
    for methods in reversed(steps):
        following = {"next": [document]} if document else {}
        document = {"authenticationMethods": [{"key": "okta", "method": each} for each in methods], **following}
    return json.dumps(document)


_SHARED = hand_made(window={"authenticationPolicy": "check-policy-id"})
_ASSIGNED = resource("assignment", facts.POLICY_OF_APP, {"appId": "check-id", "policyId": "check-policy-id"})
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

BOTH_APPS = [
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
]

_POSSESSION = constraint(possession={"methods": ["push"]})
_TWO_FACTORS = rule("second", "check-policy", factorMode="2FA", groupsIncluded=["contractors"])

ROPG = [
    passes("ropg-password-is-enough", "the rule takes a password"),
    passes("ropg-password-is-enough", "any one factor will do", hand_made(check_rule={"constraints": GONE})),
    passes(
        "ropg-password-is-enough",
        "a password is one alternative",
        hand_made(check_rule={"constraints": [_POSSESSION, *PASSWORD_ONLY]}),
    ),
    passes(
        "ropg-password-is-enough",
        "a chain ends with the password",
        hand_made(check_rule={"type": "AUTH_METHOD_CHAIN", "chains": [chain(["password"])]}),
    ),
    passes(
        "ropg-password-is-enough",
        "a rule that asks for more denies",
        hand_made(rule("no", "check-policy", access="DENY")),
    ),
    passes(
        "ropg-password-is-enough",
        "a rule that asks for more is switched off",
        hand_made(rule("old", "check-policy", factorMode="2FA", status="INACTIVE")),
    ),
    passes(
        "ropg-password-is-enough",
        "all rules stand in one resource",
        hand_made(rules({"name": "Password", "factorMode": "1FA", "constraints": PASSWORD_ONLY})),
    ),
    breaks("ropg-password-is-enough", "nothing is said", "check-rule", hand_made(check_rule={"factorMode": GONE})),
    breaks(
        "ropg-password-is-enough",
        "only another factor is taken",
        "check-rule",
        hand_made(check_rule={"constraints": [_POSSESSION]}),
    ),
    breaks(
        "ropg-password-is-enough",
        "the password is excluded",
        "check-rule",
        hand_made(check_rule={"constraints": [constraint(knowledge={"types": ["security_question"]})]}),
    ),
    breaks(
        "ropg-password-is-enough",
        "a chain goes on after the password",
        "check-rule",
        hand_made(check_rule={"type": "AUTH_METHOD_CHAIN", "chains": [chain(["password"], ["push"])]}),
    ),
    breaks("ropg-password-is-enough", "a second rule asks some people for more", "second", hand_made(_TWO_FACTORS)),
    breaks(
        "ropg-password-is-enough",
        "one of the rules in one resource asks for more",
        "check-rule, rules[1]",
        hand_made(rules({"name": "A", "factorMode": "1FA"}, {"name": "B", "factorMode": "2FA"})),
    ),
    breaks(
        "ropg-password-is-enough",
        "constraints are no JSON",
        "check-rule",
        hand_made(check_rule={"constraints": ["password"]}),
    ),
    breaks("ropg-password-is-enough", "every rule denies", "check-policy", hand_made(check_rule={"access": "DENY"})),
    breaks("ropg-password-is-enough", "there is no rule", "check-policy", without(hand_made(), "check-rule")),
    waits(
        "ropg-password-is-enough",
        "constraints are not known",
        "check-rule",
        hand_made(check_rule={"constraints": UNKNOWN}),
    ),
    waits(
        "ropg-password-is-enough",
        "the rules of one resource are not known",
        "check-rule",
        hand_made(resource("check-rule", facts.RULES, {"policyId": "check-policy-id", "rules": UNKNOWN})),
    ),
    *(
        case
        for id, condition, value in (
            ("ropg-no-device-condition", "deviceIsRegistered", True),
            ("ropg-no-device-condition", "deviceIsManaged", True),
            ("ropg-no-device-condition", "deviceAssurancesIncluded", ["dae1"]),
            ("ropg-no-platform-condition", "platformIncludes", [{"type": "DESKTOP", "osType": "MACOS"}]),
            ("ropg-no-risk-condition", "riskScore", "LOW"),
            ("ropg-no-user-type-condition", "userTypesIncluded", ["oty1"]),
            ("ropg-no-user-type-condition", "userTypesExcluded", ["oty1"]),
            ("ropg-no-custom-expression", "customExpression", "user.profile.department == 'IT'"),
        )
        for case in (
            passes(id, f"{condition} is not set"),
            passes(id, f"{condition} is the login window's", hand_made(window_rule={condition: value})),
            breaks(id, f"{condition} is set", "check-rule", hand_made(check_rule={condition: value})),
            waits(id, f"{condition} is not known", "check-rule", hand_made(check_rule={condition: UNKNOWN})),
        )
    ),
    passes("ropg-no-risk-condition", "any risk will do", hand_made(check_rule={"riskScore": "ANY"})),
    passes("administrators-kept-away", "some group is"),
    passes("administrators-kept-away", "the named group is", groups=["admins"]),
    passes(
        "administrators-kept-away",
        "a rule that excludes nobody denies",
        hand_made(rule("no", "check-policy", access="DENY")),
    ),
    breaks("administrators-kept-away", "no group is", "check-rule", hand_made(check_rule={"groupsExcluded": GONE})),
    breaks(
        "administrators-kept-away",
        "the named group is not",
        "check-rule",
        hand_made(),
        groups=["admins", "super-admins"],
    ),
    waits(
        "administrators-kept-away",
        "the groups are not known",
        "check-rule",
        hand_made(check_rule={"groupsExcluded": UNKNOWN}),
    ),
]

_PUSH_TYPED = constraint(knowledge=PASSWORD, possession={"methods": ["push"]})
_STRONG = constraint(knowledge=PASSWORD, possession={"hardwareProtection": "REQUIRED"})
_KEY = constraint(knowledge=PASSWORD, possession={"types": ["security_key"]})
_FASTPASS = constraint(
    knowledge=PASSWORD, possession={"authenticationMethods": [{"key": "okta_verify", "method": "signed_nonce"}]}
)
_PHONE = constraint(knowledge=PASSWORD, possession={"types": ["phone"]})
_DENYING = hand_made(rule("no", "window-policy", access="DENY", deviceIsManaged=GONE))

MFA = [
    passes("mfa-every-sign-in", "every sign-in asks"),
    passes("mfa-every-sign-in", "a rule that does not denies", _DENYING),
    breaks(
        "mfa-every-sign-in",
        "nothing is said",
        "window-rule",
        hand_made(window_rule={"reAuthenticationFrequency": GONE}),
    ),
    breaks(
        "mfa-every-sign-in",
        "a proof lasts a day",
        "window-rule",
        hand_made(window_rule={"reAuthenticationFrequency": "P1D"}),
    ),
    waits(
        "mfa-every-sign-in",
        "it is not known",
        "window-rule",
        hand_made(window_rule={"reAuthenticationFrequency": UNKNOWN}),
    ),
    passes("mfa-password-typed", "every alternative demands a password", window(_PUSH_TYPED, _PHONE)),
    passes("mfa-password-typed", "a rule that demands none denies", _DENYING),
    breaks("mfa-password-typed", "one alternative demands none", "window-rule", window(_PUSH_TYPED, _POSSESSION)),
    breaks(
        "mfa-password-typed",
        "a security question will do as well",
        "window-rule",
        window(constraint(knowledge={"types": ["password", "security_question"]})),
    ),
    breaks(
        "mfa-password-typed",
        "the password is not required",
        "window-rule",
        window(constraint(knowledge=PASSWORD | {"required": False})),
    ),
    breaks("mfa-password-typed", "any two factors will do", "window-rule", window()),
    breaks(
        "mfa-password-typed",
        "a chain has none",
        "window-rule",
        window(type="AUTH_METHOD_CHAIN", chains=[chain(["push"], ["email"])]),
    ),
    waits(
        "mfa-password-typed",
        "constraints are not known",
        "window-rule",
        hand_made(window_rule={"constraints": UNKNOWN}),
    ),
    passes("mfa-second-factor", "two are asked for"),
    passes("mfa-second-factor", "nothing is said", hand_made(window_rule={"factorMode": GONE})),
    passes(
        "mfa-second-factor", "a rule that asks for one denies", hand_made(rule("no", "window-policy", access="DENY"))
    ),
    breaks("mfa-second-factor", "one is asked for", "window-rule", hand_made(window_rule={"factorMode": "1FA"})),
    breaks(
        "mfa-second-factor",
        "one chain has one step",
        "window-rule",
        window(type="AUTH_METHOD_CHAIN", chains=[chain(["password"], ["push"]), chain(["password"])]),
    ),
    breaks("mfa-second-factor", "every rule denies", "window-policy", hand_made(window_rule={"access": "DENY"})),
    waits("mfa-second-factor", "it is not known", "window-rule", hand_made(window_rule={"factorMode": UNKNOWN})),
    passes("mfa-factor-works-at-login-window", "push works"),
    passes("mfa-factor-works-at-login-window", "a phone works", window(_PHONE)),
    passes("mfa-factor-works-at-login-window", "any second factor will do", window(constraint(knowledge=PASSWORD))),
    passes("mfa-factor-works-at-login-window", "one alternative works", window(_KEY, _PUSH_TYPED)),
    passes(
        "mfa-factor-works-at-login-window",
        "one chain works",
        window(type="AUTH_METHOD_CHAIN", chains=[chain(["password"], ["webauthn"]), chain(["password"], ["email"])]),
    ),
    passes("mfa-factor-works-at-login-window", "configuration says so", window(_KEY), methods=["webauthn"]),
    breaks("mfa-factor-works-at-login-window", "only security keys are accepted", "window-rule", window(_KEY)),
    breaks("mfa-factor-works-at-login-window", "only FastPass is accepted", "window-rule", window(_FASTPASS, _KEY)),
    breaks(
        "mfa-factor-works-at-login-window",
        "a type and a method exclude each other",
        "window-rule",
        window(constraint(possession={"types": ["email"], "methods": ["webauthn"]})),
    ),
    waits(
        "mfa-factor-works-at-login-window",
        "constraints are not known",
        "window-rule",
        hand_made(window_rule={"constraints": [UNKNOWN]}),
    ),
    passes("mfa-no-hardware-demand", "nothing of it is demanded"),
    passes(
        "mfa-no-hardware-demand",
        "it is optional",
        window(constraint(knowledge=PASSWORD, possession={"phishingResistant": "OPTIONAL"})),
    ),
    passes("mfa-no-hardware-demand", "one alternative goes without", window(_STRONG, _PUSH_TYPED)),
    breaks("mfa-no-hardware-demand", "every alternative demands it", "window-rule", window(_STRONG)),
    breaks(
        "mfa-no-hardware-demand",
        "the letters are small",
        "window-rule",
        window(constraint(knowledge=PASSWORD, possession={"phishingResistant": "required"})),
    ),
    waits(
        "mfa-no-hardware-demand",
        "constraints are not known",
        "window-rule",
        hand_made(window_rule={"constraints": UNKNOWN}),
    ),
    *(
        case
        for condition, value in (
            ("deviceIsRegistered", True),
            ("deviceIsManaged", True),
            ("deviceAssurancesIncluded", ["dae1"]),
        )
        for case in (
            passes("mfa-no-device-condition", f"{condition} is not set"),
            breaks(
                "mfa-no-device-condition",
                f"{condition} is set",
                "window-rule",
                hand_made(window_rule={condition: value}),
            ),
            waits(
                "mfa-no-device-condition",
                f"{condition} is not known",
                "window-rule",
                hand_made(window_rule={condition: UNKNOWN}),
            ),
        )
    ),
]

CASES = [*BOTH_APPS, *ROPG, *MFA]
