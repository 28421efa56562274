"""The org's sessions: what a browser that signed in once need not show again."""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Mapping
from http.cookies import CookieError, SimpleCookie
from typing import Any, NamedTuple

from jamf_connect_okta.simulated_org.core.api import Call
from jamf_connect_okta.simulated_org.core.org import Org
from jamf_connect_okta.simulated_org.core.store import Document

COOKIE = "idx"
"""The name of Identity Engine's session cookie."""


class Session(NamedTuple):
    """A session that lasts, and whose it is."""

    document: Document
    user: Document


def begin(call: Call, user: Document, verified: Mapping[str, float], auth_time: float, session_rule: Document) -> str:
    """A session for who just signed in, in place of the browser's old one; the value is for Set-Cookie.

    `verified` has the factors with the time of each, in seconds since the epoch. How long the session lasts is what
    the rule of the global session policy says now; what another person's session had verified does not count.
    """
    settings: dict[str, Any] = session_rule["document"]["actions"]["signon"]["session"]
    org, now = call.org, call.org.clock().timestamp()
    for stale in org.store.all("session"):
        if not _lasts(stale, now):
            org.store.delete("session", stale["id"])
    old = current(call)
    kept: dict[str, float] = {}
    if old is not None:
        org.store.delete("session", old.document["id"])
        kept = old.document["verified"] if old.user["id"] == user["id"] else {}
    token, lifetime = secrets.token_urlsafe(32), settings["maxSessionLifetimeMinutes"] * 60
    document = {
        "id": _key(token),
        "userId": user["id"],
        "verified": {**kept, **verified},
        "authTime": auth_time,
        "used": now,
        "idleSeconds": settings["maxSessionIdleMinutes"] * 60,
        # A lifetime of 0 is none.
        "ends": now + lifetime if lifetime else None,
    }
    org.store.put("session", document)
    # No `Secure`: on loopback there is no TLS.
    cookie = f"{COOKIE}={token}; Path=/; HttpOnly; SameSite=Lax"
    return f"{cookie}; Max-Age={lifetime}" if settings["usePersistentCookie"] and lifetime else cookie


def current(call: Call) -> Session | None:
    """The session that the browser's cookie names, None when there is none or it is over.

    An account that is not active any more has no sessions.
    """
    store, now = call.org.store, call.org.clock().timestamp()
    found = store.get("session", _key(_cookie(call)))
    if found is None or not _lasts(found, now):
        return None
    user = store.get("user", found["userId"])
    return Session(found, user) if user is not None and user["document"]["status"] == "ACTIVE" else None


def touch(org: Org, session: Session) -> None:
    """Starts its idle time again."""
    org.store.put("session", {**session.document, "used": org.clock().timestamp()})


def _lasts(session: Document, now: float) -> bool:
    in_use = now < session["used"] + session["idleSeconds"]
    return bool(in_use and (session["ends"] is None or now < session["ends"]))


def _cookie(call: Call) -> str:
    try:
        cookies = SimpleCookie(call.headers.get("cookie", ""))
    except CookieError:
        return ""
    return cookies[COOKIE].value if COOKIE in cookies else ""


def _key(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()
