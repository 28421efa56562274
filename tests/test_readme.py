"""The README's commands, run in a fresh copy of the project as a new user has it, their output compared."""

import doctest
import os
import re
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

pytestmark = [pytest.mark.engine, pytest.mark.clone]

PROJECT = Path(__file__).parents[1]

NOT_RUN_HERE = {
    "make test": "is what runs this test; CI runs it",
    "make check": "CI runs it",
    "make bench": "CI runs it",
    "pulumi preview --stack acme": "talks to a real org",
    "pulumi up --stack acme": "talks to a real org",
    "pulumi preview --stack acme --policy-pack guardrails": "talks to a real org",
}


@pytest.fixture(scope="module")
def clone(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """The project as it would be committed, with nothing prepared."""
    clone = tmp_path_factory.mktemp("readme") / "project"
    tracked = _git(PROJECT, "ls-files", "-z", "--cached", "--others", "--exclude-standard").split("\0")
    for name in filter(None, tracked):
        if (PROJECT / name).is_file():
            (clone / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(PROJECT / name, clone / name)
    _git(clone, "init", "--quiet")
    _git(clone, "add", "--all")
    yield clone
    for org in (clone / ".rehearsal").glob("*/org"):
        stop = [".venv/bin/jamf-connect-okta", "org", "stop", "--stack", org.parent.name]
        subprocess.run(stop, cwd=clone, check=True, capture_output=True)


def test_every_command_does_what_the_readme_shows(clone: Path, tmp_path: Path) -> None:
    (tmp_path / "state").mkdir()
    # A new user's shell knows nothing of the `make test` that runs this.
    ours = ("VIRTUAL_ENV", "PYTHONPATH", "MAKEFLAGS", "MFLAGS", "MAKELEVEL")
    environment = {name: value for name, value in os.environ.items() if name not in ours}
    environment |= {"PULUMI_BACKEND_URL": f"file://{tmp_path / 'state'}", "PULUMI_CONFIG_PASSPHRASE": "readme"}
    shown = [commands for block in _blocks() for commands in [_commands(block)]]
    assert len(shown) > 3
    for commands in shown:
        for command, expected, printed in zip(*_columns(commands), _run(commands, clone, environment), strict=True):
            flags = doctest.ELLIPSIS | doctest.NORMALIZE_WHITESPACE
            assert doctest.OutputChecker().check_output(expected, printed, flags), f"{command} printed:\n{printed}"


def test_the_commands_leave_nothing_behind_that_git_would_see(clone: Path) -> None:
    # The stack file is the one that the README tells to make.
    assert _git(clone, "status", "--porcelain").replace("A  ", "").count("?? ") == 1
    assert not [line for line in _git(clone, "status", "--porcelain").splitlines() if line.startswith(("AM", " M"))]


def _blocks() -> list[str]:
    return re.findall(r"^```console\n(.*?)^```", (PROJECT / "README.md").read_text(), re.DOTALL | re.MULTILINE)


def _commands(block: str) -> list[tuple[str, str]]:
    """The commands of a block with the output that stands below each."""
    parts = re.split(r"^\$ (.*)\n", block, flags=re.MULTILINE)[1:]
    pairs = list(zip(parts[::2], parts[1::2], strict=True))
    return [(command, expected) for command, expected in pairs if command not in NOT_RUN_HERE]


def _columns(commands: list[tuple[str, str]]) -> tuple[list[str], list[str]]:
    return [command for command, _ in commands], [expected for _, expected in commands]


def _run(commands: list[tuple[str, str]], folder: Path, environment: dict[str, str]) -> list[str]:
    """What each command printed, all of them in one shell; a command that fails ends the test."""
    mark = "-- the next command --"
    script = "set -e\n" + "".join(f"echo '{mark}'\n{command}\n" for command, _ in commands)
    done = subprocess.run(
        ["bash", "-c", script],
        cwd=folder,
        env=environment,
        input="00-a-token-of-nobody\n",
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout
    return done.stdout.split(f"{mark}\n")[1:]


def _git(folder: Path, *arguments: str) -> str:
    return subprocess.run(["git", *arguments], cwd=folder, check=True, capture_output=True, text=True).stdout
