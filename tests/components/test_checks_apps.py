"""What Okta and the login window take of the apps."""

from typing import Any

import pytest

from .stacks import Told, prod, refusal_of_prod

FACTORS = "Use some of: push, totp, sms, voice, email."
CHARACTERS = "Use letters, digits and any of $-_.+!*'(), only."
SCOPE = "Write it as Okta does, such as okta.groups.read."
DURATION = "Write PT0S to ask at every sign-in, PT8H for eight hours, P30D for thirty days."
NO_APP = "Set mfaApp.stage to active, or remove the other keys of mfaApp."


def mfa(**changes: Any) -> dict[str, Any]:
    return {"mfaApp": {"stage": "active"} | changes}


REFUSED: dict[str, tuple[dict[str, Any], list[Told]]] = {
    "a client ID with a space": (
        {"ropgApp": {"clientId": "jamf connect"}},
        [("ropgApp.clientId", "jamf connect", CHARACTERS)],
    ),
    "a client ID with a slash": (mfa(clientId="jamf/connect"), [("mfaApp.clientId", "jamf/connect", CHARACTERS)]),
    "a client ID with an umlaut": ({"ropgApp": {"clientId": "prüfung"}}, [("ropgApp.clientId", "prüfung", CHARACTERS)]),
    "the client ID that Okta keeps for all clients": (
        {"ropgApp": {"clientId": "ALL_CLIENTS"}},
        [("ropgApp.clientId", "ALL_CLIENTS", CHARACTERS)],
    ),
    "settings of an MFA app that is absent": (
        {"mfaApp": {"factors": ["push"]}},
        [("mfaApp.stage", "absent", NO_APP)],
    ),
    "settings of an MFA app that is absent on purpose": (
        {"mfaApp": {"stage": "absent", "clientId": "login-window"}},
        [("mfaApp.stage", "absent", NO_APP)],
    ),
    "no factor at all, which nothing satisfies": (mfa(factors=[]), [("mfaApp.factors", [], FACTORS)]),
    "a factor that does not exist": (mfa(factors=["push", "pigeon"]), [("mfaApp.factors", "pigeon", FACTORS)]),
    "a factor in other case": (mfa(factors=["Push"]), [("mfaApp.factors", "Push", FACTORS)]),
    "a password as second factor": (mfa(factors=["password"]), [("mfaApp.factors", "password", FACTORS)]),
    "two hardware authenticators": (
        mfa(factors=["webauthn", "push", "smart_card"]),
        [("mfaApp.factors", "webauthn", FACTORS), ("mfaApp.factors", "smart_card", FACTORS)],
    ),
    "a duration in words": (mfa(reauthenticateIn="2 hours"), [("mfaApp.reauthenticateIn", "2 hours", DURATION)]),
    "a duration without a value": (mfa(reauthenticateIn="PT"), [("mfaApp.reauthenticateIn", "PT", DURATION)]),
    "a duration of nothing": (mfa(reauthenticateIn="P"), [("mfaApp.reauthenticateIn", "P", DURATION)]),
    "no duration": (mfa(reauthenticateIn=""), [("mfaApp.reauthenticateIn", "", DURATION)]),
    "the scope that is always granted": (
        {"apiScopes": ["okta.users.read"]},
        [("apiScopes", "okta.users.read", "Remove it; list additional scopes only.")],
    ),
    "a sign-in scope as an API scope": ({"apiScopes": ["openid"]}, [("apiScopes", "openid", SCOPE)]),
    "an API scope without its verb": ({"apiScopes": ["okta.groups"]}, [("apiScopes", "okta.groups", SCOPE)]),
    "neither PKCE nor client authentication": (
        {"pkceRequired": False},
        [("pkceRequired", False, "Set it to true, or tokenEndpointAuthMethod to client_secret_basic.")],
    ),
}


@pytest.mark.parametrize(("changes", "told"), REFUSED.values(), ids=REFUSED.keys())
def test_what_okta_or_the_login_window_can_t_take_is_refused(changes: dict[str, Any], told: list[Told]) -> None:
    assert refusal_of_prod(**changes) == told


@pytest.mark.parametrize(
    "factor",
    ["webauthn", "security_key", "fido2", "yubikey", "smart_card", "cert", "signed_nonce", "fastpass"],
)
def test_a_factor_out_of_the_login_window_s_reach_is_refused(factor: str) -> None:
    assert refusal_of_prod(**mfa(factors=["push", factor])) == [("mfaApp.factors", factor, FACTORS)]


ACCEPTED: dict[str, dict[str, Any]] = {
    "every character of a client ID": {"ropgApp": {"clientId": "Aa1$-_.+!*'(),"}},
    "each single factor: push": mfa(factors=["push"]),
    "each single factor: totp": mfa(factors=["totp"]),
    "each single factor: sms": mfa(factors=["sms"]),
    "each single factor: voice": mfa(factors=["voice"]),
    "each single factor: email": mfa(factors=["email"]),
    "all factors": mfa(factors=["email", "voice", "sms", "totp", "push"]),
    "every sign-in": mfa(reauthenticateIn="PT0S"),
    "hours and minutes": mfa(reauthenticateIn="PT8H30M"),
    "days": mfa(reauthenticateIn="P30D"),
    "days and hours": mfa(reauthenticateIn="P1DT12H"),
    "further API scopes": {"apiScopes": ["okta.groups.read", "okta.apps.manage", "okta.myAccount.profile.read.self"]},
    "an MFA app that is absent on purpose": {"mfaApp": {"stage": "absent"}},
    "settings of an MFA app that is retiring": {"mfaApp": {"stage": "retiring", "factors": ["push"]}},
    "client authentication with PKCE": {"tokenEndpointAuthMethod": "client_secret_basic"},
    "client authentication instead of PKCE": {"tokenEndpointAuthMethod": "client_secret_post", "pkceRequired": False},
}


@pytest.mark.parametrize("changes", ACCEPTED.values(), ids=ACCEPTED.keys())
def test_what_both_can_take_is_accepted(changes: dict[str, Any]) -> None:
    prod(**changes)
