"""What is refused in a browser."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import httpx

from ...conftest import Json, native_app, ok
from .scene import Row, Scene


def _too_many_groups(scene: Scene) -> httpx.Response:
    scene.groups_claim(
        'Arrays.flatten(Groups.startsWith("OKTA", "Project", 100), Groups.startsWith("OKTA", "Mac", 100))'
    )
    browser = scene.browser
    return browser.finish(browser.authorize(response_type="code id_token"), "paula")


def _authorize(**changes: str | None) -> Callable[[Scene], httpx.Response]:
    return lambda scene: scene.browser.authorize(**changes)


def _authorize_app(parameters: Json | None = None, **client: Any) -> Callable[[Scene], httpx.Response]:
    return lambda scene: scene.browser.authorize(client_id=scene.other_app(**client)["id"], **(parameters or {}))


def _silently(name: str, **changes: str) -> Callable[[Scene], httpx.Response]:
    def ask(scene: Scene) -> httpx.Response:
        scene.browser.sign_in(name)
        return scene.browser.authorize(prompt="none", **changes)

    return ask


def _service(scene: Scene) -> httpx.Response:
    keys = {"keys": [{"kty": "RSA", "kid": "one", "use": "sig", "e": "AQAB", "n": "AQAB"}]}
    body = native_app(
        application_type="service",
        grant_types=["client_credentials"],
        response_types=["token"],
        redirect_uris=[],
        token_endpoint_auth_method="private_key_jwt",
        pkce_required=False,
        jwks=keys,
    )
    return scene.browser.authorize(client_id=ok(scene.okta.post("/api/v1/apps", json=body))["id"])


AUTHORIZE_ROWS = (
    Row("an unknown client", "invalid_client_id", _authorize(client_id="0oaUnknown"), where="page"),
    Row("no client", "invalid_client_id", _authorize(client_id=None), where="page"),
    Row("a service", "invalid_client_application_type", _service, ("authorize",), "page"),
    Row("another redirect URI", "illegal_redirect_uri", _authorize(redirect_uri="https://elsewhere"), where="page"),
    Row("no redirect URI", "illegal_redirect_uri", _authorize(redirect_uri=None), where="page"),
    Row("no state", "invalid_state", _authorize(state=None), where="redirect"),
    Row("no nonce", "invalid_nonce", _authorize(response_type="id_token", nonce=None), where="redirect"),
    Row(
        "a response type that the app has not",
        "unsupported_response_type",
        _authorize_app({"response_type": "id_token"}, grant_types=["authorization_code"], response_types=["code"]),
        ("code",),
        "redirect",
    ),
    Row(
        "an unknown response type",
        "unsupported_response_type",
        _authorize(response_type="magic"),
        ("code, id_token, token",),
        "redirect",
    ),
    Row(
        "an ID token without the implicit grant",
        "unauthorized_client",
        _authorize_app({"response_type": "code id_token"}, grant_types=["authorization_code"]),
        ("authorization_code",),
        "redirect",
    ),
    Row("an unknown response mode", "unsupported_response_mode", _authorize(response_mode="magic"), where="redirect"),
    Row(
        "an ID token in the query",
        "unsupported_response_mode_query_with_tokens",
        _authorize(response_type="code id_token", response_mode="query"),
        where="redirect",
    ),
    Row("no PKCE", "pkce_missing_challenge", _authorize(code_challenge=None), where="redirect"),
    Row(
        "plain PKCE",
        "pkce_unsupported_code_challenge_method",
        _authorize(code_challenge_method="plain"),
        ("S256",),
        "redirect",
    ),
    Row("a challenge that is none", "pkce_invalid_challenge", _authorize(code_challenge="!"), where="redirect"),
    Row("an unknown prompt", "invalid_prompt", _authorize(prompt="magic"), ("none, login, consent",), "redirect"),
    Row("a max_age that is none", "invalid_max_age", _authorize(max_age="-1"), where="redirect"),
    Row(
        "no prompt, but a new sign-in",
        "invalid_prompt_for_zero_max_age",
        _authorize(prompt="none", max_age="0"),
        where="redirect",
    ),
    Row("no scope", "missing_scopes", _authorize(scope=None), where="redirect"),
    Row("profile without openid", "openid_scope_required", _authorize(scope="profile"), where="redirect"),
    Row("a scope of one's own", "illegal_custom_scope", _authorize(scope="openid my.scope"), where="redirect"),
    Row("a scope that was not granted", "no_org_scopes_granted", _authorize(scope="okta.users.read"), where="redirect"),
    Row(
        "consent",
        "consent_required",
        _authorize_app({"scope": "openid email"}, consent_method="REQUIRED"),
        ("email",),
        "redirect",
    ),
    Row("a request object", "request_not_supported", _authorize(request="a.b.c"), where="redirect"),
    Row("a request URI", "request_uri_not_supported", _authorize(request_uri="urn:x"), where="redirect"),
    Row("acr_values", "unsupported_mfa_attestation", _authorize(acr_values="phr"), where="redirect"),
    Row("no session and no prompt", "login_required", _authorize(prompt="none"), where="redirect"),
    Row("asked every time and no prompt", "app_sign_on_required", _silently("alice"), where="redirect"),
    Row("not assigned and no prompt", "user_not_assigned", _silently("ines"), where="redirect"),
    Row("too many groups", "too_many_groups_in_groups_claim", _too_many_groups, where="redirect"),
    Row(
        "a sign-in that is over",
        "request_expired",
        lambda s: s.browser.http.get("/login/token/redirect", params={"stateToken": "none"}),
        where="page",
    ),
)
