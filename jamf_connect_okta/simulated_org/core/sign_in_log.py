"""The org's log of sign-ins: what was decided about each attempt, and why."""

from __future__ import annotations

from collections import deque
from dataclasses import asdict, dataclass
from typing import Any

_KEPT = 1000


@dataclass(frozen=True)
class SignInEntry:
    """One decision. `reason` is a word for programs, `words` a sentence for people; both are empty when it is allowed.

    `considered` holds every policy and rule that was looked at, in order.
    """

    request_id: str
    time: str
    flow: str
    client_id: str
    login: str
    address: str
    outcome: str
    reason: str = ""
    words: str = ""
    factors: tuple[str, ...] = ()
    considered: tuple[dict[str, Any], ...] = ()

    def shown(self) -> dict[str, Any]:
        """The entry as JSON."""
        return asdict(self)


class SignInLog:
    """The latest entries, in memory only."""

    def __init__(self) -> None:
        self._entries: deque[SignInEntry] = deque(maxlen=_KEPT)

    def add(self, entry: SignInEntry) -> None:
        """Writes one down."""
        self._entries.append(entry)

    def of_request(self, request_id: str) -> SignInEntry | None:
        """What was decided in the call that was answered with that X-Okta-Request-Id."""
        return next((entry for entry in reversed(self._entries) if entry.request_id == request_id), None)

    def all(self) -> list[SignInEntry]:
        """The entries, oldest first."""
        return list(self._entries)
