"""The Pulumi CLI in the user's cache: complete or not there, and known without starting it."""

import json
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from jamf_connect_okta.toolchain import pins
from jamf_connect_okta.toolchain.cache import cache_folder
from jamf_connect_okta.toolchain.platforms import this_platform

CLI, PYTHON_HOST, PYTHON_EXEC = "pulumi", "pulumi-language-python", "pulumi-language-python-exec"
"""What a Python program needs. The host looks for the script beside itself."""


@dataclass(frozen=True)
class InstalledCli:
    """The folder of the pinned version for this machine. `origin` in what it tells is `installed` or `built`."""

    folder: Path

    @property
    def bin(self) -> Path:
        """Where the executables lie."""
        return self.folder / "bin"

    @property
    def lock(self) -> Path:
        """Held by who fills the folder."""
        return self.folder.with_name(f"{self.folder.name}.lock")

    def origin(self) -> str | None:
        """Where the CLI in the folder came from; None if there is none, or not as it would be put there now."""
        try:
            remembered = json.loads(self._memory.read_text())
            as_made = (remembered["build"], remembered["files"]) == (pins.BUILD, self._fingerprints())
            return str(remembered["origin"]) if as_made else None
        except (OSError, ValueError, KeyError, TypeError):
            return None

    @contextmanager
    def filling(self, origin: str) -> Iterator[Path]:
        """A fresh folder to put `bin` into. It takes its place when the block ends well, and goes away otherwise.

        Only for who holds the lock.
        """
        unfinished = f"{self.folder.name}.unfinished-"
        for leftover in self.folder.parent.glob(f"{unfinished}*"):
            shutil.rmtree(leftover, ignore_errors=True)
        fresh = self.folder.with_name(f"{unfinished}{os.getpid()}")
        fresh.mkdir(parents=True)
        try:
            yield fresh
            InstalledCli(fresh)._remember(origin)
            shutil.rmtree(self.folder, ignore_errors=True)
            fresh.rename(self.folder)
        finally:
            shutil.rmtree(fresh, ignore_errors=True)

    def _remember(self, origin: str) -> None:
        self._memory.write_text(json.dumps({"origin": origin, "build": pins.BUILD, "files": self._fingerprints()}))

    def _fingerprints(self) -> dict[str, list[int]]:
        """Size and modification time of each executable: starting `pulumi version` would take a third of a second."""
        stats = {name: (self.bin / name).stat() for name in (CLI, PYTHON_HOST, PYTHON_EXEC)}
        return {name: [stat.st_size, stat.st_mtime_ns] for name, stat in stats.items()}

    @property
    def _memory(self) -> Path:
        return self.folder / "installed.json"


def pinned_cli() -> InstalledCli:
    """Where the pinned version for this machine lies or is to lie."""
    name = f"{pins.dotted(pins.PULUMI)}-{this_platform().pulumi_release}"
    return InstalledCli(cache_folder() / "pulumi" / name)
