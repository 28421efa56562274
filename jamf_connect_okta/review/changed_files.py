"""What kind of files a change touches: the program, what proves it, or neither."""

import ast
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

import yaml

PROGRAM = ("__main__.py", "components/", "requirements.txt")
"""What is deployed: a change here may change every stack."""

PROOF = ("guardrails/", "jamf_connect_okta/")
"""What judges a change: the proposal's own runs in a review, so that a change here may hide another one."""


@dataclass(frozen=True)
class ChangedFiles:
    """The files of each kind whose meaning changes; comments and blank lines have none."""

    program: tuple[str, ...]
    proof: tuple[str, ...]

    @property
    def guardrails(self) -> bool:
        """Whether the base has other guardrails than the proposal."""
        return any(name.startswith("guardrails/") for name in self.proof)


def sorted_out(base: Path, head: Path, changed: Iterable[str]) -> ChangedFiles:
    """The files of `changed` that mean something else now."""
    different = [name for name in changed if _means_something_else(base / name, head / name)]
    program = [name for name in different if name.startswith(PROGRAM)]
    if _project(base) != _project(head):
        program.append("Pulumi.yaml")
    return ChangedFiles(tuple(program), tuple(name for name in different if name.startswith(PROOF)))


def _means_something_else(before: Path, after: Path) -> bool:
    if not before.is_file() or not after.is_file():
        return True
    old, new = before.read_bytes(), after.read_bytes()
    if before.suffix != ".py":
        return old != new
    try:
        return ast.dump(ast.parse(old)) != ast.dump(ast.parse(new))
    except (SyntaxError, ValueError):
        return old != new


def _project(folder: Path) -> object:
    """The project file without its settings, whose values are looked at stack by stack."""
    try:
        document = yaml.safe_load((folder / "Pulumi.yaml").read_text())
    except (OSError, UnicodeDecodeError, yaml.YAMLError):
        return None
    return (
        {k: v for k, v in document.items() if k not in ("config", "description")}
        if isinstance(document, dict)
        else None
    )
