"""The Pulumi CLI that the user has on PATH."""

import json
import os
import shutil
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from jamf_connect_okta.toolchain import pins
from jamf_connect_okta.toolchain.cache import cache_folder
from jamf_connect_okta.toolchain.cli_version import cli_version
from jamf_connect_okta.toolchain.errors import ToolchainError
from jamf_connect_okta.toolchain.installed import CLI, PYTHON_EXEC, PYTHON_HOST


@dataclass(frozen=True)
class PathCli:
    """A CLI that can run this project; `bin` is its folder on PATH."""

    bin: Path
    version: pins.Version


def find_on_path() -> PathCli | str:
    """The CLI, or a sentence that says why there is none to use."""
    executable = _users_own()
    if executable is None:
        return "there is no pulumi on PATH"
    try:
        version = _known_version(executable)
    except ToolchainError as error:
        return str(error)
    said = f"{executable} is version {pins.dotted(version)}"
    if version < pins.OLDEST_PULUMI:
        return f"{said}, older than {pins.dotted(pins.OLDEST_PULUMI)}"
    if version[0] != pins.PULUMI[0]:
        return f"{said}, and this project knows version {pins.PULUMI[0]} only"
    if missing := _missing_beside(executable):
        return f"{said}, but {missing}"
    return PathCli(executable.parent, version)


def is_from_cache(executable: Path) -> bool:
    """Whether it is one that this project brought, or a link to it, as in an activated virtual environment."""
    return executable.resolve().is_relative_to(cache_folder().resolve())


def _users_own() -> Path | None:
    folders = os.environ.get("PATH", os.defpath).split(os.pathsep)
    on_path = (Path(found).absolute() for folder in folders if (found := shutil.which(CLI, path=folder)))
    return next((executable for executable in on_path if not is_from_cache(executable)), None)


def _known_version(executable: Path) -> pins.Version:
    """The version, asked for once per executable: asking takes a third of a second."""
    real = executable.resolve()
    # What a shim starts can change while the shim stays as it is.
    if real.name != CLI or _is_script(real):
        return cli_version(executable)
    memory = cache_folder() / "pulumi" / "on-path.json"
    stat = real.stat()
    fingerprint = [str(real), stat.st_size, stat.st_mtime_ns]
    try:
        remembered = json.loads(memory.read_text())
        if remembered["executable"] == fingerprint:
            major, minor, patch = remembered["version"]
            return int(major), int(minor), int(patch)
    except (OSError, ValueError, KeyError, TypeError):
        pass
    version = cli_version(executable)
    with suppress(OSError):
        memory.parent.mkdir(parents=True, exist_ok=True)
        memory.write_text(json.dumps({"executable": fingerprint, "version": version}))
    return version


def _is_script(executable: Path) -> bool:
    with executable.open("rb") as file:
        return file.read(2) == b"#!"


def _missing_beside(executable: Path) -> str | None:
    beside = [folder / PYTHON_HOST for folder in (executable.parent, executable.resolve().parent)]
    on_path = shutil.which(PYTHON_HOST)
    hosts = [host for host in (*beside, *([Path(on_path)] if on_path else [])) if host.is_file()]
    if not hosts:
        return f"{PYTHON_HOST} is neither beside it nor on PATH"
    host = hosts[0]
    if not any((folder / PYTHON_EXEC).is_file() for folder in (host.parent, host.resolve().parent)):
        return f"{PYTHON_EXEC} is not beside {host}"
    return None
