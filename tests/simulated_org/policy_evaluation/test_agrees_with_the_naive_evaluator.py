"""For whatever is deployed and whoever tries, the org's evaluator and the naive one say the same."""

from __future__ import annotations

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ..conftest import Json
from .deployed import deployed
from .generated import access_conditions, all_plans, attempts, methods, presented
from .plans import Plan, Rule, Try

_QUICK = settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
_TRIES = st.lists(st.tuples(attempts, presented), min_size=4, max_size=8)


@_QUICK
@given(plan=all_plans, tries=_TRIES)
def test_both_say_the_same_and_name_the_same_rules(plan: Plan, tries: list[tuple[Try, list[str]]]) -> None:
    with deployed(plan) as org:
        for attempt, factors in tries:
            assert org.answer(attempt, factors) == org.naive_answer(attempt, factors), (attempt, factors)


@settings(_QUICK, max_examples=300)
@given(method=methods, ways=st.lists(presented, min_size=8, max_size=16))
def test_both_take_the_same_factors(method: Json, ways: list[list[str]]) -> None:
    with deployed(Plan(catch_all={"access": "ALLOW", "verificationMethod": method})) as org:
        for factors in ways:
            assert org.answer(Try(), factors) == org.naive_answer(Try(), factors), factors


@_QUICK
@given(conditions=access_conditions(has_places=True), tries=st.lists(attempts, min_size=8, max_size=16))
def test_both_see_the_same_conditions_hold(conditions: Json, tries: list[Try]) -> None:
    rule = Rule({"type": "ACCESS_POLICY", "name": "One", "conditions": conditions, "actions": _ALLOW})
    with deployed(Plan(app=[rule], places="POLICY")) as org:
        for attempt in tries:
            assert org.answer(attempt, []) == org.naive_answer(attempt, []), attempt


_ALLOW = {"appSignOn": {"access": "ALLOW", "verificationMethod": {"type": "ASSURANCE", "factorMode": "1FA"}}}


def test_generated_policies_say_everything_there_is_to_say() -> None:
    said: set[tuple[str, ...]] = set()

    @settings(_QUICK, max_examples=200, derandomize=True)
    @given(plan=all_plans, tries=_TRIES)
    def collect(plan: Plan, tries: list[tuple[Try, list[str]]]) -> None:
        with deployed(plan) as org:
            said.update(org.naive_answer(attempt, factors)[:3] for attempt, factors in tries)

    collect()
    words = {"allowed", "denied", "can't be told", "not enough"}
    assert {session for _, session, _ in said} == {app for _, _, app in said} == words | {"blocked"}
    assert {result for result, _, _ in said} == words - {"not enough"}
