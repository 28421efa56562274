"""The keys that sign the org's tokens (RS256), and their rotation."""

from __future__ import annotations

import base64
import secrets
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import cached_property
from typing import Any

from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey, generate_private_key

ROTATION = timedelta(days=90)
"""How long a key signs; Okta's documentation speaks of about that long."""


@dataclass(eq=False)
class SigningKey:
    """A key pair, made when it is first needed: most orgs of a test never sign anything."""

    since: datetime
    kid: str = field(default_factory=lambda: secrets.token_urlsafe(32))

    @cached_property
    def private(self) -> RSAPrivateKey:
        """The half that signs."""
        return generate_private_key(public_exponent=65537, key_size=2048)

    def jwk(self) -> dict[str, Any]:
        """The public half (RFC 7517)."""
        numbers = self.private.public_key().public_numbers()
        return {
            "kty": "RSA",
            "alg": "RS256",
            "use": "sig",
            "kid": self.kid,
            "e": _base64(numbers.e),
            "n": _base64(numbers.n),
        }


class SigningKeys:
    """The key that signs now, and the older ones that tokens may still carry.

    They live in memory only, so that no private key lies in the state: a restart is a rotation, and a pinned key ends
    with it.
    """

    def __init__(self) -> None:
        self._keys: list[SigningKey] = []

    def current(self, now: datetime) -> SigningKey:
        """The newest key; a new one when its time is over."""
        if not self._keys or now - self._keys[-1].since >= ROTATION:
            self._keys.append(SigningKey(now))
        return self._keys[-1]

    def named(self, kid: str) -> SigningKey | None:
        """The key with that id, however old."""
        return next((key for key in self._keys if key.kid == kid), None)

    def published(self, now: datetime) -> list[SigningKey]:
        """The current key and the one before it, whose tokens may still be around."""
        self.current(now)
        return self._keys[-2:]


def _base64(number: int) -> str:
    content = number.to_bytes((number.bit_length() + 7) // 8)
    return base64.urlsafe_b64encode(content).rstrip(b"=").decode()
