"""The review's job: a report is published whatever it says, and a high risk fails the job."""

import shutil
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from scripts.github.report import FILES, read_report
from tests.fresh_copy import git, new_shell

from .commenting import archive, play
from .conftest import GitHub
from .playing import Played, Runner

pytestmark = pytest.mark.clone

Commit = Callable[[str, str, str], None]


@pytest.fixture
def runner(clone: Path, tmp_path: Path) -> Iterator[Runner]:
    """A machine with the project on it, whose history goes on from what main has."""
    main = git(clone, "rev-parse", "HEAD").strip()
    git(clone, "update-ref", "refs/remotes/origin/main", main)
    yield Runner(clone, tmp_path / "artifacts", tmp_path, new_shell() | {"GITHUB_BASE_REF": "main"})
    git(clone, "reset", "--quiet", "--hard", main)
    shutil.rmtree(clone / "review", ignore_errors=True)  # Git ignores it, and so do checkouts.


@pytest.fixture
def commit(runner: Runner) -> Commit:
    """Commits a change of one file."""

    def commit(file: str, old: str, new: str) -> None:
        path = runner.project / file
        text = path.read_text()
        assert old in text
        path.write_text(text.replace(old, new, 1))
        identity = ["-c", "user.name=T", "-c", "user.email=t@acme.example"]
        git(runner.project, *identity, "commit", "--quiet", "--all", "-m", "Change")

    return commit


def reviewed(runner: Runner) -> Played:
    """The job."""
    return runner.play("review.yml", "review")


def packed(runner: Runner) -> bytes:
    """The job's artifact as GitHub gives it out."""
    files = {file.name: file.read_bytes() for file in (runner.artifacts / "review").iterdir()}
    assert files.keys() == FILES
    return archive(**files)


@pytest.mark.engine
def test_a_changed_setting_is_reviewed_and_told_in_a_comment(
    runner: Runner, commit: Commit, run: GitHub, github_only: Runner
) -> None:
    section = "config:\n  jamf-connect-okta:jamfConnect: {fileVaultAutoLogin: true}"
    commit("Pulumi.dev.yaml", "config:", section)
    played = reviewed(runner)
    assert played.failed is None, str(played)
    report = read_report(packed(runner))
    assert report.startswith(
        "**Everyone in the expectations can still sign in. One profile key changes: redeploy `com.apple.loginwindow`.**"
    )
    assert runner.summary.read_text() == report
    run.answer("GET", "repos/acme/jamf/actions/artifacts/5/zip", packed(runner))
    play(github_only)
    assert report in run.sent[0][2]["body"]


def test_a_change_that_breaks_the_review_fails_the_job_and_is_told_all_the_same(
    runner: Runner, commit: Commit, run: GitHub, github_only: Runner
) -> None:
    commit("components/settings.py", "class Settings(Section):", "class Settings(Sektion):")
    assert reviewed(runner).failed == "Review"
    report = read_report(packed(runner))
    assert report.startswith("**This can't be deployed: `components/settings.py, line ")
    run.answer("GET", "repos/acme/jamf/actions/artifacts/5/zip", packed(runner))
    play(github_only)
    assert report in run.sent[0][2]["body"]


def test_a_change_of_comments_passes(runner: Runner, commit: Commit) -> None:
    commit("Pulumi.dev.yaml", "config:", "# What dev is.\nconfig:")
    assert reviewed(runner).failed is None
    assert read_report(packed(runner)).startswith("**Nothing to deploy")


def test_a_review_that_could_not_be_made_fails_the_job(runner: Runner) -> None:
    nowhere = replace(runner, environment=dict(runner.environment) | {"GITHUB_BASE_REF": "nowhere"})
    with pytest.raises(AssertionError, match="was not written"):
        reviewed(nowhere)
