"""`scripts/setup` in a project whose uv is a fake that only notes what it was asked."""

import shutil
import subprocess
import sys
import time
from pathlib import Path

import pytest

PROJECT = Path(__file__).parents[2]


class Machine:
    """A copy of the project's set-up files, and a PATH with one folder for its Pythons."""

    def __init__(self, folder: Path) -> None:
        self.project = folder / "project"
        self.path = folder / "path"
        self.uv_log = folder / "uv.log"
        self.path.mkdir(parents=True)
        shutil.copytree(PROJECT / "scripts", self.project / "scripts")
        for name in ("requirements.txt", "pyproject.toml"):
            shutil.copy(PROJECT / name, self.project)
        for tool in ("dirname", "cksum", "cat", "sh", "sleep", "mkdir", "ln"):
            (self.path / tool).symlink_to(str(shutil.which(tool)))

    def put_python(self, name: str, minor: int) -> None:
        """A Python that says it is 3.`minor`; this one is behind it."""
        pretends = (
            f"import runpy, sys; sys.version_info = (3, {minor}, 0, 'final', 0); "
            "sys.argv = sys.argv[1:]; runpy.run_path(sys.argv[0], run_name='__main__')"
        )
        _script(
            self.path / name, f'[ "$1" = -c ] && {{ echo {minor}; exit; }}\nexec {sys.executable} -c "{pretends}" "$@"'
        )

    def put_uv(self, body: str = "") -> None:
        """A uv that is there already. It makes an environment, and does `body` before that."""
        bootstrap = self.project / ".venv" / ".bootstrap"
        made = f'[ "$1" = venv ] && mkdir -p .venv/bin && ln -sf {sys.executable} .venv/bin/python'
        _script(
            bootstrap / "bin" / "uv",
            f'[ "$1" = --version ] && exit\necho "$*" >> {self.uv_log}\n{body}\n{made}\nexit 0',
        )
        _script(bootstrap / "bin" / "python", "exit 0")
        shutil.copy(self.project / "scripts" / "uv-requirements.txt", bootstrap / "made-from")

    def start(self) -> subprocess.Popen[str]:
        """Begin the set-up."""
        command = [str(self.project / "scripts" / "setup")]
        return subprocess.Popen(
            command, env={"PATH": str(self.path)}, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
        )

    def set_up(self) -> tuple[int, str]:
        """Exit status and what was said."""
        process = self.start()
        output = process.communicate(timeout=30)[0]
        return process.returncode, output

    def asked(self) -> list[str]:
        """What uv was asked to do, in order: the first two words."""
        return [" ".join(line.split()[:2]) for line in self.uv_log.read_text().splitlines()]


def _script(path: Path, body: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(f"#!/bin/sh\n{body}\n")
    path.chmod(0o755)


@pytest.fixture
def machine(tmp_path: Path) -> Machine:
    """A machine with a recent Python and the uv, nothing set up yet."""
    machine = Machine(tmp_path)
    machine.put_python("python3", sys.version_info[1])
    machine.put_uv()
    return machine


def test_the_locked_packages_are_installed_with_their_hashes(machine: Machine) -> None:
    status, _ = machine.set_up()
    assert status == 0
    assert machine.asked() == ["venv --quiet", "pip sync", "pip install"]
    assert "--require-hashes requirements.txt" in machine.uv_log.read_text()


def test_the_second_time_nothing_is_done_or_said(machine: Machine) -> None:
    machine.set_up()
    machine.uv_log.unlink()
    assert machine.set_up() == (0, "")
    assert not machine.uv_log.exists()


def test_the_second_time_takes_no_time(machine: Machine) -> None:
    machine.set_up()
    _script(machine.path / "python3", "sleep 5; exit 1")
    started = time.monotonic()
    machine.set_up()
    assert time.monotonic() - started < 2


@pytest.mark.parametrize(
    "file", ["requirements.txt", "pyproject.toml", "scripts/uv-requirements.txt", "scripts/set_up_environment.py"]
)
def test_a_changed_file_is_seen(machine: Machine, file: str) -> None:
    machine.set_up()
    with (machine.project / file).open("a") as text:
        text.write("# changed\n")
    machine.put_uv()
    machine.uv_log.unlink()
    machine.set_up()
    assert machine.asked() == ["venv --quiet", "pip sync", "pip install"]


def test_an_environment_whose_python_went_away_is_made_again(machine: Machine) -> None:
    machine.set_up()
    (machine.project / ".venv" / "bin" / "python").unlink()
    machine.uv_log.unlink()
    machine.set_up()
    assert "venv --quiet" in machine.asked()


def test_a_set_up_that_failed_is_begun_again(machine: Machine) -> None:
    machine.put_uv('[ "$2" = sync ] && { echo no such package >&2; exit 1; }')
    status, output = machine.set_up()
    assert status == 1
    assert output.endswith("`uv pip sync` failed:\nno such package\n")
    machine.put_uv()
    assert machine.set_up()[0] == 0
    assert machine.asked()[-1] == "pip install"


def test_two_at_once_make_it_once(machine: Machine) -> None:
    machine.put_uv('[ "$1" = venv ] && sleep 1')
    processes = [machine.start(), machine.start()]
    outputs = [process.communicate(timeout=30)[0] for process in processes]
    assert [process.returncode for process in processes] == [0, 0]
    assert machine.asked().count("pip sync") == 1
    assert sum("Another setup is at work here" in output for output in outputs) == 1


def test_a_newer_python_beside_an_old_one_is_used(machine: Machine) -> None:
    machine.put_python("python3", 9)
    machine.put_python("python3.12", 12)
    machine.set_up()
    assert "--python 3.13 " not in machine.uv_log.read_text()


def test_where_every_python_is_too_old_uv_brings_one(machine: Machine) -> None:
    machine.put_python("python3", 9)
    status, output = machine.set_up()
    assert status == 0
    assert "Python 3.9 is too old here; uv brings 3.13" in output
    assert "--python 3.13 " in machine.uv_log.read_text()


def test_where_uv_can_not_bring_one_either_the_way_out_is_told(machine: Machine) -> None:
    machine.put_python("python3", 9)
    machine.put_uv('[ "$1" = venv ] && { echo no download >&2; exit 2; }')
    status, output = machine.set_up()
    assert status == 1
    assert "This needs Python 3.11 or newer; here is 3.9, and uv could not bring a newer one." in output


def test_without_any_python_the_way_out_is_told(machine: Machine) -> None:
    (machine.path / "python3").unlink()
    status, output = machine.set_up()
    assert status == 1
    assert output.startswith("There is no Python here. Install Python 3.11 or newer")


def test_a_python_that_does_not_start_counts_as_none(machine: Machine) -> None:
    _script(machine.path / "python3", "exit 127")
    assert machine.set_up()[1].startswith("There is no Python here.")


def test_what_pip_is_told_about_indexes_uv_is_told_too(machine: Machine) -> None:
    machine.put_uv('echo "index: $UV_DEFAULT_INDEX" >> ' + str(machine.uv_log))
    bootstrap = machine.project / ".venv" / ".bootstrap" / "bin" / "python"
    _script(bootstrap, "echo \"global.index-url='https://packages.example.com/simple'\"")
    machine.set_up()
    assert "index: https://packages.example.com/simple" in machine.uv_log.read_text()
