"""Sign-ins that are under way in a browser: from the authorize request to the last factor."""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from jamf_connect_okta.simulated_org.core.org import Org
from jamf_connect_okta.simulated_org.core.store import Document

LIFETIME_SECONDS = 3600
"""How long a person may take; a state token of Okta's lives about that long."""


@dataclass(frozen=True)
class SignedIn:
    """Who finished a sign-in, with which factors in the order of verification, and when (seconds since the epoch)."""

    user_id: str
    factors: tuple[str, ...]
    auth_time: float


def begin(
    org: Org,
    app: Document,
    purpose: Mapping[str, Any],
    *,
    login_hint: str = "",
    user: Document | None = None,
    factors: Sequence[str] = (),
) -> str:
    """A new transaction's state token. `purpose` is kept for whoever goes on when the person is signed in.

    Who has a session is known already, with the factors that need not be shown again.
    """
    token = secrets.token_urlsafe(32)
    document = {
        "id": _key(token),
        "appId": app["id"],
        "purpose": dict(purpose),
        "login": user["login"] if user else login_hint,
        "userId": user["id"] if user else None,
        "factors": list(factors),
        "finished": None,
        "expires": org.clock().timestamp() + LIFETIME_SECONDS,
    }
    org.store.put("transaction", document)
    return token


def find(org: Org, state_token: str) -> Document | None:
    """The transaction, None when there is none or its time is over."""
    found = org.store.get("transaction", _key(state_token))
    return found if found is not None and found["expires"] > org.clock().timestamp() else None


def finish(org: Org, transaction: Document) -> None:
    """Everything that the policies ask for was verified."""
    org.store.put("transaction", {**transaction, "finished": org.clock().timestamp()})


def take(org: Org, state_token: str) -> tuple[Mapping[str, Any], SignedIn] | None:
    """The purpose and the person of a finished transaction, which ends with this; None when it is not finished."""
    found = find(org, state_token)
    if found is None or found["finished"] is None:
        return None
    org.store.delete("transaction", found["id"])
    return found["purpose"], SignedIn(found["userId"], tuple(found["factors"]), found["finished"])


def _key(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()
