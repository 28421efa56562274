"""What each rule says, case by case."""

import pytest

from guardrails.rule import Deferred, Violation
from guardrails.rules import ALL

from . import (
    added_uri_cases,
    app_cases,
    app_policy_cases,
    mfa_policy_cases,
    ropg_policy_cases,
    session_cases,
    whole_stack_cases,
)
from .cases import BY_ID, Case

CASES = [
    *app_cases.CASES,
    *added_uri_cases.CASES,
    *app_policy_cases.CASES,
    *ropg_policy_cases.CASES,
    *mfa_policy_cases.CASES,
    *session_cases.CASES,
    *whole_stack_cases.CASES,
]

NEVER_WAITS = {"app-protected"}
"""The engine always knows a resource's options; an org that it does not know counts as a real one."""


@pytest.mark.parametrize("case", CASES, ids=str)
def test_a_rule(case: Case) -> None:
    findings = list(BY_ID[case.rule].findings(case.stack, case.configuration))
    kinds = {"passes": (), "breaks": (Violation,), "waits": (Deferred,)}[case.verdict]
    assert {type(finding) for finding in findings} == set(kinds)
    assert {finding.where.name for finding in findings} == set(case.where)


@pytest.mark.parametrize("rule", [rule.id for rule in ALL])
def test_each_rule_is_shown_to_pass_to_break_and_to_wait(rule: str) -> None:
    verdicts = {"passes", "breaks"} if rule in NEVER_WAITS else {"passes", "breaks", "waits"}
    assert {case.verdict for case in CASES if case.rule == rule} == verdicts
