"""Whether a password lets somebody in, and what failing costs."""

from __future__ import annotations

from typing import Any

from jamf_connect_okta.simulated_org.core.errors import OktaError
from jamf_connect_okta.simulated_org.core.org import Org
from jamf_connect_okta.simulated_org.core.store import Document
from jamf_connect_okta.simulated_org.management.directory.passwords import is_password
from jamf_connect_okta.simulated_org.management.directory.user_documents import find_user, with_status
from jamf_connect_okta.simulated_org.policy_evaluation.words import Reason

_MAY_TRY = ("ACTIVE", "PASSWORD_EXPIRED", "PROVISIONED", "RECOVERY")


class PasswordRefusedError(Exception):
    """The password, or the person, does not get in."""

    def __init__(self, code: str, words: str) -> None:
        super().__init__(words)
        self.reason = Reason(code, words)


def person_named(org: Org, username: str) -> Document | None:
    """The user who signs in by that name: the login, or the part before the @ when nobody else has it."""
    try:
        return find_user(org, username)
    except OktaError:
        return None


def may_sign_in(user: Document) -> bool:
    """Whether the user's status lets them try at all."""
    return user["document"]["status"] in _MAY_TRY


def check_password(org: Org, user: Document | None, username: str, password: str) -> Document:
    """The user, whose failed attempts are forgotten. Raises PasswordRefusedError.

    A wrong password counts, and locks the user out after as many as the password policy says. Whether Okta looks at the
    status or at the password first is not documented; a password that has expired must be the right one.
    """
    if user is None:
        raise PasswordRefusedError("unknown_user", f"Nobody in this org signs in as {username}")
    document, login = user["document"], user["login"]
    status = document["status"]
    if status == "LOCKED_OUT":
        raise PasswordRefusedError("locked_out", f"{login} is locked out")
    if not may_sign_in(user):
        raise PasswordRefusedError("inactive_user", f"{login} is {status}")
    if user["password"] is None:
        kind = document["credentials"]["provider"]["type"]
        raise PasswordRefusedError("no_password", f"{login} has no password in Okta (provider {kind})")
    if not is_password(password, user["password"]):
        raise _failed(org, user)
    if user.get("failedAttempts"):
        user = {**user, "failedAttempts": 0}
        org.store.put("user", user)
    if status in ("PASSWORD_EXPIRED", "RECOVERY") or user["temporaryPassword"]:
        raise PasswordRefusedError("password_expired", f"The password of {login} has expired or is temporary")
    return user


def password_settings(org: Org) -> dict[str, Any]:
    """Of the default password policy: other ones can't be created here."""
    (policy,) = org.store.find("policy", "type", "PASSWORD")
    settings: dict[str, Any] = policy["document"]["settings"]["password"]
    return settings


def _failed(org: Org, user: Document) -> PasswordRefusedError:
    attempts = user.get("failedAttempts", 0) + 1
    most = int(password_settings(org)["lockout"]["maxAttempts"])
    changed = {**user, "failedAttempts": attempts}
    if most and attempts >= most:
        org.store.put("user", {**with_status(org, changed, "LOCKED_OUT"), "failedAttempts": 0})
        return PasswordRefusedError("wrong_password", f"Wrong password; {user['login']} is locked out now")
    org.store.put("user", changed)
    return PasswordRefusedError("wrong_password", f"Wrong password (failed attempt {attempts} of {most or 'any'})")
