"""How a stack's own values lie over those that `Pulumi.yaml` gives to every stack."""

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal, TypeGuard, get_args

import yaml

from components.settings import Settings

PROJECT = "jamf-connect-okta"
"""The Pulumi project's name, which is also the namespace of its settings."""


@dataclass(frozen=True)
class Layers:
    """The values of the project and of a stack, under full keys; the program's own settings are decoded."""

    project: Mapping[str, Any]
    stack: Mapping[str, Any]

    @property
    def merged(self) -> dict[str, Any]:
        """The stack's values over the project's; a section (`ropgApp`, `mfaApp`, …) key by key.

        The engine takes a stack's section whole, in the place of the project's: a stack that fixes nothing but
        `ropgApp.clientId` would let in the administrators that the project keeps away. Whatever stands below a key
        of a section is taken whole: lists, and the preference keys in `extraLoginKeys`. So a stack takes away what
        the project gives by an empty list, an empty text or false.
        """
        return {**self.project, **{key: self._laid_over(key, value) for key, value in self.stack.items()}}

    def source_of(self, setting: str) -> Literal["project", "stack"] | None:
        """Which layer decides `setting`, such as `mfaApp.factors`; None where neither names it.

        The engine hands the project's values over as if they were the stack's, so a stack that repeats one (of a
        section: all of it) says nothing.
        """
        top, *below = re.split(r"[.\[]", setting)
        default, own = (layer.get(full_key(top), _ABSENT) for layer in (self.project, self.stack))
        if own not in (_ABSENT, default) and _names(own, below):
            return "stack"
        return "project" if _names(default, below) else None

    def _laid_over(self, key: str, value: object) -> object:
        default = self.project.get(key)
        return {**default, **value} if is_own(key) and is_section(default) and is_section(value) else value


def layers_of(defaults: Mapping[str, Any], values: Mapping[str, Any]) -> Layers:
    """The layers of a project's and a stack's values, as the engine hands them over or as YAML has them."""
    project, stack = ({key: _decoded(key, value) for key, value in layer.items()} for layer in (defaults, values))
    return Layers(project, stack)


def project_defaults(project_file: str) -> dict[str, Any]:
    """The values that the text of a `Pulumi.yaml` gives to every stack, under full keys."""
    document = yaml.safe_load(project_file)
    config = document.get("config") if isinstance(document, dict) else None
    values: dict[str, Any] = {}
    for key, entry in config.items() if isinstance(config, dict) else ():
        # A type and a description without a value: the stack has to have one.
        given = [entry.get("default"), entry.get("value")] if isinstance(entry, dict) else [entry]
        values |= {full_key(str(key)): value for value in given if value is not None}
    return values


def full_key(key: str) -> str:
    """The engine completes a key without a namespace with the project's."""
    return key if ":" in key else f"{PROJECT}:{key}"


def is_own(key: str) -> bool:
    """Whether a full key is one of the program's settings, and not of the provider or of somebody else."""
    return key.startswith(f"{PROJECT}:")


def is_section(value: object) -> TypeGuard[dict[str, Any]]:
    """Whether `value` is keys and values, and not an encrypted one as it stands in a file."""
    return isinstance(value, dict) and "secure" not in value


def _names(value: object, below: Sequence[str]) -> bool:
    """Whether a setting is there, or in a section the one `below` it."""
    return value is not _ABSENT and (not below or not is_section(value) or below[0] in value)


def _decoded(key: str, value: object) -> object:
    """The engine hands strings over as they are, everything else as JSON; which it is, only the model knows."""
    if not is_own(key) or isinstance(value, dict | list):
        return value
    text = value if isinstance(value, str) else json.dumps(value, default=str)
    field = next((field for field in Settings.model_fields.values() if full_key(field.alias or "") == key), None)
    if field is None or field.annotation is str or str in map(type, get_args(field.annotation)):
        return text
    try:
        return json.loads(text)
    except ValueError:
        return text


_ABSENT = object()
