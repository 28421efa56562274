"""A long command can be watched, and ended."""

import os
import sys
import time
from pathlib import Path

import pytest

from jamf_connect_okta.toolchain import commands
from jamf_connect_okta.toolchain.commands import run
from jamf_connect_okta.toolchain.errors import ToolchainError

from .fakes import script


def test_the_step_is_announced(lines: list[str]) -> None:
    run("Doing it", ["true"], lines.append)
    assert lines == ["Doing it"]


def test_what_it_printed_comes_back(lines: list[str]) -> None:
    assert run("Doing it", ["echo", "done"], lines.append) == "done\n"


def test_a_failure_tells_the_last_lines(tmp_path: Path, lines: list[str]) -> None:
    tool = script(tmp_path / "tool", "for i in 1 2 3 4 5 6; do echo line $i >&2; done; exit 1")
    with pytest.raises(ToolchainError, match=r"^`tool build` failed: line 2\nline 3\nline 4\nline 5\nline 6$"):
        run("Doing it", [str(tool), "build"], lines.append)


def test_a_command_that_takes_too_long_is_ended(lines: list[str]) -> None:
    with pytest.raises(ToolchainError, match=r"`sleep 60` did not finish within 0\.1 seconds"):
        run("Doing it", ["sleep", "60"], lines.append, limit=0.1)


def test_what_the_command_started_ends_with_it(tmp_path: Path, lines: list[str]) -> None:
    pid = tmp_path / "pid"
    tool = script(tmp_path / "tool", f"sleep 60 & echo $! > {pid}; wait")
    with pytest.raises(ToolchainError):
        run("Doing it", [str(tool)], lines.append, limit=0.5)
    assert _is_gone(int(pid.read_text()))


def test_a_terminal_sees_that_it_goes_on(lines: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(commands, "_SIGN_OF_LIFE", 0.1)
    monkeypatch.setattr(sys.stderr, "isatty", lambda: True)
    run("Doing it", ["sleep", "0.35"], lines.append)
    assert lines[0] == "Doing it"
    assert lines[1] == "Doing it (0:00)"


def test_a_pipe_gets_one_line_per_step(lines: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(commands, "_SIGN_OF_LIFE", 0.1)
    monkeypatch.setattr(sys.stderr, "isatty", lambda: False)
    run("Doing it", ["sleep", "0.35"], lines.append)
    assert lines == ["Doing it"]


def _is_gone(pid: int) -> bool:
    for _ in range(100):
        try:
            os.kill(pid, 0)
        except ProcessLookupError:
            return True
        # An ended child of the ended tool stays listed until somebody collects it.
        stat = Path(f"/proc/{pid}/stat")
        if stat.exists() and stat.read_text().rpartition(")")[2].split()[0] == "Z":
            return True
        time.sleep(0.02)
    return False
