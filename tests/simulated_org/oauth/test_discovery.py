"""What clients look up: metadata, and the keys that tokens are signed with."""

from __future__ import annotations

from datetime import timedelta

import httpx
import jwt
import pytest

from jamf_connect_okta.simulated_org.core.signing_keys import ROTATION
from jamf_connect_okta.simulated_org.serving.running import RunningOrg

from ..conftest import Json, ok
from .conftest import make_app, token_request

ISSUER = "https://acme.okta.invalid"


def metadata(org: RunningOrg, **query: str) -> httpx.Response:
    return httpx.get(f"{org.base_url}/.well-known/openid-configuration", params=query, trust_env=False)


def kids(org: RunningOrg, **query: str) -> list[str]:
    keys = ok(httpx.get(f"{org.base_url}/oauth2/v1/keys", params=query, trust_env=False))["keys"]
    return [key["kid"] for key in keys]


def signed_by(org: RunningOrg, app: Json) -> str:
    """The id of the key that an ID token of the app is signed with."""
    form = {"username": "alice@acme.example", "password": "Alice-Rehearsal-1", "scope": "openid"}
    token = ok(token_request(org, app, grant_type="password", **form))["id_token"]
    return str(jwt.get_unverified_header(token)["kid"])


def advance(org: RunningOrg, time: timedelta) -> None:
    now = org.org.clock()
    org.org.clock = lambda: now + time


def test_the_metadata_name_the_org_as_the_issuer(org: RunningOrg) -> None:
    told = ok(metadata(org))
    assert told["issuer"] == ISSUER
    assert told["token_endpoint"] == f"{ISSUER}/oauth2/v1/token"


@pytest.mark.parametrize("endpoint", ["authorization", "token", "userinfo", "introspection", "revocation"])
def test_every_endpoint_that_a_sign_in_needs_is_there(org: RunningOrg, endpoint: str) -> None:
    path = ok(metadata(org))[f"{endpoint}_endpoint"].removeprefix(ISSUER)
    assert httpx.post(org.base_url + path, trust_env=False).status_code not in (404, 405, 500)


def test_every_response_mode_that_is_named_is_known(org: RunningOrg) -> None:
    assert {"query", "fragment", "form_post"} <= set(ok(metadata(org))["response_modes_supported"])


def test_the_metadata_of_an_unknown_client_are_refused(org: RunningOrg) -> None:
    assert metadata(org, client_id="0oaUnknown").json()["errorCode"] == "invalid_client"


def test_tokens_are_signed_with_a_published_key(org: RunningOrg, mfa_app: Json) -> None:
    assert signed_by(org, mfa_app) in kids(org)


def test_keys_say_what_they_are_for(org: RunningOrg) -> None:
    (key,) = ok(httpx.get(f"{org.base_url}/oauth2/v1/keys", trust_env=False))["keys"]
    assert {name: key[name] for name in ("kty", "alg", "use")} == {"kty": "RSA", "alg": "RS256", "use": "sig"}
    assert "d" not in key


def test_keys_may_be_kept_for_a_while(org: RunningOrg) -> None:
    assert "max-age=" in httpx.get(f"{org.base_url}/oauth2/v1/keys", trust_env=False).headers["Cache-Control"]


def test_a_rotated_key_stays_published_for_the_tokens_that_carry_it(org: RunningOrg, mfa_app: Json) -> None:
    old = signed_by(org, mfa_app)
    advance(org, ROTATION)
    new = signed_by(org, mfa_app)
    assert new != old
    assert kids(org) == [old, new]


def test_a_pinned_key_does_not_rotate(
    org: RunningOrg, okta: httpx.Client, mac_users: str, policies: Json, mfa_app: Json
) -> None:
    pinned = make_app(okta, mac_users, policies, autoKeyRotation=False)
    old = signed_by(org, pinned)
    for _ in range(3):
        advance(org, ROTATION)
        signed_by(org, mfa_app)
    assert signed_by(org, pinned) == old
    assert old not in kids(org)
    assert kids(org, client_id=pinned["id"]) == [old]
