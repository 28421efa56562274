"""Makes the stand-in findable for the engine."""

import shlex
import sys
from pathlib import Path

EXECUTABLE = "pulumi-resource-okta"
"""The name under which the engine looks for a plugin called okta."""


def write_executable(directory: Path, python: Path | None = None) -> Path:
    """Write the executable into `directory`, to be put on PATH; it runs with `python` (default: this one).

    The package has to be installed in that Python. Neither the working directory nor PYTHONPATH matters then.
    """
    # Not resolved: behind the link of a virtual environment lies a Python without its packages.
    interpreter = shlex.quote(str(python or Path(sys.executable)))
    directory.mkdir(parents=True, exist_ok=True)
    executable = directory / EXECUTABLE
    executable.write_text(f'#!/bin/sh\nexec {interpreter} -I -m jamf_connect_okta.stand_in "$@"\n')
    executable.chmod(0o755)
    return executable
