"""What tokens say about a person."""

from __future__ import annotations

import httpx
import jwt
import pytest

from ..conftest import Json, ok
from .conftest import Browser


def claims(browser: Browser, *factors: str, **changes: str) -> Json:
    token = browser.sign_in(factors=factors or ("password",), response_type="id_token", **changes)["id_token"]
    return dict(jwt.decode(token, options={"verify_signature": False}))


@pytest.mark.parametrize(
    ("factors", "amr"),
    [
        (("password",), ["pwd"]),
        (("password", "email"), ["pwd", "email", "mfa"]),
        (("password", "sms"), ["pwd", "sms", "mfa"]),
        (("password", "voice"), ["pwd", "tel", "mfa"]),
        (("password", "totp"), ["pwd", "okta_verify", "otp", "mfa"]),
        (("password", "push"), ["pwd", "okta_verify", "swk", "mfa"]),
        (("signed_nonce",), ["okta_verify", "phr"]),
        (("webauthn", "password"), ["pop", "pwd", "mfa"]),
    ],
)
def test_authentication_methods_are_named_in_oktas_words(
    browser: Browser, factors: tuple[str, ...], amr: list[str]
) -> None:
    assert claims(browser, *factors)["amr"] == amr


def test_the_scopes_decide_what_is_told(browser: Browser) -> None:
    base = {"sub", "ver", "iss", "aud", "iat", "exp", "jti", "amr", "idp", "auth_time", "nonce"}
    profile = {"name", "preferred_username", "given_name", "family_name", "updated_at"}
    assert set(claims(browser, scope="openid")) == base
    assert set(claims(browser, scope="openid email")) == base | {"email", "email_verified"}
    assert set(claims(browser, scope="openid profile")) == base | profile
    assert set(claims(browser, scope="openid groups")) == base | {"groups"}


def test_attributes_of_the_profile_become_claims(okta: httpx.Client, browser: Browser, alice: Json) -> None:
    attributes = {"nickName": "Ali", "middleName": "B", "timezone": "Europe/Berlin", "locale": "de_DE"}
    ok(okta.post(f"/api/v1/users/{alice['id']}", json={"profile": {**attributes, "primaryPhone": "+49 30 1"}}))
    told = claims(browser, scope="openid profile phone")
    assert (told["nickname"], told["middle_name"], told["zoneinfo"]) == ("Ali", "B", "Europe/Berlin")
    assert (told["locale"], told["phone_number"]) == ("de_DE", "+49 30 1")


def test_a_token_is_for_one_client_and_one_hour(browser: Browser, mfa_app: Json, alice: Json) -> None:
    told = claims(browser)
    assert (told["iss"], told["aud"], told["sub"]) == ("https://acme.okta.invalid", mfa_app["id"], alice["id"])
    assert told["exp"] - told["iat"] == 3600
    assert told["jti"].startswith("ID.")
