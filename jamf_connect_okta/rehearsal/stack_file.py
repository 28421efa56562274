"""A stack's file, and the copy of it that can be deployed into a simulated org."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Self

import yaml

from components.provider_settings import read_provider_settings
from components.settings import Settings
from components.stack_config import PROJECT, load_settings
from jamf_connect_okta.rehearsal.errors import RehearsalError

INVALID = ".invalid"
"""The top-level domain that exists nowhere (RFC 2606): a rehearsal's host ends in it."""


@dataclass(frozen=True)
class StackFile:
    """The configuration of one stack: full keys, values as YAML has them; `salt` belongs to its encrypted ones."""

    stack: str
    config: Mapping[str, Any]
    salt: str | None = None

    @property
    def is_rehearsal(self) -> bool:
        """Whether the stack says of itself that it is a rehearsal; it then runs from its own file."""
        # `pulumi config set` writes every value as text.
        return self.config.get(f"{PROJECT}:rehearsal") in (True, "true")

    def settings(self, environment: Mapping[str, str]) -> Settings:
        """The checked settings; raises StackProblemsError as a preview would."""
        return load_settings(self.stack, self.texts, environment)

    @property
    def texts(self) -> dict[str, str]:
        """The values as the engine hands them to the program."""
        return {key: value if isinstance(value, str) else json.dumps(value) for key, value in self.config.items()}

    def rehearsed(self, environment: Mapping[str, str]) -> Self:
        """The same settings for a simulated org: hosts end in .invalid, apps are unprotected, secrets stay behind."""
        own = {
            key: value for key, value in self.config.items() if key.startswith(f"{PROJECT}:") and not is_secret(value)
        }
        provider = read_provider_settings({key: v for key, v in self.config.items() if isinstance(v, str)}, environment)
        copy: dict[str, Any] = own | {f"{PROJECT}:rehearsal": True, f"{PROJECT}:protect": False}
        if provider.org_name:
            copy["okta:orgName"] = provider.org_name.value
        if provider.base_url:
            copy["okta:baseUrl"] = provider.base_url.value + INVALID
        if domain := own.get(f"{PROJECT}:customDomain"):
            copy[f"{PROJECT}:customDomain"] = f"{domain}{INVALID}"
        return type(self)(self.stack, copy)


def read_stack_file(stack: str, path: Path) -> StackFile:
    """The stack file at `path`; raises RehearsalError where it is not one."""
    try:
        document = yaml.safe_load(path.read_text())
    except yaml.YAMLError as error:
        raise RehearsalError(f"{path.name} is not YAML: {error}") from error
    config = (document or {}).get("config", {}) if isinstance(document or {}, dict) else None
    salt = document.get("encryptionsalt") if isinstance(document, dict) else None
    if not isinstance(config, dict):
        raise RehearsalError(f"{path.name} has no settings: they stand below `config:`.")
    # The engine completes a key without a namespace with the project's.
    full = {key if ":" in str(key) else f"{PROJECT}:{key}": value for key, value in config.items()}
    return StackFile(stack, full, salt)


def is_secret(value: object) -> bool:
    """Whether the engine holds `value` encrypted, itself or inside of it."""
    if isinstance(value, dict):
        return "secure" in value or any(is_secret(part) for part in value.values())
    return isinstance(value, list) and any(is_secret(part) for part in value)
