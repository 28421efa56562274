"""Stacks whose profiles the tests export."""

from collections.abc import Callable
from pathlib import Path

import pytest

from jamf_connect_okta.mdm.export import export
from jamf_connect_okta.mdm.stack_output import StackOutput

from .stack_outputs import everything, one_app, two_apps

STACKS: dict[str, Callable[[], StackOutput]] = {
    "one app": lambda: one_app(),
    "two apps": lambda: two_apps(adminGroups=["Mac Admins"]),
    "everything": everything,
}


@pytest.fixture(params=list(STACKS.values()), ids=list(STACKS))
def output(request: pytest.FixtureRequest) -> StackOutput:
    """The output of each stack in turn."""
    made: StackOutput = request.param()
    return made


@pytest.fixture
def exported(output: StackOutput, tmp_path: Path) -> Path:
    """The folder with that stack's profiles."""
    export(output, tmp_path)
    return tmp_path
