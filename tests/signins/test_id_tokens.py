"""An ID token counts only when everything about it is as a client has to check it."""

from __future__ import annotations

import json
import time
from typing import Any, cast

import httpx
import jwt
import pytest
from cryptography.hazmat.primitives.asymmetric import rsa
from jwt.algorithms import RSAAlgorithm

from jamf_connect_okta.signins.id_tokens import decoded
from jamf_connect_okta.signins.stage import Stage

SERVER = {"issuer": "https://acme.okta.invalid", "jwks_uri": "/oauth2/v1/keys"}
OWN, OTHER = (rsa.generate_private_key(public_exponent=65537, key_size=2048) for _ in range(2))


def decode(key: rsa.RSAPrivateKey = OWN, **changes: Any) -> dict[str, Any]:
    claims = {"iss": SERVER["issuer"], "aud": "0oa1", "exp": int(time.time()) + 60, "nonce": "n"} | changes
    published = {**json.loads(RSAAlgorithm.to_jwk(OWN.public_key())), "kid": "one"}
    keys = httpx.MockTransport(lambda _: httpx.Response(200, json={"keys": [published]}))
    with httpx.Client(base_url="http://org", transport=keys) as browser:
        stage = Stage(browser, browser, cast(Any, None))
        return decoded(stage, SERVER, jwt.encode(claims, key, "RS256", headers={"kid": "one"}), "0oa1", "n")


def test_a_right_token_is_decoded() -> None:
    assert decode(groups=["Mac Admins"])["groups"] == ["Mac Admins"]


@pytest.mark.parametrize(
    "wrong",
    [
        {"iss": "https://other.okta.invalid"},
        {"aud": "0oa2"},
        {"exp": 1},
        {"nonce": "m"},
        {"key": OTHER},
    ],
    ids=lambda wrong: next(iter(wrong)),
)
def test_a_token_is_refused_for_another(wrong: dict[str, Any]) -> None:
    with pytest.raises(jwt.InvalidTokenError):
        decode(**wrong)
