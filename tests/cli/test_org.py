"""The commands that look after a stack's org."""

import json
from pathlib import Path

import httpx
import pytest
import yaml

from .conftest import Run

Output = pytest.CaptureFixture[str]


def test_an_org_that_runs_tells_its_address_and_token(run: Run, capsys: Output) -> None:
    assert run("org", "start") == 0
    capsys.readouterr()
    assert run("org", "status", "--json") == 0
    address = json.loads(capsys.readouterr().out)["address"]
    me = httpx.get(f"{address['base_url']}/api/v1/users/me", headers={"Authorization": f"SSWS {address['token']}"})
    assert me.status_code == 200


def test_an_org_has_the_session_policies_that_the_stack_s_own_stands_behind(
    run: Run, project: Path, capsys: Output
) -> None:
    file = project / "Pulumi.dev.yaml"
    document = yaml.safe_load(file.read_text())
    document["config"]["jamf-connect-okta:sessionPolicy"] = {"priority": 3}
    file.write_text(yaml.safe_dump(document))
    assert run("org", "start") == 0
    assert "stack's own stands behind: 2 made." in capsys.readouterr().err
    assert run("org", "start") == 0
    assert "stands behind" not in capsys.readouterr().err


def test_an_org_that_does_not_run_is_said_to_be_stopped(run: Run, capsys: Output) -> None:
    assert run("org", "status") == 1
    assert "not running" in capsys.readouterr().out


def test_a_stopped_org_answers_no_more(run: Run, capsys: Output) -> None:
    run("org", "start")
    assert run("org", "stop") == 0
    assert run("org", "status") == 1
    assert "is stopped" in capsys.readouterr().out


def test_a_port_in_use_is_told(run: Run, capsys: Output) -> None:
    run("org", "start")
    capsys.readouterr()
    run("org", "status", "--json")
    port = json.loads(capsys.readouterr().out)["address"]["base_url"].rpartition(":")[2]
    assert run("org", "start", "--stack", "prod", "--port", port) == 1
    assert f"Port {port} is taken" in capsys.readouterr().err


def test_the_log_shows_why_a_call_was_refused(run: Run, capsys: Output) -> None:
    run("org", "start")
    capsys.readouterr()
    run("org", "status", "--json")
    address = json.loads(capsys.readouterr().out)["address"]
    httpx.get(f"{address['base_url']}/api/v1/apps/0oanobody", headers={"Authorization": f"SSWS {address['token']}"})
    assert run("org", "log") == 0
    assert "404 GET    /api/v1/apps/0oanobody  E0000007" in capsys.readouterr().out


def test_a_reset_makes_the_engine_forget_as_well(run: Run, project: Path) -> None:
    state = project / ".rehearsal" / "dev" / "state"
    run("org", "start")
    state.mkdir(parents=True)
    assert run("org", "reset") == 0
    assert not state.exists()


def test_a_copied_stack_that_names_another_group_starts_anew(run: Run, project: Path, capsys: Output) -> None:
    run("org", "start", "--stack", "prod")
    file = project / "Pulumi.prod.yaml"
    document = yaml.safe_load(file.read_text())
    document["config"]["jamf-connect-okta:groups"] = ["Mac Users", "Designers"]
    file.write_text(yaml.safe_dump(document))
    assert run("org", "start", "--stack", "prod") == 0
    assert "starts anew" in capsys.readouterr().err
    run("org", "status", "--stack", "prod", "--json")
    address = json.loads(capsys.readouterr().out)["address"]
    headers = {"Authorization": f"SSWS {address['token']}"}
    groups = httpx.get(f"{address['base_url']}/api/v1/groups?q=Designers", headers=headers).json()
    assert [group["profile"]["name"] for group in groups] == ["Designers"]


def test_an_org_that_has_outlived_its_stack_s_file_can_be_stopped(run: Run, project: Path, capsys: Output) -> None:
    run("org", "start")
    (project / "Pulumi.dev.yaml").unlink()
    assert run("org", "stop") == 0
    assert "is stopped" in capsys.readouterr().out
