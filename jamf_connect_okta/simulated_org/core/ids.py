"""Okta's object ids: twenty characters, the first three telling the kind of object."""

from __future__ import annotations

import hashlib
import secrets
import string

_ALPHABET = string.digits + string.ascii_uppercase + string.ascii_lowercase
_CELL = "5d7"  # Ids of one Okta cell end alike.

PREFIXES = {
    "accessPolicy": "rst",
    "accessRule": "rul",
    "app": "0oa",
    "authenticator": "aut",
    "factor": "ost",
    "grant": "oag",
    "group": "00g",
    "mapping": "map",
    "org": "00o",
    "policy": "00p",
    "role": "ra1",
    "sessionRule": "0pr",
    "user": "00u",
    "userType": "oty",
    "zone": "nzo",
}


def object_id(kind: str, seed: str, number: int) -> str:
    """The id of the `number`th object of that kind in an org grown from `seed`.

    The same three arguments always give the same id, so two orgs that are seeded alike and asked alike agree.
    """
    digest = int.from_bytes(hashlib.sha256(f"{seed}:{kind}:{number}".encode()).digest())
    middle = ""
    for _ in range(20 - len(PREFIXES[kind]) - len(_CELL)):
        digest, index = divmod(digest, len(_ALPHABET))
        middle += _ALPHABET[index]
    return PREFIXES[kind] + middle + _CELL


def request_id() -> str:
    """The id that Okta gives a request: random, never part of the state."""
    return secrets.token_urlsafe(20)
