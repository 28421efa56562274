"""How this machine's engine gets the policy pack."""

import json
from dataclasses import replace
from pathlib import Path

import pytest

from jamf_connect_okta.rehearsal.guardrails import guardrail_arguments
from jamf_connect_okta.rehearsal.workspace import Workspace
from jamf_connect_okta.toolchain.pulumi_cli import Origin, PulumiCli

BUILT = PulumiCli(Path("/opt/pulumi"), "3.259.0", "built", "")
PROJECT = Path(__file__).parents[2]


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    pack = tmp_path / "a project" / "guardrails"
    pack.mkdir(parents=True)
    for name in ("PulumiPolicy.yaml", "rehearsal.json"):
        (pack / name).write_text((PROJECT / "guardrails" / name).read_text())
    return Workspace(pack.parent, "dev")


@pytest.mark.parametrize("origin", ["path", "installed"])
def test_a_full_engine_runs_the_pack_as_it_is(workspace: Workspace, origin: Origin) -> None:
    arguments = guardrail_arguments(workspace, replace(BUILT, origin=origin))
    pack = workspace.project / "guardrails"
    assert arguments == ("--policy-pack", str(pack), "--policy-pack-config", str(pack / "rehearsal.json"))
    assert not workspace.guardrails.exists()


def test_an_engine_that_was_built_here_runs_a_copy_that_starts_by_itself(workspace: Workspace) -> None:
    _, copy, *_ = guardrail_arguments(workspace, BUILT)
    assert Path(copy).stat().st_mode & 0o111 == 0o111
    program = workspace.project / "guardrails" / "__main__.py"
    assert f"exec '{workspace.venv}/bin/python' '{program}' \"$@\"" in Path(copy).read_text()
    committed = workspace.project / "guardrails" / "PulumiPolicy.yaml"
    assert Path(copy).with_name("PulumiPolicy.yaml").read_text() == committed.read_text()


def test_rehearsals_relax_nothing_but_protection_in_orgs_that_can_t_exist() -> None:
    configuration = json.loads((PROJECT / "guardrails" / "rehearsal.json").read_text())
    assert configuration == {"app-protected": {"exceptHostsBelow": ".invalid"}}
