"""Hand-made cases about what satisfies a rule of an app."""

from __future__ import annotations

from ..conftest import Json
from .cases import (
    PASSWORD_ONLY,
    Case,
    allowed,
    app_rule,
    assurance,
    chain,
    chains,
    denied,
    session,
    session_rule,
)

_REFERENCE = "Okta's policy reference: constraints"
_CLASSES = "Okta's policy reference: factor classes of authenticators"
_CHARACTERISTICS = "Okta's help: characteristics of authenticators"
_CHAINS = "Okta's API: authentication method chains"
_RECORDED_CHAIN = "recorded: TestAccResourceOktaAppSignOnPolicyRules_crud, a chain of password and e-mail"
_SMS, _PUSH = {"key": "phone_number", "method": "sms"}, {"key": "okta_verify", "method": "push"}
_PASSWORD = {"knowledge": {"types": ["password"]}}
_MFA_APP = assurance("2FA", {**_PASSWORD, "possession": {"authenticationMethods": [_SMS, _PUSH]}})
_TWO_STEPS = chains(chain("okta_password/password", "okta_email/email"))
_THREE_STEPS = chains(chain("okta_password/password", "okta_email/email", "okta_verify/push"))
_OR = assurance("1FA", _PASSWORD, {"possession": {"phishingResistant": "REQUIRED"}})
_BUT_SMS = assurance("1FA", {"possession": {"excludedAuthenticationMethods": [_SMS]}})


def _one(characteristic: str) -> Json:
    return assurance("1FA", {"possession": {characteristic: "REQUIRED"}})


def _enough(fact: str, source: str, method: Json, *presents: str) -> Case:
    return _case(fact, source, method, presents, is_enough=True)


def _not_enough(fact: str, source: str, method: Json, *presents: str) -> Case:
    return _case(fact, source, method, presents, is_enough=False)


def _case(fact: str, source: str, method: Json, presents: tuple[str, ...], *, is_enough: bool) -> Case:
    """The session policy takes whatever the app's rule takes."""
    outcome = (allowed if is_enough else denied)("Any factor", "Rule")
    any_factor = session(session_rule("Any factor", primaryFactor="PASSWORD_IDP_ANY_FACTOR"))
    return Case(fact, source, outcome, session=[any_factor], app=[app_rule("Rule", method)], presents=presents)


CASES = [
    _enough("password-only takes a password", "recorded form", PASSWORD_ONLY, "password"),
    _not_enough("password-only takes nothing else", _REFERENCE, PASSWORD_ONLY, "push", "security_question"),
    _enough("one factor without constraints is any, a password too", _REFERENCE, assurance("1FA"), "password"),
    _enough("one factor without constraints is any, a push too", _REFERENCE, assurance("1FA"), "push"),
    _not_enough("nothing presented satisfies nothing", _REFERENCE, assurance("1FA")),
    _enough("an empty constraint asks for nothing", "recorded: constraints [{}]", assurance("1FA", {}), "email"),
    _not_enough("two factors are more than ROPG has", "field reports: denied by sign on policy", _MFA_APP, "password"),
    _enough("password and push are two factors", _REFERENCE, assurance("2FA"), "password", "push"),
    _enough("the order of two factors does not matter", _REFERENCE, assurance("2FA"), "push", "password"),
    _not_enough("two of one class are one factor", _CLASSES, assurance("2FA"), "push", "email"),
    _not_enough("a password and an answer are one factor", _CLASSES, assurance("2FA"), "password", "security_question"),
    _enough("parts of one constraint go together", _REFERENCE, _MFA_APP, "password", "sms"),
    _not_enough("of one constraint no part may be missing", _REFERENCE, _MFA_APP, "security_question", "sms"),
    _not_enough("a method that is not listed does not count", _REFERENCE, _MFA_APP, "password", "totp"),
    _enough("constraints are alternatives: the first", _REFERENCE, _OR, "password"),
    _enough("constraints are alternatives: the second", _REFERENCE, _OR, "webauthn"),
    _not_enough("what meets no alternative is not enough", _REFERENCE, _OR, "push"),
    _enough(
        "the class that a 2FA constraint leaves out is any",
        _REFERENCE,
        assurance("2FA", _PASSWORD),
        "password",
        "email",
    ),
    _not_enough(
        "ROPG never shows possession", _CLASSES, assurance("1FA", {"possession": {"types": ["phone"]}}), "password"
    ),
    _not_enough("an excluded method does not count", _REFERENCE, _BUT_SMS, "sms"),
    _enough("what is not excluded counts", _REFERENCE, _BUT_SMS, "push"),
    _enough(
        "with exclusions a class is no longer required, so another one will do",
        "Okta's API: required is false once something is excluded",
        _BUT_SMS,
        "password",
    ),
    _not_enough(
        "a class stays required with exclusions when the rule says so",
        "Okta's API: required is kept as it was sent",
        assurance("1FA", {"possession": {"excludedAuthenticationMethods": [_SMS], "required": True}}),
        "password",
    ),
    _enough(
        "a key without a method excludes or names all of its methods",
        _REFERENCE,
        assurance("1FA", {"possession": {"authenticationMethods": [{"key": "okta_verify"}]}}),
        "totp",
    ),
    _enough(
        "words in capitals mean the same",
        "Okta's API description writes capitals, recordings small letters",
        assurance("1FA", {"knowledge": {"types": ["PASSWORD"], "methods": ["PASSWORD"]}}),
        "password",
    ),
    _not_enough(
        "an identity provider as the second factor is nobody's here",
        "recorded: TestAccResourceOktaAppSignOnPolicyRule_issue_1059814",
        assurance(
            "2FA", {**_PASSWORD, "possession": {"authenticationMethods": [{"key": "external_idp", "method": "idp"}]}}
        ),
        "password",
        "push",
    ),
    _enough("a one-time password of an app is bound to a device", _CHARACTERISTICS, _one("deviceBound"), "totp"),
    _not_enough(
        "e-mail, SMS and voice are bound to no device", _CHARACTERISTICS, _one("deviceBound"), "email", "sms", "voice"
    ),
    _enough("a security key resists phishing", _CHARACTERISTICS, _one("phishingResistant"), "webauthn"),
    _not_enough("a push does not resist phishing", _CHARACTERISTICS, _one("phishingResistant"), "push", "totp"),
    _not_enough(
        "nobody here has protected hardware", "inferred: it depends on the phone", _one("hardwareProtection"), "push"
    ),
    _not_enough("nobody here verifies by biometrics", "inferred", _one("userVerification"), "webauthn", "push"),
    _enough("everybody here is present", "Okta's API: userPresence is the default", _one("userPresence"), "sms"),
    _not_enough(
        "how long a factor is remembered never matters to ROPG",
        "inferred: every token request authenticates anew",
        assurance("2FA", reauthenticateIn="PT43800H"),
        "password",
    ),
    _enough("a chain of a password alone is ROPG's", "inferred", chains(chain("okta_password/password")), "password"),
    _not_enough("a chain of two steps is more than ROPG has", _RECORDED_CHAIN, _TWO_STEPS, "password"),
    _enough("a chain is walked step by step", _RECORDED_CHAIN, _TWO_STEPS, "password", "email"),
    _not_enough("a chain is not walked backwards", _CHAINS, _TWO_STEPS, "email", "password"),
    _enough("a chain of three steps", _CHAINS, _THREE_STEPS, "password", "email", "push"),
    _not_enough("a chain of three steps with one left out", _CHAINS, _THREE_STEPS, "password", "push"),
    _enough("what is verified in between does no harm", "inferred", _TWO_STEPS, "password", "sms", "email"),
    _enough(
        "the methods of one step are alternatives",
        _CHAINS,
        chains(chain("okta_password/password", "okta_email/email or phone_number/sms")),
        "password",
        "sms",
    ),
    _enough(
        "chains are alternatives",
        _CHAINS,
        chains(chain("webauthn/webauthn"), chain("okta_password/password")),
        "password",
    ),
    _not_enough(
        "a step can ask for more than its method has",
        _CHAINS,
        chains(chain("okta_password/password", "okta_verify/push", phishingResistant="REQUIRED")),
        "password",
        "push",
    ),
]
