"""A deployment that was killed stops the next one."""

import io
import json
from typing import Any

import pytest

from scripts.pending_operations import main

CREATE = {"type": "creating", "resource": {"urn": "urn:pulumi:prod::jamf-connect-okta::okta:app/oAuth:OAuth::ropg-app"}}


def status(monkeypatch: pytest.MonkeyPatch, state: dict[str, Any]) -> int:
    monkeypatch.setattr("sys.stdin", io.StringIO(json.dumps(state)))
    return main()


def test_a_begun_create_is_named(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    assert status(monkeypatch, {"deployment": {"pending_operations": [CREATE]}}) == 1
    assert "creating of ropg-app was begun" in capsys.readouterr().out


@pytest.mark.parametrize(
    "state", [{"deployment": {}}, {"deployment": None}, {"deployment": {"pending_operations": []}}]
)
def test_a_state_with_nothing_pending_passes(monkeypatch: pytest.MonkeyPatch, state: dict[str, Any]) -> None:
    assert status(monkeypatch, state) == 0
