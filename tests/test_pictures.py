"""The pictures in the README name what there is."""

import re
from collections.abc import Iterator
from pathlib import Path

from pydantic import BaseModel

from components.settings import Settings

PROJECT = Path(__file__).parents[1]
PARTS, PATH = re.findall(r"^```mermaid\n(.*?)^```", (PROJECT / "README.md").read_text(), re.DOTALL | re.MULTILINE)


def test_the_path_of_a_sign_in_names_settings_only() -> None:
    named = re.findall(r"[\w.]+", " ".join(re.findall(r"Note over setting: (.*)", PATH)).replace("<br>", " "))
    assert named
    assert [name for name in named if name not in set(_settings(Settings))] == []


def test_the_parts_name_files_that_exist() -> None:
    named = re.findall(r"[\w.]+\.(?:yaml|py)|\w+/(?:\w+\.yaml)?", PARTS.replace("STACK", "dev"))
    assert {"Pulumi.yaml", "Pulumi.dev.yaml", "components/", "guardrails/", "signins/dev.yaml"} <= set(named)
    assert [name for name in named if not (PROJECT / name).exists()] == []


def _settings(model: type[BaseModel], prefix: str = "") -> Iterator[str]:
    """The path of every setting, those of sections below theirs."""
    for name, field in model.model_fields.items():
        path = f"{prefix}{field.alias or name}"
        yield path
        if isinstance(field.annotation, type) and issubclass(field.annotation, BaseModel):
            yield from _settings(field.annotation, f"{path}.")
