"""Endpoints under /api/v1/users/{id}/lifecycle."""

from __future__ import annotations

import secrets
from dataclasses import dataclass

from jamf_connect_okta.simulated_org.core.api import Answer, Call, Endpoint, ok
from jamf_connect_okta.simulated_org.core.errors import OktaError
from jamf_connect_okta.simulated_org.core.store import Document
from jamf_connect_okta.simulated_org.management.directory.passwords import hashed
from jamf_connect_okta.simulated_org.management.directory.user_documents import find_user, shown_user, with_status


@dataclass(frozen=True)
class _Step:
    """From which statuses a step is allowed, and where it leads."""

    since: frozenset[str]
    to: str


_STEPS = {
    "activate": _Step(frozenset({"STAGED", "DEPROVISIONED"}), "ACTIVE"),
    "reactivate": _Step(frozenset({"PROVISIONED"}), "PROVISIONED"),
    "deactivate": _Step(
        frozenset({"STAGED", "PROVISIONED", "ACTIVE", "RECOVERY", "LOCKED_OUT", "PASSWORD_EXPIRED", "SUSPENDED"}),
        "DEPROVISIONED",
    ),
    "suspend": _Step(frozenset({"ACTIVE", "PROVISIONED", "RECOVERY", "LOCKED_OUT", "PASSWORD_EXPIRED"}), "SUSPENDED"),
    "unsuspend": _Step(frozenset({"SUSPENDED"}), "ACTIVE"),
    "unlock": _Step(frozenset({"LOCKED_OUT"}), "ACTIVE"),
    "expire_password": _Step(frozenset({"ACTIVE", "RECOVERY", "PASSWORD_EXPIRED"}), "PASSWORD_EXPIRED"),
    "expire_password_with_temp_password": _Step(
        frozenset({"ACTIVE", "RECOVERY", "PASSWORD_EXPIRED"}), "PASSWORD_EXPIRED"
    ),
    "reset_password": _Step(
        frozenset({"ACTIVE", "PROVISIONED", "RECOVERY", "LOCKED_OUT", "PASSWORD_EXPIRED"}), "RECOVERY"
    ),
}
_REFUSALS = {
    "activate": (403, "E0000016", "Activation failed because the user is already active"),
    "suspend": (400, "E0000001", "Api validation failed: suspendUser"),
    "unsuspend": (400, "E0000001", "Api validation failed: unsuspendUser"),
    "unlock": (403, "E0000032", "Unlock is not allowed for this user."),
}


def change_status(call: Call) -> Answer:
    """POST /lifecycle/{step}: 200, mostly with an empty object; expiring a password answers with the user."""
    user, name = find_user(call.org, call.ids["userId"]), call.path.rpartition("/")[2]
    step = _STEPS[name]
    status = user["document"]["status"]
    if status not in step.since:
        raise OktaError(
            *_REFUSALS.get(name, (403, "E0000038", "This operation is not allowed in the user's current status."))
        )
    changed = with_status(call.org, user, _status_after(name, step, user))
    answer: Document = {}
    asked_to_expire = name == "expire_password" and call.query.get("tempPassword") == "true"
    if asked_to_expire or name == "expire_password_with_temp_password":
        temporary = secrets.token_urlsafe(12)
        changed |= {"password": hashed(temporary), "temporaryPassword": True}
        answer = {"tempPassword": temporary}
    elif name == "expire_password":
        answer = shown_user(call.org, changed)
    elif name in ("activate", "reactivate") and call.query.get("sendEmail") == "false":
        token = secrets.token_urlsafe(15)
        answer = {"activationUrl": f"{call.org.url}/welcome/{token}", "activationToken": token}
    elif name == "reset_password" and call.query.get("sendEmail") == "false":
        answer = {"resetPasswordUrl": f"{call.org.url}/reset_password/{secrets.token_urlsafe(15)}"}
    call.org.store.put("user", changed)
    return ok(answer)


def reset_factors(call: Call) -> Answer:
    """POST /lifecycle/reset_factors: takes every enrolled factor away; the status stays."""
    user = find_user(call.org, call.ids["userId"])
    call.org.store.put("user", {**user, "factors": []})
    return ok({})


def _status_after(name: str, step: _Step, user: Document) -> str:
    if name == "activate" and user["password"] is None:
        return "PROVISIONED"
    if name == "activate" and user["temporaryPassword"]:
        return "PASSWORD_EXPIRED"
    if (
        name == "unsuspend"
        and user["password"] is None
        and user["document"]["credentials"]["provider"]["type"] == "OKTA"
    ):
        return "PROVISIONED"
    return step.to


_LIFECYCLE = "/api/v1/users/{userId}/lifecycle"
ENDPOINTS = (
    *(Endpoint("POST", f"{_LIFECYCLE}/{step}", change_status, "okta.users") for step in _STEPS),
    Endpoint("POST", f"{_LIFECYCLE}/reset_factors", reset_factors, "okta.users"),
)
