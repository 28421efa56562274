"""The org's log: one JSON line for every call, with the reason of every refusal."""

from __future__ import annotations

import json
from collections import deque
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, TextIO

_KEPT_IN_MEMORY = 1000


class RequestLog:
    """Entries of {time, method, path, status} and, for refusals, {errorCode, summary, causes}.

    Query strings, bodies and tokens are left out: they may hold secrets.
    """

    def __init__(self, file: Path | None) -> None:
        self.entries: deque[dict[str, Any]] = deque(maxlen=_KEPT_IN_MEMORY)
        self._stream: TextIO | None = file.open("a", encoding="utf-8", buffering=1) if file else None

    def add(self, method: str, path: str, status: int, **details: object) -> None:
        """Writes down one answered call."""
        time = datetime.now(UTC).isoformat(timespec="milliseconds")
        entry = {"time": time, "method": method, "path": path, "status": status, **details}
        self.entries.append(entry)
        if self._stream:
            self._stream.write(json.dumps(entry) + "\n")

    def close(self) -> None:
        """Closes the file."""
        if self._stream:
            self._stream.close()
            self._stream = None
