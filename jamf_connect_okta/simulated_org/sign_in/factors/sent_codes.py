"""Codes that are sent by SMS, voice call or e-mail: into the org's outbox."""

from __future__ import annotations

import hashlib
import hmac
import secrets

from jamf_connect_okta.simulated_org.core.org import Org
from jamf_connect_okta.simulated_org.core.store import Document
from jamf_connect_okta.simulated_org.policy_evaluation.factors import Factor

SENT = ("sms", "voice", "email")
"""The factors whose codes are sent."""

LIFETIME_SECONDS = 300


def send(org: Org, transaction: Document, user: Document, factor: Factor) -> None:
    """A new code on its way, which replaces the one before."""
    forget(org, transaction)
    message = {
        "id": secrets.token_urlsafe(15),
        "transactionId": transaction["id"],
        "login": user["login"],
        "factor": factor.name,
        "to": recipient(user, factor),
        "code": f"{secrets.randbelow(10**6):06}",
        "time": org.now(),
        "expires": org.clock().timestamp() + LIFETIME_SECONDS,
    }
    org.store.put("message", message)


def is_code(org: Org, transaction: Document, code: str) -> bool:
    """Whether this is the code that was sent last, in time; it is used up by that."""
    sent = [one for one in messages(org) if one["transactionId"] == transaction["id"]]
    if not sent or not hmac.compare_digest(sent[-1]["code"].encode(), code.encode()):
        return False
    forget(org, transaction)
    return True


def forget(org: Org, transaction: Document) -> None:
    """No code of this sign-in is good any more."""
    for message in org.store.all("message"):
        if message["transactionId"] == transaction["id"]:
            org.store.delete("message", message["id"])


def messages(org: Org) -> list[Document]:
    """Those whose codes are still good, oldest first; the others are dropped."""
    now = org.clock().timestamp()
    while (oldest := org.store.first("message")) is not None and oldest["expires"] <= now:
        org.store.delete("message", oldest["id"])
    return org.store.all("message")


def recipient(user: Document, factor: Factor) -> str:
    """The address or number; people whose profile has no number get one that nobody has (+1 201 555 01xx)."""
    profile = user["document"]["profile"]
    if factor.name == "email":
        return str(profile["email"])
    if number := profile.get("mobilePhone") or profile.get("primaryPhone"):
        return str(number)
    made_up = int.from_bytes(hashlib.sha256(user["id"].encode()).digest()) % 100
    return f"+1 201 555 01{made_up:02}"
