"""What the rules for the login window's policy say."""

from guardrails.facts import UNKNOWN

from .cases import breaks, passes, waits
from .hand_made import GONE, PASSWORD, hand_made
from .policies import chain, constraint, rule, window

_POSSESSION = constraint(possession={"required": True, "methods": ["push"]})
_PUSH_TYPED = constraint(knowledge=PASSWORD, possession={"methods": ["push"]})
_STRONG = constraint(knowledge=PASSWORD, possession={"hardwareProtection": "REQUIRED"})
_KEY = constraint(knowledge=PASSWORD, possession={"types": ["security_key"]})
_FASTPASS = constraint(
    knowledge=PASSWORD, possession={"authenticationMethods": [{"key": "okta_verify", "method": "signed_nonce"}]}
)
_KEYS_LEFT = {
    "excludedAuthenticationMethods": [
        {"key": "any", "method": each} for each in ("push", "totp", "otp", "sms", "voice", "email", "signed_nonce")
    ]
}
_PHONE = constraint(knowledge=PASSWORD, possession={"types": ["phone"]})
_DENYING = hand_made(rule("no", "window-policy", access="DENY", deviceIsManaged=GONE))

CASES = [
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
    passes(
        "mfa-every-sign-in",
        "a chain says so itself",
        window(type="AUTH_METHOD_CHAIN", reAuthenticationFrequency="", chains=['{"reauthenticateIn": "PT0S"}']),
    ),
    breaks(
        "mfa-every-sign-in",
        "a constraint has a longer time of its own",
        "window-rule",
        window(_PUSH_TYPED, constraint(knowledge=PASSWORD | {"reauthenticateIn": "PT12H"})),
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
    breaks(
        "mfa-password-typed",
        "whether it is required is left out, which the provider sends as false",
        "window-rule",
        window(constraint(knowledge={"types": ["password"]}, possession={"required": True, "methods": ["push"]})),
    ),
    breaks(
        "mfa-password-typed",
        "a constraint has no form that Okta could read",
        "window-rule",
        window(constraint(knowledge={"types": 5})),
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
    *(
        breaks(
            "mfa-factor-works-at-login-window",
            f"only security keys are left{said}",
            "window-rule",
            window(constraint(knowledge=PASSWORD, possession={**required, **_KEYS_LEFT})),
        )
        for said, required in (("", {}), (" of what is required", {"required": True}))
    ),
    *(
        breaks(
            "mfa-factor-works-at-login-window",
            f"a constraint has {unreadable} for a method",
            "window-rule",
            window(constraint(knowledge=PASSWORD, possession={"authenticationMethods": [unreadable]})),
        )
        for unreadable in ("push", None)
    ),
    breaks(
        "mfa-factor-works-at-login-window",
        "a chain's next step is no step",
        "window-rule",
        window(type="AUTH_METHOD_CHAIN", chains=['{"next": ["push"]}', "[]"]),
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
