"""Writes a stack's profiles into a folder: all of them or none."""

import os
import tempfile
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path

from components.preference_key import AUTHCHANGER, LOGIN, LOGINWINDOW, MENU_BAR
from jamf_connect_okta.mdm.errors import ExportError
from jamf_connect_okta.mdm.preferences import preferences_of
from jamf_connect_okta.mdm.profile import Profile, profile_of
from jamf_connect_okta.mdm.property_list import xml
from jamf_connect_okta.mdm.stack_output import StackOutput


@dataclass(frozen=True)
class Written:
    """The files of one domain: the settings alone, and the profile around them."""

    profile: Profile
    plist: Path
    mobileconfig: Path


@dataclass(frozen=True)
class Export:
    """What was written; `removed` are files of an earlier export that the stack no longer asks for."""

    written: tuple[Written, ...]
    removed: tuple[Path, ...]


def profiles_of(output: StackOutput) -> list[Profile]:
    """The stack's profiles, one for each domain."""
    return [profile_of(output, domain, preferences) for domain, preferences in preferences_of(output).items()]


def export(output: StackOutput, folder: Path) -> Export:
    """Write the stack's profiles into `folder`, which is made where it does not exist.

    Raises ExportError where that can't be; what had been there before is then untouched.
    """
    files: dict[Path, bytes] = {}
    written = []
    for profile in profiles_of(output):
        plist, mobileconfig = (folder / f"{profile.domain}{suffix}" for suffix in _SUFFIXES)
        files |= {plist: xml(profile.preferences), mobileconfig: xml(profile.mobileconfig())}
        written.append(Written(profile, plist, mobileconfig))
    try:
        folder.mkdir(parents=True, exist_ok=True)
        _replace_all(files, folder)
        removed = _remove_others(files, folder)
    except OSError as error:
        raise ExportError(f"Profiles can't be written into {folder}: {error.strerror}.") from error
    return Export(tuple(written), removed)


def _replace_all(files: dict[Path, bytes], folder: Path) -> None:
    """Every file is complete under another name before the first one takes its place."""
    with ExitStack() as stack:
        waiting = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix=".export-", dir=folder)))
        for file, content in files.items():
            if file.is_dir():
                raise IsADirectoryError(0, f"{file.name} is a folder there")
            (waiting / file.name).write_bytes(content)
        for file in files:
            os.replace(waiting / file.name, file)  # noqa: PTH105 - says that it replaces


def _remove_others(files: dict[Path, bytes], folder: Path) -> tuple[Path, ...]:
    ours = [folder / f"{domain}{suffix}" for domain in _DOMAINS for suffix in _SUFFIXES]
    stale = tuple(file for file in ours if file not in files and file.is_file())
    for file in stale:
        file.unlink()
    return stale


_DOMAINS = (LOGIN, MENU_BAR, AUTHCHANGER, LOGINWINDOW)
_SUFFIXES = (".plist", ".mobileconfig")
