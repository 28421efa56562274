"""OAuth clients that others wrote get through every flow: Authlib for requests, joserfc for tokens."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any
from urllib.parse import urlsplit

import httpx
import pytest
from authlib.integrations.httpx_client import OAuth2Client
from authlib.oidc.core import CodeIDToken, HybridIDToken, ImplicitIDToken
from joserfc import jwt
from joserfc.errors import BadSignatureError
from joserfc.jwk import KeySet

from jamf_connect_okta.simulated_org.serving.running import RunningOrg

from ..conftest import Json, ok
from .conftest import CHALLENGE, REDIRECT_URI, VERIFIER, Browser, make_app, values

SECRET = "a-secret-as-long-as-those-of-okta"
ISSUER = "https://acme.okta.invalid"
SCOPE = "openid profile email groups offline_access"


def oauth_client(org: RunningOrg, app: Json, **settings: Any) -> OAuth2Client:
    client_settings = {"token_endpoint_auth_method": "none", "code_challenge_method": "S256"} | settings
    return OAuth2Client(
        app["id"],
        scope=SCOPE,
        redirect_uri=REDIRECT_URI,
        token_endpoint=f"{org.base_url}/oauth2/v1/token",
        trust_env=False,
        **client_settings,
    )


@pytest.fixture
def mac(org: RunningOrg, mfa_app: Json) -> Iterator[OAuth2Client]:
    """A client as public as Jamf Connect."""
    with oauth_client(org, mfa_app) as client:
        yield client


def sign_in(org: RunningOrg, browser: Browser, client: OAuth2Client, **parameters: str) -> httpx.Response:
    """Follows the URL that the client made; what the browser is sent to then."""
    url, _ = client.create_authorization_url(
        f"{org.base_url}/oauth2/v1/authorize", code_verifier=VERIFIER, nonce="a-nonce", **parameters
    )
    return browser.finish(browser.http.get(url), "alice", ("password", "push"))


def verified(org: RunningOrg, app: Json, token: str, kind: type[CodeIDToken], **parameters: str) -> Any:
    """The claims of an ID token, checked as OpenID Connect Core demands."""
    keys = KeySet.import_key_set(ok(httpx.get(f"{org.base_url}/oauth2/v1/keys", trust_env=False)))
    decoded = jwt.decode(token, keys, algorithms=["RS256"])
    options = {
        "iss": {"essential": True, "value": ISSUER},
        "aud": {"essential": True, "value": app["id"]},
        "nonce": {"essential": True, "value": "a-nonce"},
    }
    claims = kind(decoded.claims, decoded.header, options, {"nonce": "a-nonce", "client_id": app["id"], **parameters})
    claims.validate(leeway=5)
    return claims


def test_authorization_code_with_pkce(
    org: RunningOrg, mfa_app: Json, browser: Browser, mac: OAuth2Client, alice: Json
) -> None:
    location = sign_in(org, browser, mac).headers["Location"]
    tokens = mac.fetch_token(authorization_response=location, code_verifier=VERIFIER)
    claims = verified(org, mfa_app, tokens["id_token"], CodeIDToken, access_token=tokens["access_token"])
    assert (claims["sub"], claims["groups"]) == (alice["id"], ["Mac Users"])


@pytest.mark.parametrize("method", ["client_secret_basic", "client_secret_post"])
def test_authorization_code_with_a_secret(
    org: RunningOrg, okta: httpx.Client, mac_users: str, policies: Json, browser: Browser, method: str
) -> None:
    app = make_app(okta, mac_users, policies, token_endpoint_auth_method=method, client_secret=SECRET)
    with oauth_client(org, app, client_secret=SECRET, token_endpoint_auth_method=method) as client:
        location = sign_in(org, browser, client).headers["Location"]
        assert client.fetch_token(authorization_response=location, code_verifier=VERIFIER)["access_token"]


def test_hybrid(org: RunningOrg, mfa_app: Json, browser: Browser, mac: OAuth2Client) -> None:
    # Authlib sends a challenge of its own for `code` alone.
    pkce = {"code_challenge": CHALLENGE, "code_challenge_method": "S256"}
    told = values(sign_in(org, browser, mac, response_type="code id_token", response_mode="form_post", **pkce))
    claims = verified(org, mfa_app, told["id_token"], HybridIDToken, code=told["code"])
    assert claims["groups"] == ["Mac Users"]
    tokens = mac.fetch_token(grant_type="authorization_code", code=told["code"], code_verifier=VERIFIER)
    assert verified(org, mfa_app, tokens["id_token"], CodeIDToken)["sub"] == claims["sub"]


def test_implicit(org: RunningOrg, mfa_app: Json, browser: Browser, mac: OAuth2Client) -> None:
    location = sign_in(org, browser, mac, response_type="id_token token").headers["Location"]
    token = mac.token_from_fragment(location)
    claims = verified(org, mfa_app, token["id_token"], ImplicitIDToken, access_token=token["access_token"])
    assert claims["amr"] == ["pwd", "okta_verify", "swk", "mfa"]
    assert urlsplit(location).query == ""


def test_password(org: RunningOrg, mfa_app: Json, mac: OAuth2Client) -> None:
    mac.fetch_token(username="alice@acme.example", password="Alice-Rehearsal-1", grant_type="password")
    assert ok(mac.get(f"{org.base_url}/oauth2/v1/userinfo"))["preferred_username"] == "alice@acme.example"


def test_refresh(org: RunningOrg, browser: Browser, mac: OAuth2Client) -> None:
    location = sign_in(org, browser, mac).headers["Location"]
    first = mac.fetch_token(authorization_response=location, code_verifier=VERIFIER)
    second = mac.refresh_token(refresh_token=first["refresh_token"])
    assert second["access_token"] != first["access_token"]


def test_introspection_and_revocation(org: RunningOrg, browser: Browser, mac: OAuth2Client) -> None:
    location = sign_in(org, browser, mac).headers["Location"]
    token = mac.fetch_token(authorization_response=location, code_verifier=VERIFIER)["access_token"]
    introspect, revoke = (f"{org.base_url}/oauth2/v1/{what}" for what in ("introspect", "revoke"))
    assert ok(mac.introspect_token(introspect, token=token, token_type_hint="access_token"))["active"] is True
    assert mac.revoke_token(revoke, token=token, token_type_hint="access_token").status_code == 200
    assert ok(mac.introspect_token(introspect, token=token, token_type_hint="access_token")) == {"active": False}


def test_a_token_that_was_changed_is_no_token(
    org: RunningOrg, mfa_app: Json, browser: Browser, mac: OAuth2Client
) -> None:
    told = values(sign_in(org, browser, mac, response_type="id_token"))
    header, _, signature = told["id_token"].split(".")
    _, other, _ = values(sign_in(org, browser, mac, response_type="id_token"))["id_token"].split(".")
    with pytest.raises(BadSignatureError):
        verified(org, mfa_app, f"{header}.{other}.{signature}", ImplicitIDToken)
