"""Reads one version of a stack out of its folder, without running any of it."""

import os
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from components.layers import PROJECT
from components.problems import StackProblemsError
from components.settings import Settings
from jamf_connect_okta.breakage.crash import crash_told
from jamf_connect_okta.rehearsal.errors import RehearsalError
from jamf_connect_okta.rehearsal.stack_file import StackFile, is_secret, read_stack_file
from jamf_connect_okta.signins.errors import SigninsError
from jamf_connect_okta.signins.expected import expectations_of
from jamf_connect_okta.signins.reading import Written

_PROXY = {"OKTA_HTTP_PROXY": "http://127.0.0.1"}


@dataclass(frozen=True)
class Source:
    """A version of a stack: its settings with the project's defaults, and what is deployed of it in a simulated org.

    `refusal` says why it can't be deployed, `fault` why its expectations can't be read.
    """

    folder: Path
    stack: str
    effective: Mapping[str, Any]
    rehearsed: StackFile
    settings: Settings
    expectations: tuple[Written, ...] = ()
    refusal: str = ""
    fault: str = ""

    @property
    def is_rehearsal(self) -> bool:
        """Whether the stack itself is one, and brings nothing into the standard org."""
        return bool(self.effective.get(f"{PROJECT}:rehearsal"))

    @property
    def effective_in_rehearsal(self) -> dict[str, Any]:
        """The effective settings without what a simulated org can't show."""
        return {
            key: value
            for key, value in self.effective.items()
            if key != f"{PROJECT}:protect" and not key.startswith("okta:") and not is_secret(value)
        }


def stacks_of(folder: Path) -> set[str]:
    """The names of the stacks that have a file."""
    return {path.name.split(".")[1] for path in folder.glob("Pulumi.*.yaml")}


def read_source(folder: Path, stack: str, *, judged: bool) -> Source | None:
    """The stack's version in `folder`; None where it has no file there.

    `judged` is for the proposal: its settings are checked as its preview would. A base is judged by its own program
    only, which may accept what this one does not.
    """
    path = folder / f"Pulumi.{stack}.yaml"
    if not path.is_file():
        return None
    refusal = _unreadable(folder) if judged else ""
    try:
        own = read_stack_file(stack, path)
    except RehearsalError as error:
        nothing = StackFile(stack, {})
        return Source(folder, stack, {}, nothing, nothing.readable_settings(_PROXY), refusal=refusal or str(error))
    # Deployed without protection, so that the consequence of a replacement can be seen.
    unprotected = replace(own, config={**own.config, f"{PROJECT}:protect": False})
    rehearsed = unprotected if own.is_rehearsal else own.rehearsed(os.environ)
    settings = rehearsed.readable_settings(_PROXY)
    if judged and not refusal:
        refusal = _problems(own) or _problems(rehearsed)
    source = Source(folder, stack, _flat(own.effective), rehearsed, settings, refusal=refusal)
    try:
        return replace(source, expectations=expectations_of(folder, stack, settings))
    except SigninsError as error:
        return replace(source, fault=str(error))
    except ValueError:
        # The article speaks of settings that this version of the program can read.
        return replace(
            source, fault="" if refusal else f"Settings of '{stack}' are unknown here, so nothing is expected."
        )


def _flat(config: Mapping[str, Any]) -> dict[str, Any]:
    """Every setting by its path."""
    return {path: value for key, whole in config.items() for path, value in _leaves(key, whole)}


def _leaves(path: str, value: object) -> Iterator[tuple[str, object]]:
    """A setting, or those of a section one by one; what is encrypted stays as it is."""
    if isinstance(value, dict) and "secure" not in value:
        for key, part in value.items():
            yield from _leaves(f"{path}.{key}", part)
    else:
        yield path, value


def _problems(file: StackFile) -> str:
    """What the program itself would refuse."""
    try:
        file.settings(_PROXY if file.is_rehearsal else {})
    except StackProblemsError as error:
        count = "1 setting needs" if len(error.problems) == 1 else f"{len(error.problems)} settings need"
        return f"{count} a change: {', '.join(problem.key for problem in error.problems)}.\n{error}"
    except Exception as error:  # The program would break in the same way.
        return f"{crash_told(error, Path(__file__).resolve().parents[2])}."
    return ""


def _unreadable(folder: Path) -> str:
    """The first file of the program that is no Python."""
    for path in (folder / "__main__.py", *sorted((folder / "components").rglob("*.py"))):
        try:
            compile(path.read_bytes(), path, "exec", dont_inherit=True)
        except OSError as error:
            return f"{path.relative_to(folder)} can't be read: {error.strerror}."
        except (SyntaxError, ValueError) as error:
            line = f", line {error.lineno}" if isinstance(error, SyntaxError) else ""
            said = error.msg if isinstance(error, SyntaxError) else str(error)
            return f"{path.relative_to(folder)}{line}: {said}."
    return ""
