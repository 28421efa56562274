"""What a token request ends in: tokens for a person who was let in."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from jamf_connect_okta.simulated_org.core.org import Org
from jamf_connect_okta.simulated_org.core.store import Document
from jamf_connect_okta.simulated_org.oauth import access_tokens
from jamf_connect_okta.simulated_org.oauth.claims import id_token


@dataclass(frozen=True)
class Grant:
    """Who was let in, with which factors, and what the tokens may say. `groups` is the groups claim by its name."""

    user: Document
    scopes: tuple[str, ...]
    factors: tuple[str, ...]
    auth_time: float
    fat: bool
    groups: dict[str, list[str]] | None = None
    nonce: str | None = None


def token_response(org: Org, app: Document, grant: Grant) -> dict[str, Any]:
    """The answer of the token endpoint: an access token always, an ID token when `openid` was asked for."""
    access_token = access_tokens.issue(
        org, app["clientId"], grant.scopes, user_id=grant.user["id"], auth_time=grant.auth_time
    )
    answer: dict[str, Any] = {
        "token_type": "Bearer",
        "expires_in": access_tokens.LIFETIME_SECONDS,
        "access_token": access_token,
        "scope": " ".join(grant.scopes),
    }
    if "openid" in grant.scopes:
        answer["id_token"] = id_token(
            org,
            app,
            grant.user,
            grant.scopes,
            fat=grant.fat,
            factors=grant.factors,
            auth_time=grant.auth_time,
            groups=grant.groups or {},
            nonce=grant.nonce,
            access_token=access_token,
        )
    return answer
