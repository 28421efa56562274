"""The base of a review is a commit, checked out aside; the proposal is the project as it lies there."""

import os
import subprocess
from pathlib import Path

import pytest

from jamf_connect_okta.review.checkout import checked_out
from jamf_connect_okta.review.errors import ReviewError


def git(folder: Path, *arguments: str) -> str:
    identity = ["-c", "user.name=A", "-c", "user.email=a@acme.example"]
    done = subprocess.run(["git", *identity, *arguments], cwd=folder, check=True, capture_output=True, text=True)
    return done.stdout


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A project in a folder of a repository, on a branch that main has left behind."""
    git(tmp_path, "init", "--quiet", "--initial-branch=main")
    project = tmp_path / "okta"
    project.mkdir()
    (project / "settings").write_text("before")
    git(tmp_path, "add", ".")
    git(tmp_path, "commit", "--quiet", "-m", "base")
    git(tmp_path, "branch", "proposal")
    (project / "news").write_text("of main")
    git(tmp_path, "add", ".")
    git(tmp_path, "commit", "--quiet", "-m", "main goes on")
    git(tmp_path, "checkout", "--quiet", "proposal")
    return project


def test_what_main_did_meanwhile_is_no_part_of_the_change(project: Path) -> None:
    with checked_out(project, "main") as checkout:
        assert (checkout.base / "settings").read_text() == "before"
        assert not (checkout.base / "news").exists()
        assert checkout.changed == ()


def test_what_is_not_committed_belongs_to_the_proposal(project: Path) -> None:
    (project / "settings").write_text("after")
    (project / "added").touch()
    (project.parent / "elsewhere").touch()
    with checked_out(project, "main") as checkout:
        assert checkout.changed == ("added", "settings")
        assert (checkout.head / "settings").read_text() == "after"
        assert (checkout.base / "settings").read_text() == "before"


def test_a_file_whose_name_is_no_text_counts_as_changed(project: Path) -> None:
    Path(os.fsdecode(os.fsencode(project) + b"/m\xfc")).touch()
    with checked_out(project, "main") as checkout:
        assert checkout.changed == ("m\ufffd",)


def test_nothing_of_the_base_stays(project: Path) -> None:
    with checked_out(project, "main") as checkout:
        base = checkout.base
    assert not base.exists()
    assert len(git(project, "worktree", "list").splitlines()) == 1


def test_no_hook_of_the_repository_runs(project: Path) -> None:
    hook = project.parent / ".git" / "hooks" / "post-checkout"
    hook.parent.mkdir(exist_ok=True)
    hook.write_text("#!/bin/sh\ntouch ran\n")
    hook.chmod(0o755)
    with checked_out(project, "main") as checkout:
        assert not list(checkout.base.parent.rglob("ran"))


@pytest.mark.parametrize("ref", ["nowhere", "--all"])
def test_a_base_that_does_not_exist_is_said(project: Path, ref: str) -> None:
    with (
        pytest.raises(ReviewError, match=f"There is no commit '{ref}'. Name a commit or branch"),
        checked_out(project, ref),
    ):
        pass
