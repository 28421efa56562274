"""Builds in processes of their own: two at once, and one that is interrupted."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

PROJECT = Path(__file__).parents[2]

FINDS_A_CLI = """
import signal, sys
from jamf_connect_okta.toolchain import build, installer, pulumi_cli
from jamf_connect_okta.toolchain.commands import run
from jamf_connect_okta.toolchain.errors import ToolchainError
from tests.toolchain.fakes import put_cli

# Tests that run in the background inherit that interrupts are ignored.
signal.signal(signal.SIGINT, signal.default_int_handler)

def out_of_reach(folder, progress):
    raise ToolchainError("no way out")

def slowly(folder, progress):
    with open(sys.argv[1], "a") as log:
        log.write("built\\n")
    run("Building", ["sleep", sys.argv[2]], progress)
    put_cli(folder / "bin")

installer.install, build.build = out_of_reach, slowly
print(pulumi_cli.find_or_install(lambda line: print(line, flush=True)).origin)
"""


@pytest.fixture
def log(tmp_path: Path) -> Path:
    """One line per build that was begun."""
    return tmp_path / "builds"


def start(log: Path, seconds: float) -> subprocess.Popen[str]:
    """Look for a CLI in a process of its own; a build takes `seconds`."""
    command = [sys.executable, "-c", FINDS_A_CLI, str(log), str(seconds)]
    return subprocess.Popen(command, cwd=PROJECT, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)


def wait_for_the_build(log: Path) -> None:
    for _ in range(500):
        if log.exists():
            return
        time.sleep(0.02)
    pytest.fail("no build began")


def test_the_second_waits_for_the_first_and_says_so(log: Path) -> None:
    first = start(log, 1.5)
    wait_for_the_build(log)
    second = start(log, 1.5)
    outputs = [process.communicate(timeout=30)[0] for process in (first, second)]
    assert log.read_text() == "built\n"
    assert [output.splitlines()[-1] for output in outputs] == ["built", "built"]
    assert "Somebody else is bringing it already; waiting for them" in outputs[1]


def test_an_interrupt_ends_the_build_and_leaves_no_half_cache(log: Path, cache: Path) -> None:
    process = start(log, 60)
    wait_for_the_build(log)
    time.sleep(0.2)
    os.kill(process.pid, signal.SIGINT)
    process.communicate(timeout=10)
    assert process.returncode != 0
    assert [entry.name for entry in (cache / "pulumi").iterdir() if entry.is_dir()] == []


def test_after_a_killed_build_the_next_one_goes_on(log: Path, cache: Path) -> None:
    process = start(log, 2)
    wait_for_the_build(log)
    process.kill()
    process.communicate(timeout=10)
    output = start(log, 0).communicate(timeout=30)[0]
    assert output.splitlines()[-1] == "built"
    assert len([entry for entry in (cache / "pulumi").iterdir() if entry.is_dir()]) == 1
