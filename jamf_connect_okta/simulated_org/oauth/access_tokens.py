"""Access tokens of the org authorization server."""

from __future__ import annotations

import hashlib
import secrets
from datetime import UTC, datetime, timedelta

from jamf_connect_okta.simulated_org.core.api import Caller
from jamf_connect_okta.simulated_org.core.errors import invalid_token
from jamf_connect_okta.simulated_org.core.org import Org
from jamf_connect_okta.simulated_org.management.apps.client_roles import roles_of

LIFETIME_SECONDS = 3600


def issue(org: Org, client_id: str, scopes: list[str]) -> str:
    """A new access token. The state keeps its hash only; to clients it is opaque, as Okta's org tokens are."""
    token = secrets.token_urlsafe(64)
    expires = org.clock() + timedelta(seconds=LIFETIME_SECONDS)
    org.store.put(
        "accessToken", {"id": _key(token), "clientId": client_id, "scopes": scopes, "expires": expires.timestamp()}
    )
    return token


def client_of(org: Org, token: str) -> Caller:
    """The OAuth client that the token was issued to. Raises OktaError (E0000011)."""
    issued = org.store.get("accessToken", _key(token))
    if issued is None or datetime.fromtimestamp(issued["expires"], UTC) <= org.clock():
        raise invalid_token()
    client = org.store.find("app", "clientId", issued["clientId"])
    if not client or client[0]["document"]["status"] != "ACTIVE":
        raise invalid_token()
    return Caller(client_id=issued["clientId"], scopes=frozenset(issued["scopes"]), roles=roles_of(org, client[0]))


def _key(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()
