"""The commands in the README and in docs/, run in a fresh copy of the project, their output compared."""

import doctest
import re
import subprocess
from pathlib import Path

import pytest

from .fresh_copy import PROJECT, git, new_shell

pytestmark = [pytest.mark.engine, pytest.mark.clone]

README = PROJECT / "README.md"
PAGES = [Path("README.md"), *sorted(page.relative_to(PROJECT) for page in (PROJECT / "docs").glob("*.md"))]

REAL_ORG = "talks to a real org"
CLOUD = "talks to a cloud"
GUARDED = "--policy-pack guardrails --policy-pack-config guardrails/configuration.json"
PLAYED = f"{REAL_ORG}; tests/workflows plays it with a simulated one"

NOT_RUN_HERE = {
    ".ci/run": "is what runs this test; CI runs it",
    "pulumi preview --stack acme": REAL_ORG,
    "pulumi up --stack acme": REAL_ORG,
    "pulumi preview --stack acme --policy-pack guardrails": REAL_ORG,
    f"pulumi preview --diff --stack staging {GUARDED}": PLAYED,
    f"pulumi up --yes --stack staging {GUARDED}": PLAYED,
    "pulumi stack export --stack staging | python -m scripts.pending_operations": PLAYED,
    "pulumi stack output --json --stack staging | jamf-connect-okta export - --out profiles": PLAYED,
    f"pulumi preview --save-plan plan.json --stack prod {GUARDED}": PLAYED,
    f"pulumi up --plan plan.json --yes --skip-preview --stack prod {GUARDED}": PLAYED,
    "pulumi stack output --json --stack prod | jamf-connect-okta export - --out profiles": PLAYED,
    "pulumi preview --refresh --expect-no-changes --stack prod": PLAYED,
    ". .ci/state-login": f"{CLOUD}; tests/workflows plays it",
    ".venv/bin/jamf-connect-okta review --base origin/main --out review": "compares with a branch that a copy lacks",
}
"""Every command of a console block that is not run, as it stands there, with the reason."""


@pytest.fixture
def environment(tmp_path: Path) -> dict[str, str]:
    """A new user's shell, logged in to a backend of its own."""
    (tmp_path / "state").mkdir()
    return new_shell() | {
        "PULUMI_BACKEND_URL": f"file://{tmp_path / 'state'}",
        "PULUMI_CONFIG_PASSPHRASE": "readme",
        # All tests would run this one: `make test` runs a few.
        "PYTEST_ADDOPTS": "tests/test_links.py",
    }


@pytest.mark.parametrize("page", [page for page in PAGES if "```console" in (PROJECT / page).read_text()], ids=str)
def test_every_command_does_what_the_page_shows(page: Path, clone: Path, environment: dict[str, str]) -> None:
    if page.parent.name:  # The README is for who has prepared nothing.
        subprocess.run(["scripts/setup"], cwd=clone, env=environment, check=True)
    for commands in map(_commands, _blocks(page)):
        for command, expected, printed in zip(*_columns(commands), _run(commands, clone, environment), strict=True):
            flags = doctest.ELLIPSIS | doctest.NORMALIZE_WHITESPACE
            assert doctest.OutputChecker().check_output(expected, printed, flags), f"{command} printed:\n{printed}"


def test_the_real_org_of_the_readme_is_a_whole_stack_file(clone: Path, environment: dict[str, str]) -> None:
    (stack_file,) = re.findall(
        r"^```yaml\n(# Pulumi\.acme\.yaml\n.*?)^```", README.read_text(), re.DOTALL | re.MULTILINE
    )
    assert len(stack_file.splitlines()) < 10
    (clone / "Pulumi.acme.yaml").write_text(stack_file)
    subprocess.run(["make", "up", "STACK=acme"], cwd=clone, env=environment, check=True)


def test_the_readme_s_commands_are_looked_at() -> None:
    assert sum(len(_commands(block)) for block in _blocks(Path("README.md"))) > 10


def test_the_commands_leave_nothing_behind_that_git_would_see(clone: Path) -> None:
    # Stack files are what the pages tell to make.
    left = [line for line in git(clone, "status", "--porcelain").splitlines() if not line.startswith("?? Pulumi.")]
    assert left == []


def test_every_command_that_is_not_run_stands_on_a_page() -> None:
    shown = [command for page in PAGES for block in _blocks(page) for command, _ in _all_commands(block)]
    assert [command for command in NOT_RUN_HERE if command not in shown] == []


def _blocks(page: Path) -> list[str]:
    return re.findall(r"^```console\n(.*?)^```", (PROJECT / page).read_text(), re.DOTALL | re.MULTILINE)


def _all_commands(block: str) -> list[tuple[str, str]]:
    """The commands of a block with the output that stands below each."""
    parts = re.split(r"^\$ (.*)\n", block, flags=re.MULTILINE)[1:]
    return list(zip(parts[::2], parts[1::2], strict=True))


def _commands(block: str) -> list[tuple[str, str]]:
    return [(command, expected) for command, expected in _all_commands(block) if command not in NOT_RUN_HERE]


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
