"""Where a rehearsal finds the project and the stack."""

from pathlib import Path

import pytest

from jamf_connect_okta.rehearsal.errors import RehearsalError
from jamf_connect_okta.rehearsal.workspace import find_workspace


@pytest.fixture
def project(tmp_path: Path) -> Path:
    (tmp_path / "Pulumi.yaml").write_text("name: jamf-connect-okta\nruntime: python\n")
    (tmp_path / "Pulumi.dev.yaml").write_text("config: {}\n")
    (tmp_path / "deep" / "inside").mkdir(parents=True)
    return tmp_path


def test_the_project_is_found_from_any_folder_inside_it(project: Path) -> None:
    assert find_workspace("dev", project / "deep" / "inside").project == project


def test_everything_that_a_rehearsal_makes_lies_in_the_ignored_folder(project: Path) -> None:
    workspace = find_workspace("dev", project)
    made = [workspace.org, workspace.engine_state, workspace.plugin, workspace.copy]
    assert all(path.is_relative_to(project / ".rehearsal") for path in made)


def test_an_unknown_stack_is_refused_with_the_known_ones(project: Path) -> None:
    with pytest.raises(RehearsalError, match=r"no stack 'prd'.*Stacks here: dev\."):
        find_workspace("prd", project)


def test_another_project_s_folder_is_refused(tmp_path: Path) -> None:
    (tmp_path / "Pulumi.yaml").write_text("name: another\n")
    with pytest.raises(RehearsalError, match="not in a jamf-connect-okta project"):
        find_workspace("dev", tmp_path)
