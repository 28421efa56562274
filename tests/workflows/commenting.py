"""A review that has ended on GitHub, and the job that comments on it."""

import io
import zipfile
from typing import Any

from .playing import Played, Runner

REPORT = "Everyone in the expectations can still sign in."
HERE = {"ref": "main", "repo": {"full_name": "acme/jamf", "default_branch": "main"}}


def archive(**files: str | bytes) -> bytes:
    """A ZIP file; `review_md` is review.md."""
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as written:
        for name, text in files.items():
            written.writestr(name.replace("_", "."), text)
    return content.getvalue()


def pull_request(number: int, repository: str = "mallory/jamf", branch: str = "fix", commit: str = "c0ffee") -> Any:
    return {"number": number, "head": {"sha": commit, "ref": branch, "repo": {"full_name": repository}}, "base": HERE}


def play(runner: Runner) -> Played:
    """The workflow's job, for run 42."""
    runner.context = {
        "github.event.workflow_run.id": "42",
        "github.event.repository.default_branch": "main",
    }
    played = runner.play("comment.yml", "comment")
    assert played.failed is None, str(played)
    return played
