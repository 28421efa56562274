"""What a token request ends in: tokens for a person who was let in."""

from __future__ import annotations

from typing import Any

from jamf_connect_okta.simulated_org.core.api import Call
from jamf_connect_okta.simulated_org.core.store import Document
from jamf_connect_okta.simulated_org.oauth import access_tokens, refresh_tokens
from jamf_connect_okta.simulated_org.oauth.claims import id_token
from jamf_connect_okta.simulated_org.oauth.grant import Grant
from jamf_connect_okta.simulated_org.oauth.groups_claim import groups_of


def token_response(call: Call, app: Document, grant: Grant) -> dict[str, Any]:
    """The answer of the token endpoint: an access token always, an ID token when `openid` was asked for.

    A refresh token comes along when `offline_access` was asked for and the app has the grant. Raises OAuthError where
    the groups claim can't be made.
    """
    org = call.org
    access_token = access_tokens.issue(org, app["clientId"], grant.scopes, user_id=grant.user["id"], grant_id=grant.id)
    answer: dict[str, Any] = {
        "token_type": "Bearer",
        "expires_in": access_tokens.LIFETIME_SECONDS,
        "access_token": access_token,
        "scope": " ".join(grant.scopes),
    }
    if grant.refresh_token or _may_refresh(app, grant):
        answer["refresh_token"] = grant.refresh_token or refresh_tokens.issue(org, app["clientId"], grant)
    if "openid" in grant.scopes:
        answer["id_token"] = id_token(
            org,
            app,
            grant.user,
            grant.scopes,
            fat=grant.fat,
            factors=grant.factors,
            auth_time=grant.auth_time,
            groups=groups_of(call, app, grant.user, grant.scopes, code_flow=True) if grant.fat else {},
            nonce=grant.nonce,
            access_token=access_token,
        )
    return answer


def _may_refresh(app: Document, grant: Grant) -> bool:
    grants = app["document"]["settings"]["oauthClient"]["grant_types"]
    return "offline_access" in grant.scopes and "refresh_token" in grants
