"""The files of an org that runs as a process of its own."""

from __future__ import annotations

import json
import os
import secrets
from dataclasses import dataclass
from pathlib import Path
from typing import Any


@dataclass(frozen=True)
class StateDir:
    """One directory per org; `process.json` outlives a stop only to remember the port."""

    path: Path

    @property
    def seed(self) -> Path:
        """What the org holds on its first day."""
        return self.path / "seed.yaml"

    @property
    def state(self) -> Path:
        """What it holds now."""
        return self.path / "org.sqlite"

    @property
    def log(self) -> Path:
        """One JSON line per call."""
        return self.path / "org.log.jsonl"

    @property
    def process(self) -> Path:
        """pid, port and start time of the process."""
        return self.path / "process.json"

    @property
    def stderr(self) -> Path:
        """What a crash leaves behind."""
        return self.path / "stderr.txt"

    @property
    def lock(self) -> Path:
        """Held while an org is being started, stopped or reset."""
        return self.path / "lock"

    def api_token(self) -> str:
        """The org's API token: random, made once, readable by its owner only."""
        file = self.path / "token"
        try:
            descriptor = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        except FileExistsError:
            return file.read_text(encoding="utf-8").strip()
        token = "00" + secrets.token_urlsafe(30)  # Okta's API tokens are 42 characters that begin with 00.
        with os.fdopen(descriptor, "w", encoding="utf-8") as stream:
            stream.write(token + "\n")
        return token

    def process_facts(self) -> dict[str, Any]:
        """What `process.json` says, {} when it says nothing that can be read."""
        try:
            facts = json.loads(self.process.read_text(encoding="utf-8"))
        except (OSError, ValueError):
            return {}
        return facts if isinstance(facts, dict) else {}

    def write_process_facts(self, **facts: object) -> None:
        """Replaces `process.json` in one step."""
        new = self.process.with_suffix(".new")
        new.write_text(json.dumps(facts) + "\n", encoding="utf-8")
        new.replace(self.process)

    def forget_state(self) -> None:
        """Removes what the org holds now; seed, token and log stay."""
        for suffix in ("", "-wal", "-shm", "-journal"):
            self.state.with_name(self.state.name + suffix).unlink(missing_ok=True)
