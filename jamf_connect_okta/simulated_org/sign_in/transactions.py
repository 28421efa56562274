"""Sign-ins that are under way in a browser: from the authorize request to the last factor."""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from jamf_connect_okta.simulated_org.core.org import Org
from jamf_connect_okta.simulated_org.core.store import Document

FLOW = "oidc"
"""The name of these sign-ins in the org's log."""

LIFETIME_SECONDS = 3600
"""How long a person may take; a state token of Okta's lives about that long."""


@dataclass(frozen=True)
class SignedIn:
    """Who finished a sign-in, with which factors in the order of verification, and when (seconds since the epoch)."""

    user_id: str
    factors: tuple[str, ...]
    auth_time: float


# What a person gives, and where they stand.
_NOBODY_YET: Document = {
    "named": False,  # A username was given, whether or not anybody has it.
    "userId": None,
    "factors": [],
    "changesPassword": False,  # The right password was given, and has to be changed.
    "chosen": None,
    "settingUp": None,
    "asked": None,  # The factor whose challenge was sent last.
    "wrongAnswers": 0,
    "denied": None,
}


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
    now = org.clock().timestamp()
    while (oldest := org.store.first("transaction")) is not None and oldest["expires"] <= now:
        org.store.delete("transaction", oldest["id"])
    token = secrets.token_urlsafe(32)
    document = {
        "id": _key(token),
        "appId": app["id"],
        "purpose": dict(purpose),
        **_NOBODY_YET,
        "login": user["login"] if user else login_hint,
        **({"named": True, "userId": user["id"], "factors": list(factors)} if user else {}),
        "finished": None,
        "expires": now + LIFETIME_SECONDS,
    }
    org.store.put("transaction", document)
    return token


def find(org: Org, state_token: str) -> Document | None:
    """The transaction, None when there is none or its time is over."""
    found = org.store.get("transaction", _key(state_token))
    return found if found is not None and found["expires"] > org.clock().timestamp() else None


def change(org: Org, transaction: Document, **changes: object) -> Document:
    """The transaction with these changes, stored."""
    changed = {**transaction, **changes}
    org.store.put("transaction", changed)
    return changed


def verified(org: Org, transaction: Document, factor: str) -> Document:
    """The transaction of somebody who has just verified that factor."""
    factors = [*transaction["factors"], factor]
    return change(org, transaction, factors=factors, chosen=None, settingUp=None, asked=None, wrongAnswers=0)


def start_over(org: Org, transaction: Document) -> Document:
    """The transaction before anybody said who they are."""
    return change(org, transaction, login="", **_NOBODY_YET)


def finish(org: Org, transaction: Document) -> None:
    """Everything that the policies ask for was verified."""
    change(org, transaction, finished=org.clock().timestamp())


def take(org: Org, state_token: str) -> tuple[Mapping[str, Any], SignedIn] | None:
    """The purpose and the person of a finished transaction, which ends with this; None when it is not finished."""
    found = find(org, state_token)
    if found is None or found["finished"] is None:
        return None
    org.store.delete("transaction", found["id"])
    return found["purpose"], SignedIn(found["userId"], tuple(found["factors"]), found["finished"])


def _key(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()
