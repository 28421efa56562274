"""Checks and decodes an ID token, as a client has to (OpenID Connect Core, 3.1.3.7)."""

from collections.abc import Mapping
from typing import Any

import jwt

from jamf_connect_okta.signins.stage import Stage


def decoded(
    stage: Stage, server: Mapping[str, str], token: str, client_id: str, nonce: str | None = None
) -> dict[str, Any]:
    """The claims of a token for that client, from the issuer and signed with one of the keys that its discovery
    document names. Raises InvalidTokenError."""
    keys = jwt.PyJWKSet.from_dict(stage.browser.get(server["jwks_uri"]).json())
    key = keys[jwt.get_unverified_header(token)["kid"]]
    claims: dict[str, Any] = jwt.decode(token, key, algorithms=["RS256"], audience=client_id, issuer=server["issuer"])
    if nonce is not None and claims.get("nonce") != nonce:
        raise jwt.InvalidTokenError("The ID token carries another nonce than the request.")
    return claims
