"""How a client proves who it is with a signed JWT (RFC 7523), by a private key or its secret; the texts are Okta's."""

from __future__ import annotations

from typing import Any, cast

import jwt

from jamf_connect_okta.simulated_org.core.errors import OAuthError
from jamf_connect_okta.simulated_org.core.org import Org
from jamf_connect_okta.simulated_org.core.store import Document

ASSERTION_TYPE = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer"
_ALGORITHMS = {
    "private_key_jwt": ("RS256", "RS384", "RS512", "ES256", "ES384", "ES512"),
    "client_secret_jwt": ("HS256", "HS384", "HS512"),
}
_MISMATCH = "Client authentication failed. Either the client or the client credentials are invalid."
_SERVICES_USE_KEYS = (
    "Client Credentials requests to the Org Authorization Server must use the private_key_jwt"
    " token_endpoint_auth_method."
)
_MAX_LIFETIME_SECONDS = 3600


def client_behind(org: Org, assertion: str, endpoints: set[str], grant: str) -> Document:
    """The app that signed the assertion. Raises OAuthError.

    `endpoints` are the URLs that the audience may name: that of the org, and the loopback address that was called.
    """
    try:
        header = jwt.get_unverified_header(assertion)
        claims = jwt.decode(assertion, options={"verify_signature": False})
    except jwt.InvalidTokenError:
        raise _refused("The parsing of the client_assertion failed.") from None
    client_id = claims.get("iss")
    apps = org.store.find("app", "clientId", client_id) if isinstance(client_id, str) else []
    if not apps or apps[0]["document"]["status"] != "ACTIVE":
        raise _refused("The issuer claim for client_assertion is not a valid client_id.")
    if claims.get("sub") != client_id:
        raise _refused("The subject claim for client_assertion is not a valid client_id.")
    app = apps[0]
    method = app["document"]["credentials"]["oauthClient"]["token_endpoint_auth_method"]
    if grant == "client_credentials" and method != "private_key_jwt":
        raise _refused(_SERVICES_USE_KEYS)
    if method not in _ALGORITHMS:
        raise _refused(_MISMATCH)
    if header.get("alg") not in _ALGORITHMS[method]:
        raise _refused("The client_assertion JWT signature algorithm is invalid.")
    if method == "client_secret_jwt":
        if not _is_signed(assertion, header, app["clientSecret"]):
            raise _refused("The client_assertion signature is invalid.")
    else:
        _check_signature(assertion, header, app)
    _check_claims(org, claims, app, endpoints)
    return app


def _check_signature(assertion: str, header: dict[str, Any], app: Document) -> None:
    keys = (app["document"]["settings"]["oauthClient"].get("jwks") or {}).get("keys") or []
    if not keys:
        # A jwks_uri is not fetched: the org never calls out.
        raise _refused("The client does not have a JWKSet configured, but the client_assertion requires one.")
    signing = [key for key in keys if key.get("use") in (None, "sig") and key.get("status", "ACTIVE") == "ACTIVE"]
    kid = header.get("kid")
    # Without a kid in the header Okta tries the keys that there are.
    candidates = [key for key in signing if kid is None or key.get("kid") == kid]
    if not candidates:
        raise _refused("The client_assertion JWT kid is invalid.")
    for key in candidates:
        try:
            public = jwt.PyJWK(key, algorithm=header["alg"])
        except (jwt.PyJWKError, jwt.InvalidKeyError):
            continue
        if _is_signed(assertion, header, public):
            return
    raise _refused("The client_assertion signature is invalid.")


def _is_signed(assertion: str, header: dict[str, Any], key: str | jwt.PyJWK) -> bool:
    unchecked = {f"verify_{claim}": False for claim in ("exp", "aud", "iat", "nbf")}
    try:
        jwt.decode(assertion, key, algorithms=[header["alg"]], options=cast(Any, unchecked))
    except (jwt.InvalidTokenError, jwt.InvalidKeyError):
        return False
    return True


def _check_claims(org: Org, claims: dict[str, Any], app: Document, endpoints: set[str]) -> None:
    audience = claims.get("aud")
    if not endpoints & set(audience if isinstance(audience, list) else [audience]):
        raise _refused("The audience claim for client_assertion must be the endpoint invoked for the request.")
    now, expires, issued = org.clock().timestamp(), claims.get("exp"), claims.get("iat")
    if not isinstance(expires, (int, float)):
        raise _refused("The client_assertion must contain the 'exp' claim as seconds since epoch.")
    if expires <= now:
        raise _refused("The client_assertion token is expired.")
    if expires > now + _MAX_LIFETIME_SECONDS + 60:
        raise _refused("The client_assertion token has an expiration too far into the future.")
    if isinstance(issued, (int, float)) and issued > now + 300:
        raise _refused("The client_assertion token must be issued before the current time.")
    if isinstance(jti := claims.get("jti"), str):
        used_id = f"{app['id']}:{jti}"
        if org.store.get("usedAssertion", used_id) is not None:
            raise _refused("The client_assertion token has already been used.")
        org.store.put("usedAssertion", {"id": used_id, "expires": expires})


def _refused(text: str) -> OAuthError:
    return OAuthError(401, "invalid_client", text)
