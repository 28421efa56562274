"""Tells a process that runs older code from one that runs the code that lies here now."""

from __future__ import annotations

import hashlib
from pathlib import Path

_PACKAGE = Path(__file__).resolve().parents[1]


def code_version() -> str:
    """Changes with every file of the simulated org: an update, or an edit."""
    digest = hashlib.sha256()
    for file in sorted(_PACKAGE.rglob("*")):
        if file.suffix != ".pyc" and file.is_file():
            facts = file.stat()
            digest.update(f"{file.relative_to(_PACKAGE)}:{facts.st_mtime_ns}:{facts.st_size}\n".encode())
    return digest.hexdigest()
