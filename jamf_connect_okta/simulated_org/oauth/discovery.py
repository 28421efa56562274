"""What clients look up first: the org authorization server's metadata and its public keys."""

from __future__ import annotations

from typing import Any

from jamf_connect_okta.simulated_org.core.api import Answer, Call, Endpoint, ok
from jamf_connect_okta.simulated_org.core.org import Org
from jamf_connect_okta.simulated_org.oauth.clients import known_client
from jamf_connect_okta.simulated_org.oauth.requested_scopes import OIDC_SCOPES

RESPONSE_TYPES = ("code", "id_token", "code id_token", "code token", "id_token token", "code id_token token")
RESPONSE_MODES = ("query", "fragment", "form_post", "okta_post_message")
GRANT_TYPES = (
    "authorization_code",
    "implicit",
    "refresh_token",
    "password",
    "urn:ietf:params:oauth:grant-type:device_code",
)
_AUTH_METHODS = ("client_secret_basic", "client_secret_post", "client_secret_jwt", "private_key_jwt", "none")
_CLAIMS = (
    "iss ver sub aud iat exp jti auth_time amr idp nonce name nickname preferred_username given_name middle_name"
    " family_name email email_verified profile zoneinfo locale address phone_number picture website gender birthdate"
    " updated_at at_hash c_hash"
)


def get_openid_configuration(call: Call) -> Answer:
    """GET /.well-known/openid-configuration: describes the server, never one app. A `client_id` must exist."""
    if client_id := call.query.get("client_id"):
        known_client(call.org, client_id)
    return ok(_metadata(call.org))


def get_keys(call: Call) -> Answer:
    """GET /oauth2/v1/keys: with the `client_id` of an app whose key is pinned, that key."""
    org, keys = call.org, call.org.signing_keys.published(call.org.clock())
    if client_id := call.query.get("client_id"):
        credentials = known_client(org, client_id)["document"]["credentials"]
        if not credentials["oauthClient"]["autoKeyRotation"]:
            keys = [org.signing_keys.named(credentials["signing"]["kid"]) or keys[-1]]
    seconds = 24 * 3600
    headers = {"Cache-Control": f"max-age={seconds}, must-revalidate"}
    return ok({"keys": [key.jwk() for key in keys]}, headers)


def _metadata(org: Org) -> dict[str, Any]:
    base = f"{org.url}/oauth2/v1"
    return {
        "issuer": org.url,
        "authorization_endpoint": f"{base}/authorize",
        "token_endpoint": f"{base}/token",
        "userinfo_endpoint": f"{base}/userinfo",
        "registration_endpoint": f"{base}/clients",
        "jwks_uri": f"{base}/keys",
        "response_types_supported": list(RESPONSE_TYPES),
        "response_modes_supported": list(RESPONSE_MODES),
        "grant_types_supported": list(GRANT_TYPES),
        "subject_types_supported": ["public"],
        "id_token_signing_alg_values_supported": ["RS256"],
        "scopes_supported": list(OIDC_SCOPES),
        "token_endpoint_auth_methods_supported": list(_AUTH_METHODS),
        "claims_supported": _CLAIMS.split(),
        "code_challenge_methods_supported": ["S256"],
        "introspection_endpoint": f"{base}/introspect",
        "introspection_endpoint_auth_methods_supported": list(_AUTH_METHODS),
        "revocation_endpoint": f"{base}/revoke",
        "revocation_endpoint_auth_methods_supported": list(_AUTH_METHODS),
        "end_session_endpoint": f"{base}/logout",
        "request_parameter_supported": False,
        "request_object_signing_alg_values_supported": [],
    }


ENDPOINTS = (
    Endpoint("GET", "/.well-known/openid-configuration", get_openid_configuration, public=True),
    Endpoint("GET", "/oauth2/v1/keys", get_keys, public=True),
)
