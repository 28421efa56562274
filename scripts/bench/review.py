"""The figure of a review: one changed setting of the dev stack, in a clone of the last commit."""

from __future__ import annotations

import subprocess
import tempfile
from pathlib import Path

from .figure import Figure
from .timing import seconds

_PROJECT = Path(__file__).parents[2]
_MEDIUM_RISK = 5


def figure() -> Figure:
    """Measures it once, after a first one has warmed up what it needs."""
    with tempfile.TemporaryDirectory() as folder:
        clone = Path(folder, "clone")
        subprocess.run(["git", "clone", "--quiet", "--shared", str(_PROJECT), str(clone)], check=True)  # noqa: S603, S607
        (clone / ".venv").symlink_to(_PROJECT / ".venv")
        stack = clone / "Pulumi.dev.yaml"
        stack.write_text(f"{stack.read_text()}  jamf-connect-okta:jamfConnect:\n    networkCheck: 30\n")
        _review(clone)
        return Figure("review of a one-setting change", seconds(lambda: _review(clone)), 40, "s")


def _review(clone: Path) -> None:
    command = [str(_PROJECT / ".venv" / "bin" / "jamf-connect-okta"), "review", "--base", "HEAD"]
    done = subprocess.run(command, cwd=clone, capture_output=True, text=True, check=False)  # noqa: S603
    if done.returncode != _MEDIUM_RISK:
        raise RuntimeError(f"The review ended with {done.returncode}: {done.stderr}")
