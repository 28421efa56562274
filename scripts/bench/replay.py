"""The figure of a replay: all recordings of real orgs, asked of a new org by the tool that lies beside them."""

from __future__ import annotations

import json
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path

from jamf_connect_okta.simulated_org.serving import process

from .figure import Figure, Unmeasured
from .timing import RUNS, seconds

_SHARED = Path(__file__).resolve().parents[3] / "shared"
_TOOL = _SHARED / "tools" / "replay_recordings.py"
_FILES = sorted((_SHARED / "data" / "recordings").glob("*.json"))
_NAME = "replay of all recordings"


def figure() -> Figure | Unmeasured:
    """From the tool's start to its end, each time against an org on its first day."""
    if not _TOOL.exists() or not _FILES:
        return Unmeasured(_NAME, "../shared, which holds the recordings of real orgs, is not here")
    return Figure(_NAME, statistics.median(_replay() for _ in range(RUNS)), 20, "s")


def _replay() -> float:
    with tempfile.TemporaryDirectory() as folder:
        state_dir = Path(folder)
        address = process.start(state_dir)
        # The token is this org's, which ends in a moment: seeing it in the list of processes helps nobody.
        command = [sys.executable, str(_TOOL), address.base_url, address.token, *map(str, _FILES)]
        try:
            # Its exit status tells whether anything differs, which is the tests' matter.
            taken = seconds(lambda: subprocess.run(command, check=False, capture_output=True))  # noqa: S603
            answered = sum(1 for _ in process.log(state_dir))
        finally:
            process.stop(state_dir)
    steps = sum(len(json.loads(file.read_text(encoding="utf-8"))) for file in _FILES)
    if answered != steps:
        raise RuntimeError(f"{answered} of {steps} recorded calls were made.")
    return taken
