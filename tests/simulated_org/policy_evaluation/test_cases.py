"""Every hand-made case comes out as it should, by the org's evaluator and by the naive one."""

from __future__ import annotations

import pytest

from . import (
    assurance_cases,
    catch_all_cases,
    device_cases,
    people_network_cases,
    rule_order_cases,
    session_cases,
)
from .cases import Case, Outcome
from .deployed import deployed

CASES = [
    *session_cases.CASES,
    *catch_all_cases.CASES,
    *people_network_cases.CASES,
    *device_cases.CASES,
    *rule_order_cases.CASES,
    *assurance_cases.CASES,
]


@pytest.mark.parametrize("evaluator", ["answer", "naive_answer"])
@pytest.mark.parametrize("case", CASES, ids=[case.fact for case in CASES])
def test_it_is_so_that(case: Case, evaluator: str) -> None:
    with deployed(case.plan) as org:
        answer = getattr(org, evaluator)(case.attempt, case.presents)
        names = [org.name_of_rule(rule_id) for rule_id in (answer.session_rule, answer.app_rule)]
    assert Outcome(answer.result, *names) == case.outcome, case.source


def test_every_case_states_another_fact() -> None:
    assert len({case.fact for case in CASES}) == len(CASES) >= 40
