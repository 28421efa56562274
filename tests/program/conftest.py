"""The stack that the program's tests deploy."""

import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pulumi.automation as auto
import pytest

from jamf_connect_okta.rehearsal.environment import engine_environment, rehearsal_variables
from jamf_connect_okta.rehearsal.workspace import Workspace
from jamf_connect_okta.simulated_org.running import RunningOrg, running_org
from jamf_connect_okta.stand_in.install import write_executable

from .stack_under_test import DEV_SETTINGS, StackUnderTest


@pytest.fixture
def org() -> Iterator[RunningOrg]:
    """The standard people's org, fresh."""
    with running_org() as org:
        yield org


@pytest.fixture
def make_stack(
    org: RunningOrg, tmp_path: Path, pulumi_cli_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> Callable[..., StackUnderTest]:
    """Makes a stack with the dev stack's settings, changed by keyword."""
    workspace = Workspace(tmp_path, "dev")
    write_executable(workspace.plugin)
    workspace.engine_state.mkdir(parents=True)
    variables = rehearsal_variables(
        workspace, engine=pulumi_cli_folder, org_url=org.base_url, api_token=org.token, stand_in=True
    )
    variables["PULUMI_HOME"] = str(tmp_path / "home")
    # The program runs in this process and reads the environment as it would in its own.
    for name in os.environ:
        if name not in engine_environment({}):
            monkeypatch.delenv(name)
    monkeypatch.setenv("OKTA_HTTP_PROXY", org.base_url)

    # The Automation API wants the command in a folder called bin.
    (tmp_path / "bin").symlink_to(pulumi_cli_folder)
    cli = auto.PulumiCommand(root=str(tmp_path))

    def make(**changes: Any) -> StackUnderTest:
        settings = DEV_SETTINGS | changes
        return StackUnderTest(tmp_path / "project", cli, org, engine_environment(variables), settings)

    return make


@pytest.fixture
def stack(make_stack: Callable[..., StackUnderTest]) -> StackUnderTest:
    """The dev stack, not yet deployed."""
    return make_stack()
