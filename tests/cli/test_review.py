"""The command `review`, in a repository of the project's files."""

import json
import shutil
import subprocess
from pathlib import Path

import pytest

from .conftest import PROJECT, Run


@pytest.fixture
def repository(project: Path) -> Path:
    """The project, committed."""
    shutil.copy(PROJECT / "__main__.py", project)
    shutil.copytree(PROJECT / "components", project / "components", ignore=shutil.ignore_patterns("__pycache__"))
    identity = ["-c", "user.name=A", "-c", "user.email=a@acme.example"]
    for arguments in (["init", "--quiet"], ["add", "."], [*identity, "commit", "--quiet", "-m", "base"]):
        subprocess.run(["git", *arguments], cwd=project, check=True)
    return project


def edit(repository: Path, file: str, old: str, new: str) -> None:
    text = (repository / file).read_text()
    assert old in text
    (repository / file).write_text(text.replace(old, new))


def test_a_change_of_comments_ends_with_0_and_writes_both_reports(repository: Path, run: Run) -> None:
    edit(repository, "Pulumi.dev.yaml", "config:", "# Settings\nconfig:")
    assert run("review", "--base", "HEAD", "--out", "review") == 0
    assert (repository / "review" / "review.md").read_text().startswith("**Nothing to deploy")
    assert json.loads((repository / "review" / "review.json").read_text())["risk"] == "none"


def test_a_high_risk_ends_with_6(repository: Path, run: Run, capsys: pytest.CaptureFixture[str]) -> None:
    edit(repository, "Pulumi.prod.yaml", "config:", "config:\n  jamf-connect-okta:protect: false")
    assert run("review", "--base", "HEAD") == 6
    assert capsys.readouterr().out.startswith("**The apps lose their protection.")


def test_an_unknown_base_ends_with_1_and_says_what_to_name(
    repository: Path, run: Run, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run("review", "--base", "nowhere") == 1
    assert "There is no commit 'nowhere'. Name a commit or branch" in capsys.readouterr().err


def test_a_file_can_t_hold_the_reports_and_that_is_said_before_anything_is_deployed(repository: Path, run: Run) -> None:
    edit(repository, "components/jamf_connect.py", 'name="Password",', 'name="A password",')
    assert run("review", "--base", "HEAD", "--out", "Pulumi.yaml") == 2


@pytest.mark.engine
def test_a_change_of_the_program_is_deployed_for_every_stack(
    repository: Path, run: Run, capsys: pytest.CaptureFixture[str]
) -> None:
    # The tools of this checkout's environment are asked for beside the project.
    (repository / ".venv").symlink_to(PROJECT / ".venv")
    (repository / "Pulumi.prod.yaml").unlink()
    edit(repository, "components/jamf_connect.py", 'name="Password",', 'name="A password",')
    assert run("review", "--base", "HEAD", "--plugin", "stand-in", "--json") == 5
    report = json.loads(capsys.readouterr().out)
    dev = next(stack for stack in report["stacks"] if stack["stack"] == "dev")
    assert report["risk"] == "medium"
    assert dev["sentence"] == "Everyone in the expectations can still sign in. No profile changes."
    assert dev["guardrails"] is None
    assert [step["op"] for step in dev["plan"]] == ["create", "delete"]
