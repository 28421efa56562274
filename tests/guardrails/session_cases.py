"""What the rules for global session policies say."""

from typing import Any

from guardrails import facts
from guardrails.facts import UNKNOWN, Resource

from .cases import breaks, passes, waits
from .hand_made import GONE, hand_made, resource, without


def rule(name: str, **inputs: Any) -> Resource:
    return resource(name, facts.SESSION_RULE, {"policyId": "session-id", "name": name, "priority": 2, **inputs})


_BLOCKED = rule("blocked", access="DENY", networkConnection="ZONE")
_FOREIGN = (
    resource("foreign", facts.SESSION_POLICY, {"groupsIncluded": ["finance"]}),
    resource("foreign-rule", facts.SESSION_RULE, {"policyId": "foreign-id", "name": "MFA", "mfaRequired": True}),
)
_EVERYBODY = (
    resource("everybody", facts.SESSION_POLICY, {}),
    resource("everybody-rule", facts.SESSION_RULE, {"policyId": "everybody-id", "name": "Password", "priority": 1}),
)

CASES = [
    passes("session-takes-password", "the rule takes one"),
    passes("session-takes-password", "Okta's default takes one", hand_made(session_rule={"primaryFactor": GONE})),
    passes("session-takes-password", "blocked zones are denied first", hand_made(_BLOCKED)),
    passes(
        "session-takes-password", "the policy has no rules, so that Okta skips it", without(hand_made(), "session-rule")
    ),
    passes("session-takes-password", "another team's policy is for other people", hand_made(*_FOREIGN)),
    breaks("session-takes-password", "every rule denies", "session", hand_made(session_rule={"access": "DENY"})),
    breaks(
        "session-takes-password",
        "the only rule is for RADIUS",
        "session",
        hand_made(session_rule={"authtype": "RADIUS"}),
    ),
    breaks(
        "session-takes-password",
        "the only rule is for another identity provider",
        "session",
        hand_made(session_rule={"identityProvider": "SPECIFIC_IDP"}),
    ),
    breaks(
        "session-takes-password",
        "the only rule is switched off",
        "session",
        hand_made(_BLOCKED, session_rule={"status": "INACTIVE"}),
    ),
    waits("session-takes-password", "access is not known", "session-rule", hand_made(session_rule={"access": UNKNOWN})),
    passes("session-without-mfa", "nothing is said"),
    passes("session-without-mfa", "it is off", hand_made(session_rule={"mfaRequired": False})),
    passes("session-without-mfa", "another team's policy asks other people", hand_made(*_FOREIGN)),
    breaks("session-without-mfa", "it is required", "session-rule", hand_made(session_rule={"mfaRequired": True})),
    breaks(
        "session-without-mfa", "people are challenged", "session-rule", hand_made(session_rule={"access": "CHALLENGE"})
    ),
    waits("session-without-mfa", "it is not known", "session-rule", hand_made(session_rule={"mfaRequired": UNKNOWN})),
    passes("session-lifetimes", "both are set"),
    passes("session-lifetimes", "a rule without any denies", hand_made(_BLOCKED)),
    breaks("session-lifetimes", "idle time is not set", "session-rule", hand_made(session_rule={"sessionIdle": GONE})),
    breaks("session-lifetimes", "a session never ends", "session-rule", hand_made(session_rule={"sessionLifetime": 0})),
    waits(
        "session-lifetimes", "one is not known", "session-rule", hand_made(session_rule={"sessionLifetime": UNKNOWN})
    ),
    passes("session-names-its-people", "it names groups"),
    breaks("session-names-its-people", "it names none", "session", hand_made(session={"groupsIncluded": GONE})),
    breaks("session-names-its-people", "a second one names none", "everybody", hand_made(*_EVERYBODY)),
    passes(
        "session-names-its-people",
        "the stack has no app of Jamf Connect's",
        without(hand_made(*_EVERYBODY), "check", "window"),
    ),
    waits(
        "session-names-its-people", "groups are not known", "session", hand_made(session={"groupsIncluded": UNKNOWN})
    ),
    passes("session-nobody-else", "it names assigned groups only"),
    passes("session-nobody-else", "another team's policy names other people", hand_made(*_FOREIGN)),
    breaks(
        "session-nobody-else",
        "it names a further group",
        "session",
        hand_made(session={"groupsIncluded": ["people", "everybody"]}),
    ),
    waits(
        "session-nobody-else",
        "a group is not known",
        "session",
        hand_made(session={"groupsIncluded": ["people", UNKNOWN]}),
    ),
]
