"""`make up` ends with the sign-ins of the stack: with the real engine, in a project of its own."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml

from jamf_connect_okta.cli.signins import NOT_AS_EXPECTED

pytestmark = pytest.mark.engine

PROJECT = Path(__file__).parents[2]


@pytest.fixture
def project(tmp_path: Path) -> Iterator[Path]:
    """This project's program, stack files, expectations and guardrails, with nothing deployed."""
    for name in ("Pulumi.yaml", "Pulumi.dev.yaml", "__main__.py"):
        shutil.copy(PROJECT / name, tmp_path)
    for folder in ("signins", "guardrails"):
        shutil.copytree(PROJECT / folder, tmp_path / folder)
    (tmp_path / ".venv").symlink_to(PROJECT / ".venv")
    yield tmp_path
    command(tmp_path, "org", "stop")


def test_all_expectations_of_the_dev_stack_hold_twice(project: Path) -> None:
    first, second = command(project, "rehearse"), command(project, "rehearse")
    assert first.returncode == 0, first.stdout + first.stderr
    assert " sign-ins are as expected." in first.stdout
    assert "With one app the login window asks" in first.stdout.partition("For the other design, not played:")[2]
    assert second.stdout == first.stdout


def test_all_expectations_hold_with_one_app(project: Path) -> None:
    file = project / "Pulumi.dev.yaml"
    stack = yaml.safe_load(file.read_text())
    stack["config"]["jamf-connect-okta:mfaApp"] = {"stage": "absent"}
    file.write_text(yaml.safe_dump(stack))
    done = command(project, "rehearse")
    assert done.returncode == 0, done.stdout + done.stderr
    assert "The login window asks for a password and a push" in done.stdout.partition("For the other design")[2]


def test_an_expectation_that_does_not_hold_has_an_exit_status_of_its_own(project: Path) -> None:
    (project / "signins" / "dev.yaml").write_text(
        "- {promise: Ines signs in, who: ines@acme.example, app: ROPG, then: allowed}\n"
    )
    done = command(project, "rehearse")
    assert done.returncode == NOT_AS_EXPECTED
    assert "0 of 2 sign-ins are as expected." in done.stdout
    assert "denied: 'Jamf Connect password check' is not assigned to ines@acme.example" in done.stdout


def test_expectations_that_cannot_be_read_are_told_before_anything_is_deployed(project: Path) -> None:
    (project / "signins" / "dev.yaml").write_text("- promise: Nothing else\n")
    done = command(project, "rehearse")
    assert done.returncode == 1
    assert "signins/dev.yaml:1: who" in done.stderr
    assert not (project / ".rehearsal").exists()


def command(project: Path, *words: str) -> subprocess.CompletedProcess[str]:
    executable = PROJECT / ".venv" / "bin" / "jamf-connect-okta"
    return subprocess.run([str(executable), *words], cwd=project, capture_output=True, text=True, check=False)
