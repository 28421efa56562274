"""The workflow files, and the little of GitHub's expressions that they use."""

import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import yaml

from tests.fresh_copy import PROJECT

FOLDER = PROJECT / ".github" / "workflows"
FILES = sorted(FOLDER.glob("*.yml"))

_EXPRESSION = re.compile(r"\$\{\{\s*(.*?)\s*\}\}")


def workflow(file: str | Path) -> dict[str, Any]:
    """A workflow, by its file's name."""
    # YAML 1.1 takes the key `on` for a truth value.
    return {"on" if key is True else key: value for key, value in yaml.safe_load((FOLDER / file).read_text()).items()}


def jobs() -> Iterator[tuple[str, str, dict[str, Any]]]:
    """Every job: its file's name, its own, its content."""
    for file in FILES:
        for name, job in workflow(file)["jobs"].items():
            yield file.name, name, job


def steps() -> Iterator[tuple[str, str, dict[str, Any]]]:
    """Every step: its file's name, its job's, its content."""
    for file, name, job in jobs():
        for step in job["steps"]:
            yield file, name, step


def filled_in(text: str, context: Mapping[str, str]) -> str:
    """`text` with the values of its expressions. A secret or variable that nobody has set is empty, as on GitHub."""

    def value(expression: re.Match[str]) -> str:
        name = expression[1]
        return context.get(name, "") if name.startswith(("secrets.", "vars.")) else context[name]

    return _EXPRESSION.sub(value, text)
