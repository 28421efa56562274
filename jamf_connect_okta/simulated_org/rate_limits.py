"""The headers that tell how much of a rate limit is left."""

from __future__ import annotations

import time

# Calls a minute of a Workforce org, by what the path begins with; the first that fits counts.
_BUCKETS = (("/oauth2/", 2000), ("/api/v1/apps", 100), ("/api/v1/groups", 500), ("/api/v1/users", 1000), ("/", 1200))
_WINDOW_SECONDS = 60


class RateLimits:
    """Counts calls by bucket and minute. Nothing is refused yet: a used-up bucket shows one call left."""

    def __init__(self) -> None:
        self._window = 0
        self._used: dict[str, int] = {}

    def headers(self, path: str) -> dict[str, str]:
        """Counts one call, and says what is left of its bucket."""
        now = int(time.time())
        window = now - now % _WINDOW_SECONDS
        if window != self._window:
            self._window, self._used = window, {}
        prefix, limit = next(bucket for bucket in _BUCKETS if path.startswith(bucket[0]) or bucket[0] == "/")
        self._used[prefix] = self._used.get(prefix, 0) + 1
        return {
            "X-Rate-Limit-Limit": str(limit),
            "X-Rate-Limit-Remaining": str(max(limit - self._used[prefix], 1)),
            "X-Rate-Limit-Reset": str(window + _WINDOW_SECONDS),
        }
