"""How assurance names authenticators and their methods: keys, methods, types, ids."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from jamf_connect_okta.simulated_org.core.errors import validation
from jamf_connect_okta.simulated_org.core.org import Org
from jamf_connect_okta.simulated_org.management.bodies import (
    list_of_objects,
    one_of,
    optional_text,
    required_text,
    strings,
)

# Every key with its methods, as in Okta's OpenAPI description and its table of factor classes: an org need not have
# an authenticator to name its key.
_METHODS = {
    "custom_app": {"push"},
    "custom_otp": {"otp"},
    "duo": {"duo"},
    "external_idp": {"idp"},
    "google_otp": {"otp"},
    "okta_email": {"email"},
    "okta_password": {"password"},
    "okta_verify": {"push", "signed_nonce", "totp"},
    "onprem_mfa": {"otp"},
    "phone_number": {"sms", "voice"},
    "rsa_token": {"otp"},
    "security_key": {"webauthn"},
    "security_question": {"security_question"},
    "smart_card_idp": {"cert", "idp"},
    "symantec_vip": {"otp"},
    "tac": {"tac"},
    "webauthn": {"webauthn"},
    "yubikey_token": {"otp"},
}
_ALL_METHODS = frozenset().union(*_METHODS.values())
_TYPES = frozenset({"app", "email", "federated", "password", "phone", "security_key", "security_question", "tac"})


def check_types_and_methods(constraint: dict[str, Any]) -> None:
    """Refuses a constraint whose `types` or `methods` Okta does not know.

    Okta's description writes them in capitals, its clients and answers in small letters: either is taken, and kept as
    it was sent. Okta's text for an unknown one is not recorded.
    """
    for field, known in (("types", _TYPES), ("methods", _ALL_METHODS)):
        for name in strings(constraint, field):
            _check_known(field, name, known)


def check_authenticators(org: Org, holder: dict[str, Any], field: str, *, method_required: bool = False) -> None:
    """Refuses a list of {key, method, id} whose key or id names nothing, or whose parts don't fit each other.

    Okta's texts are not recorded. Recorded is that an id goes with the key of an authenticator that the org has.
    """
    for named in list_of_objects(holder, field):
        key = required_text(named, "key")
        _check_known("key", key, _METHODS)
        method = required_text(named, "method") if method_required else optional_text(named, "method")
        if method is not None:
            _check_known(f"method of {key}", method, _METHODS[key.lower()])
        authenticator_id = optional_text(named, "id")
        if authenticator_id is None:
            continue
        authenticator = org.store.get("authenticator", authenticator_id)
        if authenticator is None or authenticator["document"]["key"] != key.lower():
            raise validation(field, f"Invalid authenticator ID specified for {key}: {authenticator_id}")


def check_strength(holder: dict[str, Any], *fields: str) -> None:
    """Refuses words other than REQUIRED and OPTIONAL, and ways to verify a user that Okta does not know."""
    for field in fields:
        one_of(holder, field, ("REQUIRED", "OPTIONAL"), default="OPTIONAL")
    for way in strings(holder, "userVerificationMethods"):
        _check_known("userVerificationMethods", way, ("biometrics", "pin"))


def _check_known(field: str, name: str, known: Iterable[str]) -> None:
    if name.lower() not in known:
        raise validation(field.partition(" ")[0], f"{field}: {name!r} is none of {', '.join(sorted(known))}")
