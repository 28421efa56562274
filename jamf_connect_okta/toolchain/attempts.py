"""Remembers what could not be had from the network, so that it is not tried again at every start."""

import json
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from jamf_connect_okta.toolchain.cache import cache_folder

A_DAY = 24 * 60 * 60.0
"""Seconds for which a failure is believed."""

RETRY = "`python -m jamf_connect_okta.toolchain --retry` tries again"


@dataclass(frozen=True)
class FailedAttempts:
    """The failures of the last day, one small file each in `folder`. `clock` gives seconds since the epoch."""

    folder: Path
    clock: Callable[[], float] = time.time

    def reason(self, what: str) -> str | None:
        """Why `what` could not be had within the last day; None if that is not known."""
        try:
            failure = json.loads(self._file(what).read_text())
            age = self.clock() - float(failure["at"])
            return str(failure["reason"]) if 0 <= age < A_DAY else None
        except (OSError, ValueError, KeyError, TypeError):
            return None

    def remember(self, what: str, reason: str) -> None:
        """`what` could not be had just now. Where this can't be written down, it is tried again next time."""
        with suppress(OSError):
            self.folder.mkdir(parents=True, exist_ok=True)
            self._file(what).write_text(json.dumps({"at": self.clock(), "reason": reason}))

    def forget(self, what: str = "*") -> None:
        """Let `what` be tried again, or everything."""
        for file in self.folder.glob(f"{what}.json"):
            file.unlink(missing_ok=True)

    def _file(self, what: str) -> Path:
        return self.folder / f"{what}.json"


def failed_attempts() -> FailedAttempts:
    """The failures of this user on this machine."""
    return FailedAttempts(cache_folder() / "failed")
