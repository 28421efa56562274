"""Who was let in, and what their tokens may say."""

from __future__ import annotations

import secrets
from dataclasses import dataclass, field

from jamf_connect_okta.simulated_org.core.store import Document


@dataclass(frozen=True)
class Grant:
    """One authentication of a person, as a token request ends in it.

    `fat` is about the ID token: whether it carries every claim of the scopes. `id` ties together all tokens that come
    from the same authentication. `refresh_token` is one to hand back; without it a new one is issued where the scopes
    and the app allow.
    """

    user: Document
    scopes: tuple[str, ...]
    factors: tuple[str, ...]
    auth_time: float
    fat: bool
    nonce: str | None = None
    refresh_token: str | None = None
    id: str = field(default_factory=lambda: secrets.token_urlsafe(16))
