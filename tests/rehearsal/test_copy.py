"""The project that a copied stack is rehearsed in."""

from pathlib import Path

import pytest
import yaml

from jamf_connect_okta.rehearsal.copy import write_copy
from jamf_connect_okta.rehearsal.stack_file import StackFile
from jamf_connect_okta.rehearsal.workspace import Workspace


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    project = {"name": "jamf-connect-okta", "runtime": {"name": "python", "options": {"virtualenv": ".venv"}}}
    (tmp_path / "Pulumi.yaml").write_text(yaml.safe_dump(project))
    return Workspace(tmp_path, "prod")


def copied(workspace: Workspace, name: str) -> dict[str, object]:
    return dict(yaml.safe_load((workspace.copy / name).read_text()))


def test_the_copy_runs_the_very_same_program(workspace: Workspace) -> None:
    write_copy(workspace, StackFile("prod", {}))
    main = str(copied(workspace, "Pulumi.yaml")["main"])
    assert (workspace.copy / main).resolve() == workspace.project.resolve()


def test_the_copy_holds_the_copied_settings(workspace: Workspace) -> None:
    write_copy(workspace, StackFile("prod", {"jamf-connect-okta:groups": ["Größe & <Co>"]}))
    assert copied(workspace, "Pulumi.prod.yaml")["config"] == {"jamf-connect-okta:groups": ["Größe & <Co>"]}


def test_a_second_copy_keeps_the_salt_that_the_engine_wrote(workspace: Workspace) -> None:
    write_copy(workspace, StackFile("prod", {}))
    file = workspace.copy / "Pulumi.prod.yaml"
    file.write_text(file.read_text() + "encryptionsalt: v1:salt\n")
    write_copy(workspace, StackFile("prod", {}))
    assert copied(workspace, "Pulumi.prod.yaml")["encryptionsalt"] == "v1:salt"


def test_the_copy_has_the_project_s_defaults_but_not_its_provider_settings(workspace: Workspace) -> None:
    file = workspace.project / "Pulumi.yaml"
    file.write_text(file.read_text() + "config: {groups: [Mac Users], okta:baseUrl: {value: okta.com}}\n")
    write_copy(workspace, StackFile("prod", {}, defaults={"jamf-connect-okta:groups": ["Mac Users"]}))
    assert copied(workspace, "Pulumi.yaml")["config"] == {"groups": ["Mac Users"]}
