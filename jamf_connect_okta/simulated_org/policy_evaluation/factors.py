"""The factors that people sign in with, and what Okta's policies ask of them."""

from __future__ import annotations

from typing import NamedTuple


class Factor(NamedTuple):
    """One way to verify: an authenticator's method with the characteristics that assurance constraints name.

    `factor_class` is knowledge or possession. No simulated person verifies by biometrics, so inherence never counts:
    an org where it does lets in more people than this one, never fewer.
    """

    name: str
    key: str
    method: str
    type: str
    factor_class: str
    amr: tuple[str, ...]
    device_bound: bool = False
    phishing_resistant: bool = False
    hardware_protected: bool = False
    words: str = ""


# Factor classes: Okta's policy reference. Device-bound: "all possession authenticators except for email and phone"
# (help.okta.com, authenticator characteristics). Hardware protection depends on the phone, so none is counted on.
# amr: Okta's guide to the amr claim.
_ALL = (
    Factor("password", "okta_password", "password", "password", "knowledge", ("pwd",), words="a password"),
    Factor(
        "security_question",
        "security_question",
        "security_question",
        "security_question",
        "knowledge",
        ("kba",),
        words="the answer to a security question",
    ),
    Factor("email", "okta_email", "email", "email", "possession", ("email",), words="a code by e-mail"),
    Factor("sms", "phone_number", "sms", "phone", "possession", ("sms",), words="a code by SMS"),
    Factor("voice", "phone_number", "voice", "phone", "possession", ("tel",), words="a code by voice call"),
    Factor(
        "totp",
        "okta_verify",
        "totp",
        "app",
        "possession",
        ("okta_verify", "otp"),
        device_bound=True,
        words="a code from Okta Verify",
    ),
    Factor(
        "push",
        "okta_verify",
        "push",
        "app",
        "possession",
        ("okta_verify", "swk"),
        device_bound=True,
        words="a push to Okta Verify",
    ),
    Factor(
        "signed_nonce",
        "okta_verify",
        "signed_nonce",
        "app",
        "possession",
        ("okta_verify", "phr"),
        device_bound=True,
        phishing_resistant=True,
        words="Okta FastPass",
    ),
    Factor(
        "google_otp",
        "google_otp",
        "otp",
        "app",
        "possession",
        ("google_otp", "otp"),
        device_bound=True,
        words="a code from Google Authenticator",
    ),
    Factor(
        "webauthn",
        "webauthn",
        "webauthn",
        "security_key",
        "possession",
        ("pop",),
        device_bound=True,
        phishing_resistant=True,
        words="a security key",
    ),
)

FACTORS = {factor.name: factor for factor in _ALL}
"""Every factor by the name that a seed gives it."""

PASSWORD = FACTORS["password"]
