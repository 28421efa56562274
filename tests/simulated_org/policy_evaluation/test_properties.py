"""What holds for every org, every attempt and all factors, whatever is deployed."""

from __future__ import annotations

from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ..conftest import Json
from .deployed import Deployed, deployed
from .generated import all_plans, app_rules, attempts, presented, session_rules
from .naive_factors import FACTOR_NAMES
from .plans import NOBODYS, Plan, Policy, Rule, Try

_QUICK = settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.too_slow])
_ANY_FACTOR: Json = {"type": "ASSURANCE", "factorMode": "1FA"}
_ALLOW_APP: Json = {"appSignOn": {"access": "ALLOW", "verificationMethod": _ANY_FACTOR}}
_DENY_APP: Json = {"appSignOn": {"access": "DENY"}}
_DENY_SESSION: Json = {"signon": {"access": "DENY"}}


def app_rule(actions: Json, name: str = "New", **more: Any) -> Rule:
    return Rule({"type": "ACCESS_POLICY", "name": name, "actions": actions, **more})


def session_rule(actions: Json, name: str = "New", **more: Any) -> Rule:
    return Rule({"type": "SIGN_ON", "name": name, "actions": actions, **more})


def said(org: Deployed, attempt: Try) -> tuple[object, ...]:
    """Everything that both decisions come to."""
    evaluation = org.evaluation(attempt)
    return tuple((one.rule and one.rule["id"], one.effect, one.demands) for one in (evaluation.session, evaluation.app))


def decided_at(org: Deployed, attempt: Try) -> int:
    """The priority of the app's rule that decided."""
    rule = org.evaluation(attempt).app.rule
    assert rule is not None
    return int(rule["document"]["priority"])


@_QUICK
@given(plan=all_plans, attempt=attempts, actions=st.sampled_from([_ALLOW_APP, _DENY_APP]))
def test_a_rule_without_conditions_on_top_decides(plan: Plan, attempt: Try, actions: Json) -> None:
    with deployed(plan) as org:
        rule_id = org.add_rule(org.policy_id, app_rule(actions), priority=0)
        decision = org.evaluation(attempt).app
        assert decision.rule is not None
        assert (decision.rule["id"], decision.effect) == (rule_id, actions["appSignOn"]["access"].lower())


@_QUICK
@given(plan=all_plans, attempt=attempts)
def test_the_rules_above_the_one_that_decides_do_not_match_on_their_own(plan: Plan, attempt: Try) -> None:
    with deployed(plan) as org:
        place = decided_at(org, attempt)
    with deployed(Plan(app=[], catch_all=plan.catch_all, places=plan.places)) as org:
        for priority, rule in enumerate(plan.app[:place]):
            rule_id = org.add_rule(org.policy_id, rule, priority=priority)
            decision = org.evaluation(attempt).app
            assert decision.rule is not None
            assert decision.rule["id"] != rule_id


@_QUICK
@given(plan=all_plans, attempt=attempts, rule=app_rules())
def test_a_rule_below_the_one_that_decides_changes_nothing(plan: Plan, attempt: Try, rule: Rule) -> None:
    with deployed(plan) as org:
        org.add_rule(org.policy_id, app_rule(_ALLOW_APP, "Last"), priority=97)  # Nothing goes below the catch-all rule.
        before, place = said(org, attempt), decided_at(org, attempt)
        org.add_rule(org.policy_id, rule, name="New", priority=place + 1)
        assert said(org, attempt) == before


@_QUICK
@given(plan=all_plans, attempt=attempts, rule=session_rules())
def test_a_session_rule_or_policy_below_the_one_that_decides_changes_nothing(
    plan: Plan, attempt: Try, rule: Rule
) -> None:
    with deployed(plan) as org:
        policy = Policy([session_rule({"signon": {"access": "ALLOW"}}, "Last")], groups=())
        org.new_session_policy("Last", policy, priority=10_000)  # Nothing goes below the default policy.
        before, decision = said(org, attempt), org.evaluation(attempt).session
        assert decision.policy is not None
        assert decision.rule is not None
        org.add_rule(decision.policy["id"], rule, name="New", priority=decision.rule["document"]["priority"] + 1)
        org.new_session_policy("New", Policy([session_rule(_DENY_SESSION)], groups=()), priority=10_000)
        assert said(org, attempt) == before


@_QUICK
@given(plan=all_plans, attempt=attempts)
def test_deny_wins_over_anything_weaker(plan: Plan, attempt: Try) -> None:
    """Whichever of both policies says it, and whatever else can't be told or is satisfied."""
    with deployed(plan) as org:
        org.add_rule(org.policy_id, app_rule(_DENY_APP), priority=0)
        assert org.answer(attempt, FACTOR_NAMES).result == "denied"
    with deployed(plan) as org:
        org.new_session_policy("New", Policy([session_rule(_DENY_SESSION)], groups=()), priority=1)
        assert org.answer(attempt, FACTOR_NAMES).result == "denied"


@_QUICK
@given(plan=all_plans, attempt=attempts, factors=presented)
def test_whoever_gets_in_satisfies_both_policies(plan: Plan, attempt: Try, factors: list[str]) -> None:
    with deployed(plan) as org:
        answer = org.answer(attempt, factors)
        assert (answer.result == "allowed") == ((answer.session, answer.app) == ("allowed", "allowed"))


@_QUICK
@given(plan=all_plans, attempt=attempts, rules=st.lists(app_rules(), max_size=2))
def test_a_policy_that_is_not_the_apps_changes_nothing(plan: Plan, attempt: Try, rules: list[Rule]) -> None:
    with deployed(plan) as org:
        before = said(org, attempt)
        policy_id = org.new_access_policy("Another", [], _DENY_APP["appSignOn"])
        for number, rule in enumerate(rules):
            org.add_rule(policy_id, rule, name=f"Rule {number}")
        assert said(org, attempt) == before


@_QUICK
@given(plan=all_plans, attempt=attempts)
def test_a_session_policy_for_other_groups_changes_nothing(plan: Plan, attempt: Try) -> None:
    with deployed(plan) as org:
        before = said(org, attempt)
        org.new_session_policy("Others", Policy([session_rule(_DENY_SESSION)], groups=[NOBODYS]), priority=1)
        assert said(org, attempt) == before


@_QUICK
@given(plan=all_plans, attempt=attempts)
def test_a_session_policy_without_rules_changes_nothing(plan: Plan, attempt: Try) -> None:
    with deployed(plan) as org:
        before = said(org, attempt)
        org.new_session_policy("Empty", Policy([], groups=()), priority=1)
        assert said(org, attempt) == before


@_QUICK
@given(plan=all_plans, attempt=attempts, rule=app_rules())
def test_an_inactive_rule_changes_nothing(plan: Plan, attempt: Try, rule: Rule) -> None:
    with deployed(plan) as org:
        before = said(org, attempt)
        org.add_rule(org.policy_id, Rule(rule.body, False, rule.planted), name="New", priority=0)
        assert said(org, attempt) == before


@_QUICK
@given(plan=all_plans, attempt=attempts)
def test_an_inactive_session_rule_or_policy_changes_nothing(plan: Plan, attempt: Try) -> None:
    denying = session_rule(_DENY_SESSION)
    with deployed(plan) as org:
        before = said(org, attempt)
        org.new_session_policy("Inactive", Policy([denying], groups=(), active=False), priority=1)
        org.new_session_policy("Active", Policy([Rule(denying.body, active=False)], groups=()), priority=1)
        assert said(org, attempt) == before


@_QUICK
@given(plan=all_plans, attempt=attempts, data=st.data())
def test_the_order_in_which_rules_are_made_does_not_matter(plan: Plan, attempt: Try, data: st.DataObject) -> None:
    priorities = data.draw(st.lists(st.integers(0, 98), min_size=3, max_size=3, unique=True))
    numbered = list(zip(priorities, plan.app, strict=False))
    names = []
    for rules in (sorted(numbered, key=lambda one: one[0]), data.draw(st.permutations(numbered))):
        with deployed(Plan(plan.session, [], plan.catch_all, plan.places)) as org:
            for priority, rule in rules:
                org.add_rule(org.policy_id, rule, priority=priority)
            decision = org.evaluation(attempt).app
            assert decision.rule is not None
            names.append(decision.rule["document"]["name"])
    assert names[0] == names[1]
