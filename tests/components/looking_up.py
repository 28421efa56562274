"""Lookups in a mocked org."""

import pytest

from components.lookups import Directory, look_up
from components.problems import Problem, StackProblemsError
from components.settings import Settings

from .mocked_engine import declare
from .mocked_org import MockedOrg
from .stacks import Told, told_of


def found(org: MockedOrg, settings: Settings) -> Directory:
    """What the org has of everything that the settings name."""
    directories: list[Directory] = []
    declare(lambda: directories.append(look_up(settings)), org)
    return directories[0]


def refusal(org: MockedOrg, settings: Settings) -> list[Told]:
    """What is told of names that the org can't serve."""
    return told_of(_refused(org, settings))


def problems(org: MockedOrg, settings: Settings) -> tuple[Problem, ...]:
    """The same with the reasons."""
    return _refused(org, settings).problems


def _refused(org: MockedOrg, settings: Settings) -> StackProblemsError:
    with pytest.raises(StackProblemsError) as refused:
        found(org, settings)
    return refused.value
