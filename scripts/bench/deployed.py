"""An app and its policies in an org, as a stack declares them."""

from __future__ import annotations

from typing import Any

import httpx

_CLIENT = {
    "application_type": "native",
    "grant_types": ["authorization_code", "implicit", "password"],
    "response_types": ["code", "id_token"],
    "redirect_uris": ["https://127.0.0.1/jamfconnect"],
}
_CREDENTIALS = {"token_endpoint_auth_method": "none", "pkce_required": True, "autoKeyRotation": True}
_ANYWHERE = {"network": {"connection": "ANYWHERE"}}
_PASSWORD_ONLY = {
    "type": "ASSURANCE",
    "factorMode": "1FA",
    "reauthenticateIn": "PT0S",
    "constraints": [{"knowledge": {"types": ["password"]}}],
}


def deploy(okta: httpx.Client) -> str:
    """Creates an app labelled Bench for Mac Users, with a password-only policy; returns its client ID."""
    mac_users = _call(okta, "GET", "/groups?q=Mac Users").json()[0]["id"]
    zone = _call(okta, "GET", '/zones?filter=usage eq "BLOCKLIST"').json()[0]["id"]
    app = _create(
        okta,
        "/apps",
        {
            "name": "oidc_client",
            "label": "Bench",
            "signOnMode": "OPENID_CONNECT",
            "credentials": {"oauthClient": _CREDENTIALS},
            "settings": {"oauthClient": _CLIENT},
        },
    )
    _call(okta, "PUT", f"/apps/{app['id']}/groups/{mac_users}", {})
    policy = _create(okta, "/policies", {"type": "ACCESS_POLICY", "name": "Bench"})
    sign_on = {"access": "ALLOW", "verificationMethod": _PASSWORD_ONLY}
    rule = {"type": "ACCESS_POLICY", "name": "Password", "conditions": _ANYWHERE, "actions": {"appSignOn": sign_on}}
    _create(okta, f"/policies/{policy['id']}/rules", rule)
    _call(okta, "PUT", f"/apps/{app['id']}/policies/{policy['id']}")
    people = {"people": {"groups": {"include": [mac_users]}}}
    session = _create(okta, "/policies", {"type": "OKTA_SIGN_ON", "name": "Bench", "conditions": people})
    blocked = {"network": {"connection": "ZONE", "include": [zone]}}
    for name, access, conditions in (("Blocked", "DENY", blocked), ("Allow", "ALLOW", _ANYWHERE)):
        body = {
            "type": "SIGN_ON",
            "name": name,
            "conditions": conditions,
            "actions": {"signon": {"access": access, "primaryFactor": "PASSWORD_IDP"}},
        }
        _create(okta, f"/policies/{session['id']}/rules", body)
    return str(app["credentials"]["oauthClient"]["client_id"])


def _create(okta: httpx.Client, path: str, body: dict[str, Any]) -> dict[str, Any]:
    created: dict[str, Any] = _call(okta, "POST", path, body).json()
    return created


def _call(okta: httpx.Client, method: str, path: str, body: dict[str, Any] | None = None) -> httpx.Response:
    return okta.request(method, f"/api/v1{path}", json=body).raise_for_status()
