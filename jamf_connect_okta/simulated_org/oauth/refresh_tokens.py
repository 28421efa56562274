"""Refresh tokens of the org authorization server."""

from __future__ import annotations

import hashlib
import secrets

from jamf_connect_okta.simulated_org.core.org import Org
from jamf_connect_okta.simulated_org.core.store import Document
from jamf_connect_okta.simulated_org.oauth.grant import Grant

LIFETIME_SECONDS = 90 * 24 * 3600
"""Fixed on the org authorization server."""


def issue(org: Org, client_id: str, grant: Grant) -> str:
    """A new refresh token; the state keeps its hash only."""
    now = org.clock().timestamp()
    return _stored(
        org,
        {
            "grantId": grant.id,
            "clientId": client_id,
            "userId": grant.user["id"],
            "scopes": list(grant.scopes),
            "factors": list(grant.factors),
            "authTime": grant.auth_time,
            "issued": now,
            "expires": now + LIFETIME_SECONDS,
            "replaced": None,
        },
    )


def rotated(org: Org, document: Document) -> str:
    """The token that takes the place of that one, which stays known: seeing it again later is a sign of theft.

    The new one ends when the old one would have (inferred: the lifetime belongs to the authentication).
    """
    now = org.clock().timestamp()
    if document["replaced"] is None:
        org.store.put("refreshToken", {**document, "replaced": now})
    return _stored(org, {**document, "issued": now, "replaced": None})


def issued(org: Org, token: str) -> Document | None:
    """What is known of a token whose time is not over, replaced or not."""
    found = org.store.get("refreshToken", _key(token))
    return found if found is not None and found["expires"] > org.clock().timestamp() else None


def revoke_grant(org: Org, grant_id: str) -> None:
    """Ends every refresh token and access token that comes from one authentication."""
    for kind in ("refreshToken", "accessToken"):
        for document in org.store.all(kind):
            if document["grantId"] == grant_id:
                org.store.delete(kind, document["id"])


def _stored(org: Org, document: Document) -> str:
    token = secrets.token_urlsafe(32)
    org.store.put("refreshToken", {**document, "id": _key(token)})
    return token


def _key(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()
