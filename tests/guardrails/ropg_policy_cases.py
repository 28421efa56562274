"""What the rules for the policy of silent password checks say."""

from guardrails import facts
from guardrails.facts import UNKNOWN

from .cases import breaks, passes, waits
from .hand_made import GONE, PASSWORD_ONLY, hand_made, resource, without
from .policies import chain, constraint, rule, rules

_REASSIGNED = resource("assignment", facts.POLICY_OF_APP, {"appId": "check-id", "policyId": "window-policy-id"})
_POSSESSION = constraint(possession={"required": True, "methods": ["push"]})
_NO_PASSWORD = {"excludedAuthenticationMethods": [{"key": "okta_password", "method": "password"}]}
_TWO_FACTORS = rule("second", "check-policy", factorMode="2FA", groupsIncluded=["contractors"])

CASES = [
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
    *(
        breaks(
            "ropg-password-is-enough",
            f"the password is excluded by name{said}",
            "check-rule",
            hand_made(check_rule={"constraints": [constraint(knowledge={**required, **_NO_PASSWORD})]}),
        )
        for said, required in (("", {}), (" from what is required", {"required": True}))
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
    breaks(
        "ropg-password-is-enough",
        "a resource of its own assigns the app to a policy that asks for more",
        "window-rule",
        hand_made(_REASSIGNED),
    ),
    breaks("ropg-password-is-enough", "every rule denies", "check-policy", hand_made(check_rule={"access": "DENY"})),
    breaks("ropg-password-is-enough", "there is no rule", "check-policy", without(hand_made(), "check-rule")),
    waits(
        "ropg-password-is-enough",
        "constraints are not known",
        "check-rule",
        hand_made(check_rule={"constraints": UNKNOWN}),
    ),
    breaks(
        "ropg-password-is-enough",
        "something else in a rule of one resource is not known",
        "check-rule, rules[0]",
        hand_made(rules({"name": "A", "factorMode": "2FA", "groupsExcluded": [UNKNOWN]})),
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
