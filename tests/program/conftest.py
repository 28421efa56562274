"""The stacks that the program's tests deploy."""

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pulumi.automation as auto
import pytest

from jamf_connect_okta.rehearsal.environment import engine_environment, rehearsal_variables
from jamf_connect_okta.rehearsal.workspace import Workspace
from jamf_connect_okta.simulated_org.serving.running import running_org
from jamf_connect_okta.stand_in.install import write_executable
from tests.unclosed_loops import loops_are_collected as loops_are_collected

from .stack_under_test import DEV_SETTINGS, StackUnderTest

MakeStack = Callable[..., StackUnderTest]


@pytest.fixture
def make_stack(tmp_path: Path, pulumi_cli_folder: Path) -> Iterator[MakeStack]:
    """Makes a stack with the dev stack's settings, changed by keyword, in a fresh org of the standard people."""
    with _stacks(tmp_path, pulumi_cli_folder) as make:
        yield make


@pytest.fixture
def stack(make_stack: MakeStack) -> StackUnderTest:
    """The dev stack, not yet deployed."""
    return make_stack()


@pytest.fixture(scope="module")
def deployed(tmp_path_factory: pytest.TempPathFactory, pulumi_cli_folder: Path) -> Iterator[StackUnderTest]:
    """The dev stack, deployed once for a whole file: whoever changes it changes it back."""
    with _stacks(tmp_path_factory.mktemp("deployed"), pulumi_cli_folder) as make:
        stack = make()
        stack.up()
        yield stack


@contextmanager
def _stacks(folder: Path, cli_folder: Path) -> Iterator[MakeStack]:
    workspace = Workspace(folder, "dev")
    write_executable(workspace.plugin)
    workspace.engine_state.mkdir(parents=True)
    # The Automation API wants the command in a folder called bin.
    (folder / "bin").symlink_to(cli_folder)
    with running_org() as org, pytest.MonkeyPatch.context() as monkeypatch:
        variables = rehearsal_variables(
            workspace, engine=cli_folder, org_url=org.base_url, api_token=org.token, stand_in=True
        )
        environment = engine_environment(variables | {"PULUMI_HOME": str(folder / "home")})
        # The program runs in this process and reads the environment as it would in its own.
        for name in set(os.environ) - set(engine_environment({})):
            monkeypatch.delenv(name)
        monkeypatch.setenv("OKTA_HTTP_PROXY", org.base_url)
        cli = auto.PulumiCommand(root=str(folder))

        def make(**changes: Any) -> StackUnderTest:
            return StackUnderTest(folder / "project", cli, org, environment, DEV_SETTINGS | changes)

        yield make
