"""grant_type=refresh_token (RFC 6749, section 6), with the rotation that the app's settings ask for."""

from __future__ import annotations

from dataclasses import replace

from jamf_connect_okta.simulated_org.core.api import Call
from jamf_connect_okta.simulated_org.core.errors import OAuthError
from jamf_connect_okta.simulated_org.core.store import Document
from jamf_connect_okta.simulated_org.oauth import refresh_tokens
from jamf_connect_okta.simulated_org.oauth.grant import Grant
from jamf_connect_okta.simulated_org.oauth.parameters import Parameters, required
from jamf_connect_okta.simulated_org.oauth.requested_scopes import narrowed_scopes

_INVALID = "The refresh token is invalid or expired."


class ReusedTokenError(OAuthError):
    """A replaced refresh token came back: everything from its authentication is revoked, and stays so."""

    keeps_changes = True


def refresh_grant(call: Call, app: Document, parameters: Parameters) -> Grant:
    """Who the token was issued for, without asking any policy again. Raises OAuthError."""
    org, token = call.org, required(parameters, "refresh_token")
    document = refresh_tokens.issued(org, token)
    if document is None or document["clientId"] != app["clientId"]:
        raise OAuthError(400, "invalid_grant", _INVALID)
    user = org.store.get("user", document["userId"])
    if user is None or user["document"]["status"] != "ACTIVE":
        raise OAuthError(400, "invalid_grant", _INVALID)
    settings = app["document"]["settings"]["oauthClient"]["refresh_token"]
    replaced, leeway = document["replaced"], settings.get("leeway") or 0
    if replaced is not None and org.clock().timestamp() >= replaced + leeway:
        refresh_tokens.revoke_grant(org, document["grantId"])
        raise ReusedTokenError(400, "invalid_grant", _INVALID)
    scopes = narrowed_scopes(document["scopes"], parameters.get("scope", ""))
    rotates = settings["rotation_type"] == "ROTATE"
    grant = Grant(
        user=user,
        scopes=tuple(scopes),
        factors=tuple(document["factors"]),
        auth_time=document["authTime"],
        # Documented for codes; that a refreshed ID token is like the first one is inferred.
        fat=org.unknowns.id_token_of_code_flow == "fat",
        id=document["grantId"],
    )
    return replace(grant, refresh_token=refresh_tokens.rotated(org, document) if rotates else token)
