"""A stack's file, and the copy of it that can be deployed into a simulated org."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Self

import yaml

from components.layers import PROJECT, full_key, is_own, is_section, layers_of, project_defaults
from components.problems import PROJECT_FILE
from components.provider_settings import read_provider_settings
from components.settings import Settings
from components.stack_config import load_settings, readable_settings
from jamf_connect_okta.rehearsal.errors import RehearsalError

INVALID = ".invalid"
"""The top-level domain that exists nowhere (RFC 2606): a rehearsal's host ends in it."""


@dataclass(frozen=True)
class StackFile:
    """The configuration of one stack: full keys, values as YAML has them; `salt` belongs to its encrypted ones.

    `config` is what the stack's own file says, `defaults` what the project's file says to every stack.
    """

    stack: str
    config: Mapping[str, Any]
    salt: str | None = None
    defaults: Mapping[str, Any] = field(default_factory=dict)

    @property
    def effective(self) -> dict[str, Any]:
        """What holds for the stack, wherever it stands."""
        return layers_of(self.defaults, self.config).merged

    @property
    def is_rehearsal(self) -> bool:
        """Whether the stack says of itself that it is a rehearsal; it then runs from its own file."""
        return self.effective.get(f"{PROJECT}:rehearsal") is True

    def settings(self, environment: Mapping[str, str]) -> Settings:
        """The checked settings; raises StackProblemsError as a preview would."""
        return load_settings(self.stack, self.defaults, self.config, environment)

    def readable_settings(self, environment: Mapping[str, str]) -> Settings:
        """The settings as far as this version of the program can read them, unchecked."""
        return readable_settings(self.defaults, self.config, environment)

    def rehearsed(self, environment: Mapping[str, str]) -> Self:
        """The same settings for a simulated org: hosts end in .invalid, apps are unprotected, secrets stay behind."""
        effective = self.effective
        provider = read_provider_settings({key: v for key, v in effective.items() if isinstance(v, str)}, environment)
        public = {key: _without_secrets(value) for key, value in self.config.items() if is_own(key)}
        copy = {key: value for key, value in public.items() if not is_secret(value)}
        copy |= {f"{PROJECT}:rehearsal": True, f"{PROJECT}:protect": False}
        if provider.org_name:
            copy["okta:orgName"] = provider.org_name.value
        if provider.base_url:
            copy["okta:baseUrl"] = provider.base_url.value + INVALID
        domain = f"{PROJECT}:customDomain"
        if effective.get(domain) and not is_secret(effective[domain]):
            copy[domain] = f"{effective[domain]}{INVALID}"
        return type(self)(self.stack, copy, defaults={key: v for key, v in self.defaults.items() if is_own(key)})


def read_stack_file(stack: str, path: Path) -> StackFile:
    """The stack file at `path`, with the project's defaults from beside it.

    Raises RehearsalError where one of the two is not what it should be.
    """
    document = _read(path, yaml.safe_load)
    config = (document or {}).get("config", {}) if isinstance(document or {}, dict) else None
    salt = document.get("encryptionsalt") if isinstance(document, dict) else None
    if not isinstance(config, dict):
        raise RehearsalError(f"{path.name} has no settings: they stand below `config:`.")
    full = {full_key(str(key)): value for key, value in config.items()}
    return StackFile(stack, full, salt, _read(path.with_name(PROJECT_FILE), project_defaults))


def _read(path: Path, parse: Callable[[str], Any]) -> Any:  # noqa: ANN401 - what YAML holds
    try:
        return parse(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise RehearsalError(f"{path.name} can't be read: {error.strerror}.") from error
    except yaml.MarkedYAMLError as error:
        line = f", line {error.problem_mark.line + 1}" if error.problem_mark else ""
        raise RehearsalError(f"{path.name} is not YAML{line}: {error.problem}.\n{error}") from error
    except (UnicodeDecodeError, yaml.YAMLError) as error:
        raise RehearsalError(f"{path.name} is not text in UTF-8: save it as such.") from error


def is_secret(value: object) -> bool:
    """Whether the engine holds `value` encrypted, itself or inside of it."""
    if isinstance(value, dict):
        return "secure" in value or any(is_secret(part) for part in value.values())
    return isinstance(value, list) and any(is_secret(part) for part in value)


def _without_secrets(value: object) -> object:
    """A section without the keys that are encrypted; anything else as it is."""
    return {key: part for key, part in value.items() if not is_secret(part)} if is_section(value) else value
