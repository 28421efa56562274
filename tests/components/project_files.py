"""The project's and its stacks' files, read as the engine reads them."""

from pathlib import Path
from typing import Any

import yaml

from components.layers import project_defaults

from .stacks import engine_config

PROJECT_FOLDER = Path(__file__).parents[2]


def project() -> dict[str, dict[str, Any]]:
    """The settings that `Pulumi.yaml` declares, by key."""
    return dict(yaml.safe_load((PROJECT_FOLDER / "Pulumi.yaml").read_text())["config"])


def defaults() -> dict[str, Any]:
    """What the project gives to every stack, under full keys."""
    return project_defaults((PROJECT_FOLDER / "Pulumi.yaml").read_text())


def stack_file(stack: str) -> dict[str, Any]:
    """The configuration in a stack's file, under full keys."""
    return dict(yaml.safe_load((PROJECT_FOLDER / f"Pulumi.{stack}.yaml").read_text())["config"])


def configuration(stack: str) -> dict[str, str]:
    """What the engine hands to the program: the project's defaults, overridden by the stack's file."""
    sections: dict[str, dict[str, Any]] = {"jamf-connect-okta": {}, "okta": {}}
    for key, declared in project().items():
        sections["jamf-connect-okta"][key] = declared["default"]
    for full_key, value in stack_file(stack).items():
        namespace, _, key = full_key.partition(":")
        sections[namespace][key] = value
    return engine_config(sections["jamf-connect-okta"], sections["okta"])
