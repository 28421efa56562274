"""Asks a Pulumi CLI for its version."""

import os
import re
import subprocess
from pathlib import Path

from jamf_connect_okta.toolchain.errors import ToolchainError
from jamf_connect_okta.toolchain.pins import Version


def cli_version(executable: Path) -> Version:
    """What `pulumi version` says, a pre-release's suffix left out. Raises ToolchainError if it says no version."""
    environment = os.environ | {"PULUMI_SKIP_UPDATE_CHECK": "true"}
    try:
        done = subprocess.run(  # noqa: S603
            [executable, "version"], env=environment, capture_output=True, text=True, timeout=30, check=False
        )
    except (OSError, subprocess.TimeoutExpired) as error:
        raise ToolchainError(f"{executable} does not start: {error}") from None
    said = re.match(r"v?(\d+)\.(\d+)\.(\d+)", done.stdout.strip())
    if done.returncode or not said:
        raise ToolchainError(f"{executable} does not tell its version: {(done.stderr or done.stdout).strip()}")
    major, minor, patch = said.groups()
    return int(major), int(minor), int(patch)
