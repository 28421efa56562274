"""The org as a background process of one state directory."""

from __future__ import annotations

import fcntl
import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

from jamf_connect_okta.simulated_org.seed.seed import Seed, load_seed
from jamf_connect_okta.simulated_org.serving.code_version import code_version
from jamf_connect_okta.simulated_org.serving.listening import LOOPBACK
from jamf_connect_okta.simulated_org.serving.process_identity import start_time
from jamf_connect_okta.simulated_org.serving.state_dir import StateDir

_PACKAGE_ROOT = Path(__file__).resolve().parents[3]
_START_SECONDS = 30
_STOP_SECONDS = 10
READY = "ready"


class OrgProcessError(Exception):
    """The org can't be started, stopped or reset; the message says why and what to do."""


@dataclass(frozen=True)
class OrgAddress:
    """Where a running org answers, and the API token that opens it."""

    base_url: str
    token: str
    pid: int


@dataclass(frozen=True)
class Status:
    """Whether the org of a state directory runs. `crashed`: it ended without being stopped; starting it is safe."""

    state: Literal["running", "stopped", "crashed"]
    address: OrgAddress | None
    detail: str


def start(state_dir: Path, *, seed: Seed | None = None, port: int = 0) -> OrgAddress:
    """Starts the org, or finds it running; returns once it answers. One that runs older code is started again.

    A new org grows from `seed`, by default the packaged one; an org with a state goes on from there, and `seed` is not
    looked at. Without a port it gets the one it had last time, if that is free, so that its address stays the same.
    Raises OrgProcessError.
    """
    with _locked(state_dir) as files:
        return _start(files, seed, port)


def stop(state_dir: Path) -> None:
    """Stops the org; nothing happens when it does not run. Raises OrgProcessError."""
    if not state_dir.is_dir():
        return
    with _locked(state_dir) as files:
        _stop(files)


def reset(state_dir: Path, *, seed: Seed | None = None) -> None:
    """Takes the org back to its seed, or to another one; a running org goes on running at the same address.

    Raises OrgProcessError.
    """
    with _locked(state_dir) as files:
        running = _stop(files)
        files.forget_state()
        if seed is not None:
            files.seed.write_text(seed.to_yaml(), encoding="utf-8")
        if running is not None:
            _start(files, None, int(running.base_url.rpartition(":")[2]))


def status(state_dir: Path) -> Status:
    """Whether the org runs, and where."""
    files = StateDir(state_dir.resolve())
    facts = files.process_facts()
    pid, port = facts.get("pid"), facts.get("port")
    if not isinstance(pid, int) or not isinstance(port, int):
        return Status("stopped", None, "The simulated org is not running.")
    if start_time(pid) != facts.get("started"):
        last_words = _last_line(files.stderr)
        detail = "The simulated org ended without being stopped" + (f": {last_words}" if last_words else ".")
        return Status("crashed", None, detail)
    address = OrgAddress(f"http://{LOOPBACK}:{port}", files.api_token(), pid)
    return Status("running", address, f"The simulated org runs at {address.base_url} (process {pid}).")


def log(state_dir: Path) -> Iterator[dict[str, Any]]:
    """The entries of the org's log, oldest first; see RequestLog."""
    try:
        stream = StateDir(state_dir).log.open(encoding="utf-8")
    except FileNotFoundError:
        return
    with stream:
        for line in stream:
            # A process that was killed may leave half a line.
            with suppress(ValueError):
                yield json.loads(line)


def _start(files: StateDir, seed: Seed | None, port: int) -> OrgAddress:
    current = status(files.path)
    if current.address is not None:
        if files.process_facts().get("code") == code_version():
            return current.address
        # It runs older code, which may lack what its callers expect; its state is kept.
        _stop(files)
    if not files.state.exists() and (seed is not None or not files.seed.exists()):
        files.seed.write_text((seed or load_seed()).to_yaml(), encoding="utf-8")
    files.api_token()
    last_port = files.process_facts().get("port")
    said = _launch(files, port or (last_port if isinstance(last_port, int) else 0))
    if said != READY and not port and isinstance(last_port, int):
        said = _launch(files, 0)
    if said != READY:
        raise OrgProcessError(
            said or f"The simulated org did not start: {_last_line(files.stderr) or 'no reason given'}"
        )
    address = status(files.path).address
    if address is None:
        raise OrgProcessError("The simulated org ended right after its start; see stderr.txt in its state directory.")
    return address


def _launch(files: StateDir, port: int) -> str:
    """Runs the process; returns what it says once it serves or gives up."""
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join([str(_PACKAGE_ROOT), os.environ.get("PYTHONPATH", "")])}
    command = [sys.executable, "-m", "jamf_connect_okta.simulated_org", str(files.path), str(port)]
    with files.stderr.open("w", encoding="utf-8") as stderr:
        try:
            done = subprocess.run(  # noqa: S603
                command,
                stdin=subprocess.DEVNULL,
                stdout=subprocess.PIPE,
                stderr=stderr,
                env=environment,
                cwd=files.path,
                text=True,
                check=False,
                timeout=_START_SECONDS,
            )
        except subprocess.TimeoutExpired:
            return f"The simulated org did not answer within {_START_SECONDS} seconds."
    return done.stdout.strip()


def _stop(files: StateDir) -> OrgAddress | None:
    """Ends the process; returns where it was, None when there was none."""
    address = status(files.path).address
    facts = files.process_facts()
    if address is not None:
        for signal_number in (signal.SIGTERM, signal.SIGKILL):
            with suppress(ProcessLookupError):
                os.kill(address.pid, signal_number)
            if _ended(address.pid, facts["started"]):
                break
        else:
            raise OrgProcessError(f"The simulated org (process {address.pid}) can't be stopped.")
    if "port" in facts:
        files.write_process_facts(port=facts["port"])
    return address


def _ended(pid: int, started: str) -> bool:
    deadline = time.monotonic() + _STOP_SECONDS
    while start_time(pid) == started:
        if time.monotonic() > deadline:
            return False
        time.sleep(0.02)
    return True


@contextmanager
def _locked(state_dir: Path) -> Iterator[StateDir]:
    files = StateDir(state_dir.resolve())
    try:
        files.path.mkdir(parents=True, exist_ok=True, mode=0o700)
        lock = files.lock.open("w", encoding="utf-8")
    except OSError as error:
        raise OrgProcessError(f"The state directory {state_dir} can't be used: {error.strerror}.") from None
    with lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield files


def _last_line(file: Path) -> str:
    try:
        lines = file.read_text(encoding="utf-8", errors="replace").split("\n")
    except OSError:
        return ""
    return next((line for line in reversed(lines) if line.strip()), "")
