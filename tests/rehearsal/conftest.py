"""A rehearsal of the dev stack with the real command line of Pulumi, in an org of this process."""

from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

from jamf_connect_okta.rehearsal.engine import Engine
from jamf_connect_okta.rehearsal.environment import engine_environment, rehearsal_variables, state_url
from jamf_connect_okta.rehearsal.workspace import Workspace
from jamf_connect_okta.simulated_org.serving.running import RunningOrg, running_org
from jamf_connect_okta.stand_in.install import write_executable

PROJECT = Path(__file__).parents[2]


@pytest.fixture
def org() -> Iterator[RunningOrg]:
    """The standard people's org, fresh."""
    with running_org() as org:
        yield org


@pytest.fixture
def org_client(org: RunningOrg) -> Iterator[httpx.Client]:
    """The org's management API."""
    headers = {"Authorization": f"SSWS {org.token}"}
    with httpx.Client(base_url=org.base_url, headers=headers, trust_env=False) as client:
        yield client


@pytest.fixture
def engine(org: RunningOrg, tmp_path: Path, pulumi_cli_folder: Path) -> Engine:
    """The engine for the dev stack of this project, its state aside."""
    plugin = tmp_path / "plugin"
    write_executable(plugin)
    variables = rehearsal_variables(
        Workspace(PROJECT, "dev"), engine=pulumi_cli_folder, org_url=org.base_url, api_token=org.token, stand_in=True
    )
    variables["PATH"] = f"{plugin}:{variables['PATH']}"
    engine = Engine(
        PROJECT,
        "dev",
        tmp_path / "state",
        engine_environment(
            variables
            | {
                "PULUMI_BACKEND_URL": state_url(tmp_path / "state"),
                "PULUMI_HOME": str(tmp_path / "home"),
            }
        ),
    )
    engine.select()
    return engine
