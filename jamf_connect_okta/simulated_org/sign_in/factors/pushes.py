"""Pushes to Okta Verify, which people answer in the org's outbox."""

from __future__ import annotations

import secrets
from typing import Literal

from jamf_connect_okta.simulated_org.core.org import Org
from jamf_connect_okta.simulated_org.core.store import Document

PushAnswer = Literal["approved", "denied"]
LIFETIME_SECONDS = 300


def send(org: Org, transaction: Document, user: Document) -> None:
    """A new push, which replaces the one before."""
    if (before := latest(org, transaction)) is not None:
        org.store.delete("push", before["id"])
    push = {
        "id": secrets.token_urlsafe(15),
        "transactionId": transaction["id"],
        "login": user["login"],
        "state": "waiting",
        "told": False,  # Whether the sign-in page has heard of a refusal.
        "time": org.now(),
        "expires": org.clock().timestamp() + LIFETIME_SECONDS,
    }
    org.store.put("push", push)


def latest(org: Org, transaction: Document) -> Document | None:
    """The push of this sign-in; None when its time is over."""
    return next((one for one in pushes(org) if one["transactionId"] == transaction["id"]), None)


def answer(org: Org, push: Document, given: PushAnswer) -> Document:
    """The push, answered."""
    answered = {**push, "state": given}
    org.store.put("push", answered)
    return answered


def tell(org: Org, push: Document) -> None:
    """The sign-in page has heard of the answer."""
    org.store.put("push", {**push, "told": True})


def pushes(org: Org) -> list[Document]:
    """Those whose time is not over, oldest first; the others are dropped."""
    now = org.clock().timestamp()
    while (oldest := org.store.first("push")) is not None and oldest["expires"] <= now:
        org.store.delete("push", oldest["id"])
    return org.store.all("push")
