"""The project as a new user has it: a copy of what git would see, in which commands are run."""

import os
import shutil
import subprocess
from pathlib import Path

PROJECT = Path(__file__).parents[1]

_OURS = ("VIRTUAL_ENV", "PYTHONPATH", "MAKEFLAGS", "MFLAGS", "MAKELEVEL")
_NOBODYS = ("OKTA_", "PULUMI_", "TF_LOG", "GITHUB_", "ACTIONS_", "AWS_", "AZURE_", "GOOGLE_")


def make_fresh_copy(folder: Path) -> None:
    """Fill `folder` with the project as it would be committed, and nothing prepared."""
    tracked = git(PROJECT, "ls-files", "-z", "--cached", "--others", "--exclude-standard").split("\0")
    for name in filter(None, tracked):
        if (PROJECT / name).is_file():
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(PROJECT / name, folder / name)
    git(folder, "init", "--quiet")
    git(folder, "add", "--all")
    git(folder, "-c", "user.name=Tests", "-c", "user.email=tests@acme.example", "commit", "--quiet", "-m", "As it is")


def take_back(folder: Path) -> None:
    """Undo in a copy what commands have changed there, what git ignores (the environment, rehearsals) left as it is."""
    git(folder, "reset", "--quiet", "--hard")
    git(folder, "clean", "--quiet", "--force", "-d")


def end_rehearsals(folder: Path) -> None:
    """Stop the simulated orgs that commands have started in a copy, and forget them."""
    for org in (folder / ".rehearsal").glob("*/org"):
        stop = [".venv/bin/jamf-connect-okta", "org", "stop", "--stack", org.parent.name]
        subprocess.run(stop, cwd=folder, check=True, capture_output=True)
    shutil.rmtree(folder / ".rehearsal", ignore_errors=True)


def new_shell() -> dict[str, str]:
    """The environment of somebody who knows nothing of the tests that run here, and is logged in nowhere."""
    return {name: value for name, value in os.environ.items() if name not in _OURS and not name.startswith(_NOBODYS)}


def git(folder: Path, *arguments: str) -> str:
    """What git says in `folder`."""
    return subprocess.run(["git", *arguments], cwd=folder, check=True, capture_output=True, text=True).stdout
