"""From the engine's configuration values to checked settings, with every problem told at once."""

import difflib
import json
from collections.abc import Mapping
from typing import Any, get_args

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from components import checks
from components.problems import HIDDEN, Problem, StackProblemsError
from components.provider_settings import read_provider_settings
from components.settings import Settings

PROJECT = "jamf-connect-okta"
"""The Pulumi project's name, which is also the namespace of its settings."""


def load_settings(stack: str, values: Mapping[str, str], environment: Mapping[str, str]) -> Settings:
    """The settings of `stack`, from its configuration (full keys, as the engine hands them over) and the environment.

    Raises StackProblemsError with every problem that can be known without asking Okta.
    """
    document = _document(values)
    problems: list[Problem] = []
    if document.pop("provider", None) is not None:
        problems.append(_unknown("provider", Settings))
    document["provider"] = read_provider_settings(values, environment)
    unreadable: set[str] = set()
    settings = _readable_settings(document, problems, unreadable)
    # A setting that can't be read stands at its default from here on: what a check makes of it would mislead.
    problems += [problem for problem in checks.problems_of(settings) if not _rests_on(problem, unreadable)]
    if problems:
        raise StackProblemsError(stack, problems)
    return settings


def readable_settings(values: Mapping[str, str], environment: Mapping[str, str]) -> Settings:
    """The settings as far as they can be read, unchecked: those that another version of the program may well accept."""
    document = _document(values)
    document["provider"] = read_provider_settings(values, environment)
    return _readable_settings(document, [], set())


def _document(values: Mapping[str, str]) -> dict[str, Any]:
    given = {key.removeprefix(f"{PROJECT}:"): text for key, text in values.items() if key.startswith(f"{PROJECT}:")}
    return {key: _decoded(key, text) for key, text in given.items()}


def _rests_on(problem: Problem, unreadable: set[str]) -> bool:
    keys = (problem.key, *problem.rests_on)
    return any(key == other or key.startswith(f"{other}.") for key in keys for other in unreadable)


def _decoded(key: str, text: str) -> object:
    """Strings arrive as they are, everything else as JSON; which it is, only the model knows."""
    field = next((field for field in Settings.model_fields.values() if field.alias == key), None)
    if field is None or field.annotation is str or str in map(type, get_args(field.annotation)):
        return text
    try:
        return json.loads(text)
    except ValueError:
        return text


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
