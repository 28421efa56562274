"""Runs the long commands of an installation, such that an interrupt ends them and a person sees them advance."""

import os
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from typing import IO

from jamf_connect_okta.toolchain.errors import ToolchainError
from jamf_connect_okta.toolchain.progress import Progress

_SIGN_OF_LIFE = 15.0
"""Seconds between two lines on a terminal while one step goes on."""

_TIME_TO_TIDY_UP = 3.0
"""Seconds between the polite end and the other one."""


def run(
    step: str,
    command: Sequence[str],
    progress: Progress,
    *,
    folder: Path | None = None,
    environment: Mapping[str, str] | None = None,
    limit: float = 3600.0,
) -> str:
    """Standard output of `command`, announced as `step`.

    It ends with this process's interrupt, and after `limit` seconds. Raises ToolchainError with the last lines it said
    if it fails.
    """
    progress(step)
    with tempfile.TemporaryFile("w+") as output, tempfile.TemporaryFile("w+") as errors:
        # A session of its own: whatever the command starts in turn can be ended with it.
        process = subprocess.Popen(  # noqa: S603 - our own commands
            command,
            cwd=folder,
            env=None if environment is None else dict(environment),
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=errors,
            start_new_session=True,
        )
        try:
            ended = _wait(process, step, progress, limit)
        finally:
            _end(process)
        if not ended:
            raise ToolchainError(f"{_name(command)} did not finish within {limit:g} seconds")
        if process.returncode:
            raise ToolchainError(f"{_name(command)} failed: {_last_lines(errors) or _last_lines(output)}")
        output.seek(0)
        return output.read()


def _wait(process: subprocess.Popen[bytes], step: str, progress: Progress, limit: float) -> bool:
    started = time.monotonic()
    while (elapsed := time.monotonic() - started) < limit:
        try:
            process.wait(min(_SIGN_OF_LIFE, limit - elapsed))
        except subprocess.TimeoutExpired:
            if sys.stderr.isatty():
                minutes, seconds = divmod(round(time.monotonic() - started), 60)
                progress(f"{step} ({minutes}:{seconds:02})")
        else:
            return True
    return False


def _end(process: subprocess.Popen[bytes]) -> None:
    if process.poll() is not None:
        return
    os.killpg(process.pid, signal.SIGINT)
    with suppress(subprocess.TimeoutExpired):
        process.wait(_TIME_TO_TIDY_UP)
    # Even if the command has ended by now: what it started may ignore interrupts. macOS refuses where all have ended.
    with suppress(ProcessLookupError, PermissionError):
        os.killpg(process.pid, signal.SIGKILL)
    process.wait()


def _name(command: Sequence[str]) -> str:
    return f"`{Path(command[0]).name} {command[1]}`" if len(command) > 1 else f"`{Path(command[0]).name}`"


def _last_lines(output: IO[str]) -> str:
    output.seek(0)
    return "\n".join(output.read().strip().splitlines()[-5:])
