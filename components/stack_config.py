"""From the engine's configuration values to checked settings, with every problem told at once."""

import difflib
import json
from collections.abc import Iterator, Mapping
from copy import deepcopy
from dataclasses import replace
from itertools import chain
from typing import Any

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from components import checks
from components.layers import PROJECT, Layers, is_own, layers_of
from components.problems import HIDDEN, PROJECT_FILE, Problem, StackProblemsError
from components.provider_settings import ProviderSettings, read_provider_settings
from components.settings import Settings


def load_settings(
    stack: str, defaults: Mapping[str, Any], values: Mapping[str, Any], environment: Mapping[str, str]
) -> Settings:
    """The settings of `stack`: its configuration over the project's `defaults`, and the environment.

    Both come under full keys, as the engine hands them over or as the files have them.
    Raises StackProblemsError with every problem that can be known without asking Okta.
    """
    layers = layers_of(defaults, values)
    document = _document(layers)
    problems: list[Problem] = []
    if document.pop("provider", None) is not None:
        problems.append(_unknown("provider", Settings))
    document["provider"] = _provider(layers, environment)
    unreadable: set[str] = set()
    settings = _readable_settings(document, problems, unreadable)
    settings, found = _checked(settings, document, layers, unreadable)
    if problems := problems + found:
        raise StackProblemsError(stack, [_with_source(problem, layers) for problem in problems])
    return settings


def readable_settings(
    defaults: Mapping[str, Any], values: Mapping[str, Any], environment: Mapping[str, str]
) -> Settings:
    """The settings as far as they can be read, unchecked: those that another version of the program may well accept."""
    layers = layers_of(defaults, values)
    return _readable_settings(_document(layers) | {"provider": _provider(layers, environment)}, [], set())


def _document(layers: Layers) -> dict[str, Any]:
    own = {key.removeprefix(f"{PROJECT}:"): value for key, value in layers.merged.items() if is_own(key)}
    # What can't be read is taken out of it.
    return deepcopy(own)


def _provider(layers: Layers, environment: Mapping[str, str]) -> ProviderSettings:
    texts = {
        key: value if isinstance(value, str) else json.dumps(value, default=str) for key, value in layers.merged.items()
    }
    return read_provider_settings(texts, environment)


def _checked(
    settings: Settings, document: dict[str, Any], layers: Layers, unreadable: set[str]
) -> tuple[Settings, list[Problem]]:
    """The settings and their problems, after the project's values have given way where the stack makes them idle.

    A stack must not fail for what it did not write: with `mfaApp.stage: absent` the project's factors mean nothing.
    """
    gone: set[str] = set()
    while True:
        # A setting that can't be read stands at its default here: what a check makes of it would mislead.
        found = [problem for problem in checks.problems_of(settings) if not _rests_on(problem, unreadable)]
        idle = set(chain.from_iterable(_idle(problem, layers, gone) for problem in found)) - gone
        if not idle:
            return settings, found
        gone |= idle
        for key in idle:
            _remove(document, tuple(key.split(".")))
        settings = Settings.model_validate(document)


def _idle(problem: Problem, layers: Layers, gone: set[str]) -> Iterator[str]:
    """The project's values that have no effect because of what the stack says."""
    if any(layers.source_of(key) == "stack" or key in gone for key in (problem.key, *problem.rests_on)):
        yield from (key for key in problem.without_effect if layers.source_of(key) == "project")


def _with_source(problem: Problem, layers: Layers) -> Problem:
    return replace(problem, source=PROJECT_FILE) if layers.source_of(problem.key) == "project" else problem


def _rests_on(problem: Problem, unreadable: set[str]) -> bool:
    keys = (problem.key, *problem.rests_on)
    return any(key == other or key.startswith(f"{other}.") for key in keys for other in unreadable)


def _readable_settings(document: dict[str, Any], problems: list[Problem], unreadable: set[str]) -> Settings:
    """The settings without what can't be read: told in `problems`, and by key in `unreadable` where it is a setting."""
    while True:
        try:
            return Settings.model_validate(document)
        except ValidationError as error:
            for details in error.errors(include_url=False):
                problems.append(_shape_problem(details))
                if details["type"] != "extra_forbidden":
                    unreadable.add(_key(details["loc"]).partition("[")[0])
                _remove(document, details["loc"])


def _shape_problem(details: ErrorDetails) -> Problem:
    key = _key(details["loc"])
    if details["type"] == "extra_forbidden":
        return _unknown(key, _section(details["loc"]))
    if details["type"] == "literal_error":
        return Problem(key, details["input"], "This setting has no such value.", f"Use {details['ctx']['expected']}.")
    fix = _KINDS.get(details["type"], "Write keys and values below it.")
    # What stands inside of a wrong kind may be anything, a secret as well.
    value = HIDDEN if isinstance(details["input"], dict | list) else details["input"]
    return Problem(key, value, "The value is of another kind than the setting.", fix)


_KINDS = {
    "string_type": "Write text.",
    "bool_type": "Write true or false.",
    "int_type": "Write a whole number.",
    "tuple_type": "Write a list.",
}


def _unknown(key: str, section: type[BaseModel]) -> Problem:
    name = key.rpartition(".")[2]
    if "device" in name.lower():
        why = (
            "Before anyone has signed in, a Mac can't prove to Okta that it is registered, managed or compliant: "
            "such a condition locks people out at the login window."
        )
        return Problem(key, HIDDEN, why, "Remove it; restrict by network zones instead.")
    known = sorted(field.alias or "" for field in section.model_fields.values() if field.alias != "provider")
    close = difflib.get_close_matches(name, known, n=1)
    fix = f"Did you mean {close[0]}?" if close else f"Known here: {', '.join(known)}."
    return Problem(key, HIDDEN, "There is no such setting; it would have no effect.", fix)


def _section(location: tuple[int | str, ...]) -> type[BaseModel]:
    """The model in which the last part of `location` was looked for."""
    model: type[BaseModel] = Settings
    for part in location[:-1]:
        field = next(field for field in model.model_fields.values() if field.alias == part)
        assert isinstance(field.annotation, type)  # noqa: S101 - sections are plain classes
        model = field.annotation
    return model


def _key(location: tuple[int | str, ...]) -> str:
    return "".join(f"[{part}]" if isinstance(part, int) else f".{part}" for part in location).lstrip(".")


def _remove(document: dict[str, Any], location: tuple[int | str, ...]) -> None:
    """Drop the value at `location`, or the whole list that holds it."""
    path = [part for part in location if isinstance(part, str)]
    for part in path[:-1]:
        document = document[part]
    document.pop(path[-1], None)
