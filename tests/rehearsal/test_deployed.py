"""Where a deployed stack's outputs come from, and where a rehearsal's profiles go."""

import shutil
from pathlib import Path

import pytest

from jamf_connect_okta.rehearsal.deployed import deployed_outputs, profile_folder, rehearsed_outputs
from jamf_connect_okta.rehearsal.engine import Engine
from jamf_connect_okta.rehearsal.errors import RehearsalError
from jamf_connect_okta.rehearsal.workspace import Workspace

PROJECT = Path(__file__).parents[2]


@pytest.fixture
def project(tmp_path: Path) -> Path:
    for file in PROJECT.glob("Pulumi*.yaml"):
        shutil.copy(file, tmp_path)
    return tmp_path


def test_profiles_of_a_rehearsal_stack_are_named_after_it(project: Path) -> None:
    assert profile_folder(Workspace(project, "dev")) == project / "out" / "dev"


def test_profiles_of_a_copied_stack_can_t_be_taken_for_those_of_the_real_org(project: Path) -> None:
    assert profile_folder(Workspace(project, "prod")) == project / "out" / "prod-rehearsed"


def test_a_rehearsal_that_was_never_deployed_has_no_outputs(project: Path) -> None:
    with pytest.raises(RehearsalError, match="make up STACK=dev"):
        deployed_outputs(Workspace(project, "dev"), print)


@pytest.mark.engine
def test_a_rehearsal_without_outputs_is_told_what_deploys_it(engine: Engine) -> None:
    with pytest.raises(RehearsalError, match="make up STACK=dev"):
        rehearsed_outputs(engine)


@pytest.mark.engine
def test_a_stack_that_the_engine_can_t_read_is_told_with_what_to_do(
    project: Path, pulumi_cli_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (project / "state").mkdir()
    monkeypatch.setenv("PULUMI_BACKEND_URL", f"file://{project / 'state'}")
    with pytest.raises(RehearsalError, match=r"no stack named 'prod' found(.|\n)*pulumi login"):
        deployed_outputs(Workspace(project, "prod"), print)
