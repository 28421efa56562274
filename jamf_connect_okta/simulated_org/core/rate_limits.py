"""Okta's rate limits: buckets of calls per minute, and the share that one client has of each."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass

from jamf_connect_okta.simulated_org.core.errors import too_many_requests

WINDOW_SECONDS = 60
CLIENT_SHARE = 0.5
TOKENS_A_SECOND = 4
"""Token requests that one user name has in a second (Okta's documentation)."""

# Calls a minute of a Workforce org, as Okta's documentation last listed them (December 2025); the first that fits
# counts. A method of "" means any. Limits of calls at the same time are not simulated.
_BUCKETS = tuple(
    (method, re.compile(pattern), limit)
    for method, pattern, limit in (
        ("", r"/oauth2/v1/token", 2000),
        ("", r"/oauth2/v1/authorize", 2000),
        ("", r"/oauth2/v1/clients(/.*)?", 100),
        ("", r"/api/v1/apps/[^/]+", 500),
        ("", r"/api/v1/apps(/.*)?", 100),
        ("", r"/api/v1/groups/[^/]+", 1000),
        ("", r"/api/v1/groups", 500),
        ("GET", r"/api/v1/users/[^/]+", 2000),
        ("", r"/api/v1/logs", 120),
        ("", r"/api/v1/.*", 1200),
    )
)
# What Okta shows for paths outside of all buckets is not recorded; this org shows a bucket that never empties.
_UNLIMITED = 1200


@dataclass(frozen=True)
class Standing:
    """What a call finds of its limit."""

    limit: int
    remaining: int
    reset: int
    exceeded: bool

    def headers(self) -> dict[str, str]:
        """The headers that every answer carries."""
        return {
            "X-Rate-Limit-Limit": str(self.limit),
            "X-Rate-Limit-Remaining": str(self.remaining),
            "X-Rate-Limit-Reset": str(self.reset),
        }

    def check(self) -> None:
        """Raises OktaError (E0000047) when nothing was left for the call."""
        if self.exceeded:
            raise too_many_requests()


class RateLimits:
    """Counts calls by bucket and minute.

    Until `enforced` is set nothing is refused, and a used-up bucket shows one call left.
    """

    def __init__(self) -> None:
        self.enforced = False
        self._window = 0
        self._used: Counter[tuple[str, str]] = Counter()
        self._second = 0
        self._by_username: Counter[str] = Counter()

    def count(self, method: str, path: str, client: str | None, now: float) -> Standing:
        """Counts one call at the time `now` (seconds since 1970), unless it exceeds its limit.

        `client` is who makes the call, None for nobody that the org knows: only the whole bucket limits that one.
        """
        window = int(now) - int(now) % WINDOW_SECONDS
        if window != self._window:
            self._window = window
            self._used.clear()
        reset = window + WINDOW_SECONDS
        name, limit = _bucket(method, path)
        if name is None:
            return Standing(limit, limit - 1, reset, exceeded=False)
        counters = {(name, ""): limit}
        if self.enforced and client is not None:
            counters[name, client] = int(limit * CLIENT_SHARE)
        # Okta's headers tell the limit that applies to the call: the one that is reached first.
        left, limit = min((limit - self._used[counter], limit) for counter, limit in counters.items())
        if self.enforced and left <= 0:
            return Standing(limit, 0, reset, exceeded=True)
        self._used.update(counters.keys())
        return Standing(limit, left - 1 if self.enforced else max(left - 1, 1), reset, exceeded=False)

    def is_too_fast(self, username: str, now: float) -> bool:
        """Counts one token request for that user name, and tells whether it is one too many in its second."""
        if not self.enforced:
            return False
        if int(now) != self._second:
            self._second = int(now)
            self._by_username.clear()
        self._by_username[username] += 1
        return self._by_username[username] > TOKENS_A_SECOND


def _bucket(method: str, path: str) -> tuple[str | None, int]:
    for only, pattern, limit in _BUCKETS:
        if only in ("", method) and pattern.fullmatch(path):
            return pattern.pattern, limit
    return None, _UNLIMITED
