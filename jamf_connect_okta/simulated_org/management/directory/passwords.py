"""Password hashes: the state never holds a password."""

from __future__ import annotations

import hashlib
import hmac
import secrets

# Cheap on purpose: these are passwords of rehearsals, and an org of 10,000 people must start in seconds.
_COST = {"n": 16, "r": 8, "p": 1}


def hashed(password: str) -> dict[str, str]:
    """A salted scrypt hash, as stored with a user."""
    salt = secrets.token_bytes(16)
    return {"salt": salt.hex(), "scrypt": hashlib.scrypt(password.encode(), salt=salt, **_COST).hex()}


def is_password(password: str, stored: dict[str, str]) -> bool:
    """Whether that password gave this hash."""
    salt = bytes.fromhex(stored["salt"])
    return hmac.compare_digest(hashlib.scrypt(password.encode(), salt=salt, **_COST).hex(), stored["scrypt"])
