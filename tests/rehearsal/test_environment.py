"""The engine's environment in a rehearsal."""

import os
from pathlib import Path

import pytest

from jamf_connect_okta.rehearsal.environment import engine_environment, rehearsal_variables
from jamf_connect_okta.rehearsal.workspace import Workspace


def variables(*, stand_in: bool) -> dict[str, str]:
    workspace = Workspace(Path("/project"), "dev")
    return rehearsal_variables(
        workspace, engine=Path("/engine/bin"), org_url="http://127.0.0.1:1234", api_token="t", stand_in=stand_in
    )


def test_nothing_that_leads_to_a_real_org_is_inherited(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OKTA_ORG_NAME", "acme")
    monkeypatch.setenv("OKTA_ACCESS_TOKEN", "secret")
    monkeypatch.setenv("PULUMI_ACCESS_TOKEN", "secret")
    environment = engine_environment(variables(stand_in=True))
    assert not {"OKTA_ORG_NAME", "OKTA_ACCESS_TOKEN", "PULUMI_ACCESS_TOKEN"} & set(environment)
    assert environment["OKTA_HTTP_PROXY"] == "http://127.0.0.1:1234"


def test_the_project_s_python_comes_first(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "/usr/bin")
    path = variables(stand_in=False)["PATH"].split(os.pathsep)
    assert path == ["/project/.venv/bin", "/engine/bin", "/usr/bin"]


def test_only_the_stand_in_is_put_where_the_engine_finds_it() -> None:
    assert "/project/.rehearsal/dev/plugin" in variables(stand_in=True)["PATH"].split(os.pathsep)
    assert "/project/.rehearsal/dev/plugin" not in variables(stand_in=False)["PATH"].split(os.pathsep)
