"""Each rule notices its own change of a shipped stack, and nobody else's."""

import pytest

from guardrails.rules import ALL

from .mutations import MUTATIONS, Addition, Mutation
from .registered import REHEARSAL, deferred, violations
from .shipped import shipped

PREVIEW = pytest.mark.parametrize("preview", [False, True], ids=["deployment", "first preview"])
STACKS = ["dev", "prod", "prod, rehearsed"]


@PREVIEW
@pytest.mark.parametrize("stack", STACKS)
def test_a_shipped_stack_breaks_no_rule(stack: str, preview: bool) -> None:
    configuration = {} if stack == "prod" else REHEARSAL
    assert violations(shipped(stack, preview=preview), configuration) == {}


@PREVIEW
@pytest.mark.parametrize("stack", STACKS)
def test_a_shipped_stack_leaves_no_rule_in_doubt(stack: str, preview: bool) -> None:
    assert deferred(shipped(stack, preview=preview), REHEARSAL) == {}


def test_each_rule_has_exactly_one_mutation() -> None:
    assert sorted(mutation.rule for mutation in MUTATIONS) == sorted(rule.id for rule in ALL)


@PREVIEW
@pytest.mark.parametrize("mutation", MUTATIONS, ids=str)
def test_a_changed_property_trips_its_rule_only(mutation: Mutation | Addition, preview: bool) -> None:
    stack = mutation.applied_to(shipped(mutation.stack, preview=preview))
    assert set(violations(stack, REHEARSAL)) == {mutation.rule} | mutation.also
