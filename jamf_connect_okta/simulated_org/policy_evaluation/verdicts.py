"""What was considered, and why it counted or did not: the trace of a decision."""

from __future__ import annotations

from typing import Any, Literal, NamedTuple

RuleOutcome = Literal["match", "no match", "inactive", "can't be told"]
PolicyOutcome = Literal["match", "no match", "inactive", "no rule matched", "can't be told"]


class ConditionVerdict(NamedTuple):
    """One condition: whether it holds (None: this org can't tell), and what it asks for, as Okta keeps it."""

    name: str
    holds: bool | None
    asks: Any


class RuleVerdict(NamedTuple):
    """One rule that was looked at."""

    rule_id: str
    name: str
    outcome: RuleOutcome
    conditions: tuple[ConditionVerdict, ...]


class PolicyVerdict(NamedTuple):
    """One policy that was looked at, with its rules up to the one that decided."""

    policy_id: str
    name: str
    kind: str
    outcome: PolicyOutcome
    conditions: tuple[ConditionVerdict, ...]
    rules: tuple[RuleVerdict, ...]
