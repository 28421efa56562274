"""The policy pack, run by the real engine: on the shipped stacks, and on programs that other teams might write."""

import re
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml

from guardrails.rules import ALL, added_uris
from jamf_connect_okta.rehearsal.engine import Engine
from jamf_connect_okta.rehearsal.guardrails import guardrail_arguments
from jamf_connect_okta.rehearsal.stack_file import StackFile
from jamf_connect_okta.rehearsal.workspace import Workspace
from tests.components.project_files import stack_file

from .conftest import MakeStack
from .stack_under_test import OURS, PROJECT, StackUnderTest

pytestmark = pytest.mark.engine


@pytest.fixture
def pack() -> dict[str, str]:
    """The arguments with which our commands run the pack."""
    arguments = guardrail_arguments(Workspace(PROJECT, "dev"))
    return dict(zip(arguments[::2], arguments[1::2], strict=True))


def prod_rehearsed() -> dict[str, Any]:
    config = StackFile("prod", stack_file("prod")).rehearsed({}).config
    # The org of these tests is the dev stack's.
    return {key.removeprefix(f"{OURS}:"): value for key, value in config.items()} | {"okta:baseUrl": "okta.invalid"}


@pytest.mark.parametrize("settings", [{}, prod_rehearsed()], ids=["dev", "prod, rehearsed"])
def test_a_shipped_stack_breaks_no_rule_from_its_first_preview_on(
    make_stack: MakeStack, pack: dict[str, str], settings: dict[str, Any]
) -> None:
    stack = make_stack(**settings)
    stack.judged_by = pack["--policy-pack"], pack["--policy-pack-config"]
    for operation in (stack.preview, stack.up, stack.preview):
        operation()
        assert [event.message for event in stack.judgements] == []


Run = Callable[..., tuple[int, str]]


@pytest.fixture
def run(stack: StackUnderTest, pack: dict[str, str], tmp_path: Path) -> Run:
    """Runs one of `programs/` as another team would, with the pack as strict as it comes; the status and the report."""
    folder = tmp_path / "other team"
    folder.mkdir()
    config = {"okta:orgName": "acme", "okta:baseUrl": "okta.invalid"}
    (folder / "Pulumi.yaml").write_text("name: other-team\nruntime: python\n")
    (folder / "Pulumi.dev.yaml").write_text(yaml.safe_dump({"config": config}))
    venv = PROJECT / ".venv"
    environment = {"VIRTUAL_ENV": str(venv), "PATH": f"{venv / 'bin'}:{stack.environment['PATH']}"}
    engine = Engine(folder, "dev", tmp_path / "state", stack.environment | environment)
    engine.select()

    def run(program: str, *arguments: str) -> tuple[int, str]:
        shutil.copy(Path(__file__).parent / "programs" / f"{program}.py", folder / "__main__.py")
        with (tmp_path / "report").open("w+") as report:
            status = engine.run(*arguments, "--policy-pack", pack["--policy-pack"], output=report)
            report.seek(0)
            return status, report.read()

    return run


def told(report: str) -> set[tuple[str, str]]:
    """The levels and the names of the rules that a report lists."""
    return set(re.findall(r"^ +- \[(\w+)]  (\S+)  \(", report, re.MULTILINE))


def test_the_report_on_a_stack_with_every_violation_names_every_rule_at_its_level(run: Run) -> None:
    status, report = run("every_violation", "preview")
    assert status
    # The stand-in plugin doesn't serve the resources that add URIs to an app.
    assert told(report) == {(rule.level, rule.id) for rule in ALL if rule not in added_uris.RULES}


def test_what_no_preview_can_know_is_left_open_and_says_that_the_org_will_have_changed(run: Run) -> None:
    status, report = run("unknowable", "preview")
    assert {("advisory", "consent-trusted"), ("advisory", "users-read-granted")} <= told(report)
    assert "consentMethod of window: only Okta's answers will tell." in report
    assert report.count("will already have changed") >= 2
    assert status == 0, report


@pytest.mark.parametrize("planned", [False, True], ids=["", "of a plan"])
def test_a_deployment_stops_before_an_app_whose_mistake_only_then_is_known(
    run: Run, stack: StackUnderTest, tmp_path: Path, planned: bool
) -> None:
    plan = str(tmp_path / "plan.json")
    if planned:
        status, report = run("unknowable", "preview", "--save-plan", plan)
        assert status == 0, report
    status, report = run("unknowable", "up", "--yes", "--skip-preview", *(["--plan", plan] if planned else []))
    assert status
    assert ("mandatory", "consent-trusted") in told(report)
    calls = [call for call in stack.calls() if call.startswith("POST")]
    assert "POST /api/v1/policies" in calls
    assert "POST /api/v1/apps" not in calls
