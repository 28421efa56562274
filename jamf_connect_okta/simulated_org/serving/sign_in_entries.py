"""The org's log of sign-ins, over HTTP: `/simulated-org/sign-ins`, which no real org has."""

from __future__ import annotations

from jamf_connect_okta.simulated_org.core.api import Answer, Call, Endpoint, ok
from jamf_connect_okta.simulated_org.core.errors import not_found

PATH = "/simulated-org/sign-ins"


def list_sign_ins(call: Call) -> Answer:
    """GET: what was decided, oldest first; with `?login=` about one person."""
    login = call.query.get("login", "").lower()
    entries = call.org.sign_ins.all()
    return ok([entry.shown() for entry in entries if not login or entry.login.lower() == login])


def get_sign_in(call: Call) -> Answer:
    """GET …/{requestId}: what was decided in the call that was answered with that X-Okta-Request-Id."""
    entry = call.org.sign_ins.of_request(call.ids["requestId"])
    if entry is None:
        raise not_found(call.ids["requestId"], "SignIn")
    return ok(entry.shown())


ENDPOINTS = (
    Endpoint("GET", PATH, list_sign_ins),
    Endpoint("GET", f"{PATH}/{{requestId}}", get_sign_in),
)
