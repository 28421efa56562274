"""Authorization codes: what stands between a sign-in in the browser and the client's tokens."""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Sequence

from jamf_connect_okta.simulated_org.core.org import Org
from jamf_connect_okta.simulated_org.core.store import Document
from jamf_connect_okta.simulated_org.oauth.authorize_request import AuthorizeRequest

LIFETIME_SECONDS = 300


def issue(org: Org, request: AuthorizeRequest, user_id: str, factors: Sequence[str], auth_time: float) -> str:
    """A new code for what the request asks for; the state keeps its hash only."""
    code = secrets.token_urlsafe(32)
    document = {
        "id": _key(code),
        "clientId": request.client_id,
        "redirectUri": request.redirect_uri,
        "scopes": request.scope.split(),
        "nonce": request.nonce,
        "codeChallenge": request.code_challenge,
        "userId": user_id,
        "factors": list(factors),
        "authTime": auth_time,
        "expires": org.clock().timestamp() + LIFETIME_SECONDS,
    }
    org.store.put("authorizationCode", document)
    return code


def issued(org: Org, code: str) -> Document | None:
    """What the code stands for; None when it was used, its time is over, or there never was one."""
    found = org.store.get("authorizationCode", _key(code))
    return found if found is not None and found["expires"] > org.clock().timestamp() else None


def use_up(org: Org, document: Document) -> None:
    """Makes this the only time that the code works."""
    org.store.delete("authorizationCode", document["id"])


def _key(code: str) -> str:
    return hashlib.sha256(code.encode()).hexdigest()
