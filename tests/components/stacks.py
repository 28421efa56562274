"""Stack files as the engine hands them to the program."""

import json
from collections.abc import Mapping
from typing import Any

import pytest

from components.layers import PROJECT
from components.problems import StackProblemsError
from components.settings import Settings
from components.stack_config import load_settings

PROD: dict[str, Any] = {"groups": ["Mac Users"], "sessionPolicy": {"managed": False}}
"""The least that a real org's stack says; it belongs to OKTA."""

OKTA = {"orgName": "acme", "baseUrl": "okta.com"}

REHEARSAL: dict[str, Any] = {"rehearsal": True, "groups": ["Mac Users"]}
"""The least that a rehearsal says; it belongs to SIMULATED_OKTA."""

SIMULATED_OKTA = {"orgName": "acme", "baseUrl": "okta.invalid", "httpProxy": "http://127.0.0.1:8099"}

Told = tuple[str, object, str]
"""What a person is told of a problem: its key, its value, its fix."""


def engine_config(settings: Mapping[str, Any], okta: Mapping[str, Any]) -> dict[str, str]:
    """The configuration of the engine: full keys, strings as they are, everything else as JSON."""
    return {
        f"{namespace}:{key}": value if isinstance(value, str) else json.dumps(value)
        for namespace, values in ((PROJECT, settings), ("okta", okta))
        for key, value in values.items()
    }


def prod(okta: Mapping[str, str] = OKTA, environment: Mapping[str, str] | None = None, /, **changes: Any) -> Settings:
    """The settings of a real org's stack: PROD with `changes`."""
    return load_settings("prod", {}, engine_config(PROD | changes, okta), environment or {})


def rehearsal(
    okta: Mapping[str, str] = SIMULATED_OKTA, environment: Mapping[str, str] | None = None, /, **changes: Any
) -> Settings:
    """The settings of a rehearsal: REHEARSAL with `changes`."""
    return load_settings("dev", {}, engine_config(REHEARSAL | changes, okta), environment or {})


def told_of(error: StackProblemsError) -> list[Told]:
    return [(problem.key, problem.value, problem.fix) for problem in error.problems]


def refusal_of_prod(
    okta: Mapping[str, str] = OKTA, environment: Mapping[str, str] | None = None, /, **changes: Any
) -> list[Told]:
    """What is told of a real org's stack that can't be deployed."""
    with pytest.raises(StackProblemsError) as refused:
        prod(okta, environment, **changes)
    return told_of(refused.value)


def refusal_of_rehearsal(
    okta: Mapping[str, str] = SIMULATED_OKTA, environment: Mapping[str, str] | None = None, /, **changes: Any
) -> list[Told]:
    """What is told of a rehearsal that can't be deployed."""
    with pytest.raises(StackProblemsError) as refused:
        rehearsal(okta, environment, **changes)
    return told_of(refused.value)
