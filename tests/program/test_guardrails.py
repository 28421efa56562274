"""The policy pack, run by the real engine on the shipped stacks and on one that does everything wrong."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pulumi.automation as auto
import pytest

from guardrails.rules import ALL
from jamf_connect_okta.rehearsal.guardrails import guardrail_arguments
from jamf_connect_okta.rehearsal.stack_file import StackFile
from jamf_connect_okta.rehearsal.workspace import Workspace
from jamf_connect_okta.toolchain import pulumi_cli
from tests.components.project_files import stack_file

from .conftest import MakeStack
from .every_violation import everything_wrong
from .stack_under_test import OURS, PROJECT, StackUnderTest, the_program

pytestmark = pytest.mark.engine


@dataclass(frozen=True)
class _Elsewhere(Workspace):
    """This project's workspace, which leaves what it makes at another place."""

    place: Path

    @property
    def home(self) -> Path:
        return self.place


@pytest.fixture
def judged(make_stack: MakeStack, tmp_path: Path) -> MakeStack:
    """Makes a stack that the pack judges as in a rehearsal, or as strictly as a real org's."""
    workspace = _Elsewhere(PROJECT, "dev", tmp_path)
    _, pack, _, configuration = guardrail_arguments(workspace, pulumi_cli.find_or_install(lambda _: None))

    nothing = tmp_path / "strict.json"
    nothing.write_text("{}")

    def make(program: Callable[[], None] = the_program, *, strictly: bool = False, **changes: Any) -> StackUnderTest:
        stack = make_stack(**changes)
        stack.judged_by, stack.program = (pack, str(nothing) if strictly else configuration), program
        return stack

    return make


def prod_rehearsed() -> dict[str, Any]:
    config = StackFile("prod", stack_file("prod")).rehearsed({}).config
    # The org of these tests is the dev stack's.
    return {key.removeprefix(f"{OURS}:"): value for key, value in config.items()} | {"okta:baseUrl": "okta.invalid"}


@pytest.mark.parametrize("settings", [{}, prod_rehearsed()], ids=["dev", "prod, rehearsed"])
def test_a_shipped_stack_breaks_no_rule_from_its_first_preview_on(judged: MakeStack, settings: dict[str, Any]) -> None:
    stack = judged(**settings)
    for operation in (stack.preview, stack.up, stack.preview):
        operation()
        assert [event.message for event in stack.judgements] == []


def test_the_report_on_a_stack_with_every_violation_names_every_rule(judged: MakeStack) -> None:
    stack = judged(everything_wrong, strictly=True)
    with pytest.raises(auto.CommandError) as refused:
        stack.preview()
    assert {event.policy_name for event in stack.judgements} == {rule.id for rule in ALL}
    levels = {event.policy_name: event.enforcement_level for event in stack.judgements}
    assert levels == {rule.id: rule.level for rule in ALL}
    assert all(f"{rule.id}  (" in str(refused.value) for rule in ALL)
