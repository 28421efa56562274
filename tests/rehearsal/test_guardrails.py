"""How rehearsals get the policy pack."""

import json
from pathlib import Path

import pytest

from jamf_connect_okta.rehearsal.errors import RehearsalError
from jamf_connect_okta.rehearsal.guardrails import guardrail_arguments
from jamf_connect_okta.rehearsal.workspace import Workspace

PROJECT = Path(__file__).parents[2]


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    pack = tmp_path / "a project" / "guardrails"
    pack.mkdir(parents=True)
    for name in ("PulumiPolicy.yaml", "configuration.json"):
        (pack / name).write_text((PROJECT / "guardrails" / name).read_text())
    return Workspace(pack.parent, "dev")


def test_the_pack_runs_as_it_is_committed(workspace: Workspace) -> None:
    pack = workspace.project / "guardrails"
    configuration = pack / "configuration.json"
    assert guardrail_arguments(workspace) == ("--policy-pack", str(pack), "--policy-pack-config", str(configuration))


def test_a_pack_that_nobody_configured_runs_with_its_defaults(workspace: Workspace) -> None:
    (workspace.project / "guardrails" / "configuration.json").unlink()
    assert guardrail_arguments(workspace) == ("--policy-pack", str(workspace.project / "guardrails"))


def test_the_configuration_relaxes_nothing_but_protection_in_orgs_that_can_t_exist() -> None:
    configuration = json.loads((PROJECT / "guardrails" / "configuration.json").read_text())
    assert configuration == {"app-protected": {"exceptHostsBelow": ".invalid"}}


def test_a_project_without_the_pack_is_told_so(workspace: Workspace) -> None:
    (workspace.project / "guardrails" / "PulumiPolicy.yaml").unlink()
    with pytest.raises(RehearsalError, match="holds no policy pack"):
        guardrail_arguments(workspace)
