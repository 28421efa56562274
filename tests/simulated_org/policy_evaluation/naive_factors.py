"""What Okta's documents say about the factors that people present, for the second evaluator."""

from __future__ import annotations

from typing import Any

# Name in a seed: (class, authenticator key, method, authenticator type), from the policy reference's tables.
_FACTS = {
    "password": ("knowledge", "okta_password", "password", "password"),
    "security_question": ("knowledge", "security_question", "security_question", "security_question"),
    "email": ("possession", "okta_email", "email", "email"),
    "sms": ("possession", "phone_number", "sms", "phone"),
    "voice": ("possession", "phone_number", "voice", "phone"),
    "totp": ("possession", "okta_verify", "totp", "app"),
    "push": ("possession", "okta_verify", "push", "app"),
    "signed_nonce": ("possession", "okta_verify", "signed_nonce", "app"),
    "google_otp": ("possession", "google_otp", "otp", "app"),
    "webauthn": ("possession", "webauthn", "webauthn", "security_key"),
}
FACTOR_NAMES = sorted(_FACTS)


def classes_of(presented: list[str]) -> set[str]:
    return {_FACTS[factor][0] for factor in presented}


def is_in_class(factor: str, factor_class: str) -> bool:
    return _FACTS[factor][0] == factor_class


def is_of_type(factor: str, name: str) -> bool:
    return _FACTS[factor][3] == name.lower()


def is_of_method(factor: str, name: str) -> bool:
    return _FACTS[factor][2] == name.lower()


def has_method(factor: str, named: dict[str, Any]) -> bool:
    _, key, method, _ = _FACTS[factor]
    if named["key"].lower() != key:
        return False
    return "method" not in named or named["method"].lower() == method


def is_as_strong(factor: str, asked: dict[str, Any]) -> bool:
    """Of the characteristics that can be required, biometrics and hardware are those that nobody here shows."""
    for characteristic in ("userVerification", "hardwareProtection"):
        if asked.get(characteristic) == "REQUIRED":
            return False
    if asked.get("phishingResistant") == "REQUIRED" and factor not in ("webauthn", "signed_nonce"):
        return False
    if asked.get("deviceBound") == "REQUIRED":
        return factor not in ("password", "security_question", "email", "sms", "voice")
    return True
