"""Whatever is sent to the endpoints that people sign in through, the org answers, and nobody gets in by it."""

from __future__ import annotations

from urllib.parse import urlencode

import httpx
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from jamf_connect_okta.simulated_org.serving.running import RunningOrg

from .conftest import Json

_NAMES = st.sampled_from(
    [
        "grant_type",
        "client_id",
        "client_secret",
        "client_assertion",
        "client_assertion_type",
        "username",
        "password",
        "scope",
        "code",
        "redirect_uri",
        "code_verifier",
        "refresh_token",
        "response_type",
        "response_mode",
        "state",
        "nonce",
        "prompt",
        "max_age",
        "login_hint",
        "code_challenge",
        "code_challenge_method",
        "token",
        "token_type_hint",
        "stateToken",
        "factor",
        "answer",
        "restart",
        "new_password",
        "repeat_password",
        "login",
    ]
)
_VALUES = st.sampled_from(
    [
        "password",
        "authorization_code",
        "refresh_token",
        "client_credentials",
        "none",
        "S256",
        "openid",
        "groups",
        "query",
        "form_post",
        "fragment",
        "id_token",
        "https://127.0.0.1/jamfconnect",
        "approve",
        "deny",
        "push",
        "code",
        "-1",
        "99999999999999999999",
        "é",
        "%00",
        "alice@acme.example",
        "urn:ietf:params:oauth:client-assertion-type:jwt-bearer",
        "a.b.c",
    ]
) | st.text(max_size=8)
_PAIRS = st.lists(st.tuples(_NAMES, _VALUES), max_size=8)
_ENDPOINTS = st.sampled_from(
    [
        ("POST", "/oauth2/v1/token"),
        ("GET", "/oauth2/v1/authorize"),
        ("POST", "/oauth2/v1/authorize"),
        ("GET", "/oauth2/v1/userinfo"),
        ("POST", "/oauth2/v1/introspect"),
        ("POST", "/oauth2/v1/revoke"),
        ("GET", "/oauth2/v1/keys"),
        ("GET", "/.well-known/openid-configuration"),
        ("GET", "/signin"),
        ("POST", "/signin"),
        ("GET", "/login/token/redirect"),
        ("GET", "/simulated-org/outbox"),
        ("POST", "/simulated-org/outbox/push"),
    ]
)
_HEADERS = st.sampled_from(
    [
        {},
        {"Authorization": "Basic Og=="},
        {"Authorization": "Bearer x"},
        {"Cookie": 'idx="'},
        {"X-Forwarded-For": "::1,x"},
    ]
)
_TOKENS = ("accessToken", "authorizationCode", "refreshToken", "session")


@pytest.fixture
def native(ropg_app: Json) -> str:
    return str(ropg_app["credentials"]["oauthClient"]["client_id"])


@given(endpoint=_ENDPOINTS, pairs=_PAIRS, headers=_HEADERS, known=st.booleans())
@settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_nothing_fails_and_nobody_gets_in(
    org: RunningOrg, native: str, endpoint: tuple[str, str], pairs: list[tuple[str, str]], headers: Json, known: bool
) -> None:
    method, path = endpoint
    sent = urlencode([*pairs, *([("client_id", native)] if known else [])])
    url = org.base_url + path + (f"?{sent}" if method == "GET" else "")
    form = {"Content-Type": "application/x-www-form-urlencoded", **headers}
    answer = httpx.request(method, url, content=sent if method == "POST" else None, headers=form, trust_env=False)
    assert answer.status_code < 500, answer.text
    assert not any(org.org.store.all(kind) for kind in _TOKENS)


@given(content=st.binary(max_size=64))
@settings(max_examples=50, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_a_body_that_is_no_form_is_refused(org: RunningOrg, content: bytes) -> None:
    for path in ("/oauth2/v1/token", "/oauth2/v1/introspect", "/oauth2/v1/revoke", "/oauth2/v1/authorize", "/signin"):
        answer = httpx.post(org.base_url + path, content=content, trust_env=False)
        assert 400 <= answer.status_code < 500, answer.text
