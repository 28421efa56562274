"""Passwords that people choose to replace one that is temporary or has expired."""

from __future__ import annotations

from collections.abc import Iterator

from jamf_connect_okta.simulated_org.core.org import Org
from jamf_connect_okta.simulated_org.core.store import Document
from jamf_connect_okta.simulated_org.management.directory.passwords import hashed, is_password
from jamf_connect_okta.simulated_org.management.directory.user_documents import with_status
from jamf_connect_okta.simulated_org.sign_in.passwords import password_settings


def requirements(org: Org) -> list[str]:
    """What the password policy asks for, in words."""
    complexity = password_settings(org)["complexity"]
    asked = [f"at least {complexity['minLength']} characters"]
    asked += [words for key, words, _ in _KINDS if complexity[key]]
    if complexity["excludeUsername"]:
        asked.append("no parts of your username")
    return asked


def problems(org: Org, user: Document, password: str) -> list[str]:
    """The requirements that the password misses, and that it is a new one.

    The policy's history is not looked at beyond the password that is replaced: the state keeps no old ones.
    """
    complexity = password_settings(org)["complexity"]
    missed = list(_missed(complexity, user, password))
    if user["password"] is not None and is_password(password, user["password"]):
        missed.append("not the password that you had")
    return missed


def set_password(org: Org, user: Document, password: str) -> None:
    """The user has that password, which is not temporary, and is active."""
    active = with_status(org, user, "ACTIVE")
    document = {**active["document"], "passwordChanged": org.now()}
    org.store.put("user", {**active, "password": hashed(password), "temporaryPassword": False, "document": document})


_KINDS = (
    ("minLowerCase", "a lowercase letter", str.islower),
    ("minUpperCase", "an uppercase letter", str.isupper),
    ("minNumber", "a number", str.isdigit),
    ("minSymbol", "a symbol", lambda character: not character.isalnum()),
)
# Okta compares with the parts of a username between these; parts of fewer than four characters do not count.
_SEPARATORS = str.maketrans(dict.fromkeys(".,-_#@", " "))
_SHORTEST_PART = 4


def _missed(complexity: Document, user: Document, password: str) -> Iterator[str]:
    if len(password) < complexity["minLength"]:
        yield f"at least {complexity['minLength']} characters"
    for key, words, is_kind in _KINDS:
        if sum(map(is_kind, password)) < complexity[key]:
            yield words
    parts = [part for part in user["login"].translate(_SEPARATORS).split() if len(part) >= _SHORTEST_PART]
    if complexity["excludeUsername"] and any(part in password.lower() for part in parts):
        yield "no parts of your username"
