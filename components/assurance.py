"""What a person must prove to pass an authentication policy rule, as types that become Okta's JSON."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any


class Factor(StrEnum):
    """Second factors that work in the web view of Jamf Connect's login window.

    Security keys, smart cards and Okta FastPass are absent on purpose: WebKit can't reach them before anyone has
    signed in to the Mac (Jamf Nation article, "Do not allow for the use of hardware authenticators").
    """

    PUSH = "push"
    TOTP = "totp"
    SMS = "sms"
    VOICE = "voice"
    EMAIL = "email"


@dataclass(frozen=True)
class Assurance:
    """The verification that a rule of an authentication policy asks for, in the provider's terms.

    `factor_mode` is `1FA` or `2FA`; `reauthenticate_in` an ISO 8601 duration, `PT0S` for every sign-in;
    `constraints` one canonical JSON text per alternative (sorted keys, so that equal demands compare equal).
    """

    factor_mode: str
    reauthenticate_in: str
    constraints: tuple[str, ...]


def password_only() -> Assurance:
    """A password and nothing else: the only thing that the resource owner password grant can present."""
    return Assurance(
        factor_mode="1FA", reauthenticate_in=_EVERY_SIGN_IN, constraints=(_json({"knowledge": _PASSWORD}),)
    )


def password_and(factors: Sequence[Factor], *, reauthenticate_in: str) -> Assurance:
    """A typed password, which Jamf Connect copies to the Mac, and one of `factors`."""
    possession = {"required": True, "authenticationMethods": [_METHODS[factor] for factor in sorted(set(factors))]}
    return Assurance(
        factor_mode="2FA",
        reauthenticate_in=reauthenticate_in,
        constraints=(_json({"knowledge": _PASSWORD, "possession": possession}),),
    )


_EVERY_SIGN_IN = "PT0S"

# Okta answers with `required` on every part of a constraint; saying it ourselves keeps the next preview empty.
_PASSWORD = {"required": True, "types": ["password"]}

_METHODS = {
    Factor.PUSH: {"key": "okta_verify", "method": "push"},
    Factor.TOTP: {"key": "okta_verify", "method": "totp"},
    Factor.SMS: {"key": "phone_number", "method": "sms"},
    Factor.VOICE: {"key": "phone_number", "method": "voice"},
    Factor.EMAIL: {"key": "okta_email", "method": "email"},
}


def _json(constraint: dict[str, Any]) -> str:
    return json.dumps(constraint, sort_keys=True)
