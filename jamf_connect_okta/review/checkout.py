"""The two versions of the project as folders: the base in a temporary git worktree, the proposal where it lies."""

import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from jamf_connect_okta.review.errors import ReviewError


@dataclass(frozen=True)
class Checkout:
    """The folder of each version, the commit of the base, and the files that differ, by their path in the project."""

    base: Path
    head: Path
    commit: str
    changed: tuple[str, ...]


@contextmanager
def checked_out(project: Path, ref: str) -> Iterator[Checkout]:
    """The base is the last commit that the proposal and `ref` have in common, or `ref` where none is known.

    The proposal is the project as it lies there, with what is not committed. Raises ReviewError.
    """
    commit = _git(project, "rev-parse", "--verify", "--quiet", f"{ref}^{{commit}}", why=f"There is no commit '{ref}'.")
    # A shallow clone knows no common history; its base is then as good as what `ref` names.
    base = _git(project, "merge-base", commit, "HEAD", why="") or commit
    prefix = _git(project, "rev-parse", "--show-prefix")
    tracked = _git(project, "diff", "--name-only", "--no-renames", "--relative", "-z", base, "--", ".")
    added = _git(project, "ls-files", "--others", "--exclude-standard", "-z")
    changed = tuple(sorted({name for name in (*tracked.split("\0"), *added.split("\0")) if name}))
    with tempfile.TemporaryDirectory(prefix="review-") as folder:
        tree = Path(folder, "base")
        # No hook of the repository has a part in this.
        _git(project, "-c", "core.hooksPath=/dev/null", "worktree", "add", "--quiet", "--detach", str(tree), base)
        try:
            yield Checkout(tree / prefix, project, base, changed)
        finally:
            _git(project, "worktree", "remove", "--force", str(tree))


def _git(folder: Path, *arguments: str, why: str | None = None) -> str:
    """What git answers. Where it fails: an error that says `why`, or nothing where that is empty."""
    try:
        # A file's name may be no text: it then names no file here, and counts as changed.
        done = subprocess.run(  # noqa: S603
            ["git", *arguments],  # noqa: S607
            cwd=folder,
            capture_output=True,
            text=True,
            errors="replace",
            check=False,
        )
    except OSError as error:
        raise ReviewError(f"A review needs git: {error.strerror}.") from error
    if done.returncode and why != "":
        reason = why or f"git {arguments[0]} failed: {done.stderr.strip()}"
        raise ReviewError(f"{reason} Name a commit or branch that this clone has, such as origin/main.")
    return done.stdout.strip() if not done.returncode else ""
