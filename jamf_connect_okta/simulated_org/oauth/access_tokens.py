"""Access tokens of the org authorization server."""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Sequence
from datetime import timedelta

from jamf_connect_okta.simulated_org.core.api import Caller
from jamf_connect_okta.simulated_org.core.errors import invalid_token
from jamf_connect_okta.simulated_org.core.org import Org
from jamf_connect_okta.simulated_org.core.store import Document
from jamf_connect_okta.simulated_org.management.apps.client_roles import roles_of

LIFETIME_SECONDS = 3600
"""Fixed on the org authorization server."""


def issue(
    org: Org, client_id: str, scopes: Sequence[str], *, user_id: str | None = None, grant_id: str | None = None
) -> str:
    """A new access token, for a person or, without `user_id`, for the client itself.

    The state keeps its hash only; to clients it is opaque, as Okta's org tokens are.
    """
    token, now = secrets.token_urlsafe(64), org.clock()
    document = {
        "id": _key(token),
        "clientId": client_id,
        "userId": user_id,
        "scopes": list(scopes),
        "issued": now.timestamp(),
        "grantId": grant_id,
        "jti": "AT." + secrets.token_urlsafe(32),
        "expires": (now + timedelta(seconds=LIFETIME_SECONDS)).timestamp(),
    }
    org.store.put("accessToken", document)
    return token


def issued(org: Org, token: str) -> Document | None:
    """What is known of a token that is valid now, None for any other."""
    found = org.store.get("accessToken", _key(token))
    return found if found is not None and found["expires"] > org.clock().timestamp() else None


def revoke(org: Org, token: str) -> None:
    """Ends a token; nothing happens when it is none."""
    if org.store.get("accessToken", _key(token)) is not None:
        org.store.delete("accessToken", _key(token))


def client_of(org: Org, token: str) -> Caller:
    """The OAuth client that the token was issued to. Raises OktaError (E0000011).

    A person's token carries the scopes that were asked for, but opens no more than the person may: nothing at all for
    somebody without an administrator role.
    """
    found = issued(org, token)
    if found is None:
        raise invalid_token()
    client = org.store.find("app", "clientId", found["clientId"])
    if not client or client[0]["document"]["status"] != "ACTIVE":
        raise invalid_token()
    roles = _roles(org, found, client[0])
    return Caller(client_id=found["clientId"], scopes=frozenset(found["scopes"]), roles=roles)


def _roles(org: Org, issued: Document, client: Document) -> frozenset[str]:
    """A person's token has the person's own rights, whatever its scopes; the client's own token has the client's."""
    if issued["userId"] is None:
        return roles_of(org, client)
    person = org.store.get("user", issued["userId"])
    if person is None or person["document"]["status"] != "ACTIVE":
        raise invalid_token()
    return frozenset(role["type"] for role in person["roles"])


def _key(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()
