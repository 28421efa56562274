"""Gets a Pulumi CLI: the user's own, one from the cache, the official installer's, or one built here."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from jamf_connect_okta.toolchain import build, installer, pins
from jamf_connect_okta.toolchain.attempts import RETRY, failed_attempts
from jamf_connect_okta.toolchain.cli_version import cli_version
from jamf_connect_okta.toolchain.errors import ToolchainError
from jamf_connect_okta.toolchain.file_lock import only_one
from jamf_connect_okta.toolchain.installed import CLI, InstalledCli, pinned_cli
from jamf_connect_okta.toolchain.path_cli import PathCli, find_on_path, is_from_cache
from jamf_connect_okta.toolchain.progress import Progress

Origin = Literal["path", "installed", "built"]

_INSTALLER = "pulumi-installer"


@dataclass(frozen=True)
class PulumiCli:
    """A Pulumi CLI that can run Python programs. `bin` is for the front of PATH; `reason` says which one it is."""

    bin: Path
    version: str
    origin: Origin
    reason: str

    @property
    def executable(self) -> Path:
        """`pulumi` itself."""
        return self.bin / CLI

    def link_into(self, venv: Path) -> None:
        """Whoever activates the virtual environment finds this `pulumi`, wherever it came from."""
        link = venv / "bin" / CLI
        if self.origin == "path":
            # A link that was made before there was one on PATH would hide it.
            if link.is_symlink() and is_from_cache(link):
                link.unlink()
        elif link.parent.is_dir() and link.resolve() != self.executable.resolve():
            link.unlink(missing_ok=True)
            link.symlink_to(self.executable)


def find_or_install(progress: Progress) -> PulumiCli:
    """The CLI to use. Quick and silent where there is one; otherwise `progress` is told each step.

    Raises ToolchainError with everything that was tried if none can be had.
    """
    on_path = find_on_path()
    if isinstance(on_path, PathCli):
        return PulumiCli(on_path.bin, pins.dotted(on_path.version), "path", f"on PATH in {on_path.bin}")
    cached = pinned_cli()
    if found := _from_cache(cached):
        return found
    progress(f"The Pulumi CLI has to be brought here once: {on_path}.")
    with only_one(cached.lock, on_wait=lambda: progress("Somebody else is bringing it already; waiting for them")):
        return _from_cache(cached) or _bring(cached, on_path, progress)


def _from_cache(cached: InstalledCli) -> PulumiCli | None:
    match cached.origin():
        case "installed":
            reason = "from the official installer"
            return PulumiCli(cached.bin, pins.dotted(pins.PULUMI), "installed", f"{reason}, in {cached.bin}")
        case "built":
            return PulumiCli(cached.bin, pins.dotted(pins.PULUMI), "built", f"built here, in {cached.bin}")
        case _:
            return None


def _bring(cached: InstalledCli, why_not_on_path: str, progress: Progress) -> PulumiCli:
    why_not_installed = _install(cached, progress)
    if why_not_installed is None:
        return _fresh(cached)
    progress(f"The official installer is of no use here: {why_not_installed}")
    why_not_built = _fill(cached, "built", build.build, progress)
    if why_not_built is None:
        return _fresh(cached)
    # Perhaps nothing at all was within reach just now, which says nothing about the installer.
    failed_attempts().forget(_INSTALLER)
    raise ToolchainError(
        "The Pulumi CLI can't be had here:\n"
        f"  On PATH: {why_not_on_path}\n"
        f"  Official installer: {why_not_installed}\n"
        f"  Build from its Go modules: {why_not_built}\n"
        f"Install Pulumi {pins.dotted(pins.OLDEST_PULUMI)} or newer (https://www.pulumi.com/docs/install/), or let "
        "this machine reach one of these, and run this again."
    )


def _install(cached: InstalledCli, progress: Progress) -> str | None:
    """None when the official installer did it, else why not."""
    failed = failed_attempts()
    if known := failed.reason(_INSTALLER):
        return f"{known} (so it was within the last day; {RETRY})"
    reason = _fill(cached, "installed", installer.install, progress)
    if reason:
        failed.remember(_INSTALLER, reason)
    return reason


def _fill(
    cached: InstalledCli, origin: Origin, way: Callable[[Path, Progress], None], progress: Progress
) -> str | None:
    """None when the cache now holds a CLI that says the pinned version, else why not."""
    try:
        with cached.filling(origin) as folder:
            way(folder, progress)
            version = cli_version(folder / "bin" / CLI)
            if version != pins.PULUMI:
                raise ToolchainError(f"it gave Pulumi {pins.dotted(version)}, not {pins.dotted(pins.PULUMI)}")
    except ToolchainError as error:
        return str(error)
    except OSError as error:
        return f"{error.strerror or error}: {error.filename}"
    return None


def _fresh(cached: InstalledCli) -> PulumiCli:
    found = _from_cache(cached)
    if found is None:
        raise ToolchainError(f"{cached.folder} was changed while it was made; run this again.")
    return found
