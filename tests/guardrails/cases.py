"""What a rule has to say about one stack."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal

from guardrails.jamf_connect import JamfConnect
from guardrails.rules import ALL

from .hand_made import hand_made

BY_ID = {rule.id: rule for rule in ALL}

Verdict = Literal["passes", "breaks", "waits"]


@dataclass(frozen=True)
class Case:
    """`where` names the resources that a violation or a doubt is about."""

    rule: str
    verdict: Verdict
    when: str
    stack: JamfConnect
    where: tuple[str, ...]
    configuration: Mapping[str, Any]

    def __str__(self) -> str:
        return f"{self.rule} {self.verdict} where {self.when}"


def passes(rule: str, when: str, stack: JamfConnect | None = None, **configuration: Any) -> Case:
    return Case(rule, "passes", when, stack or hand_made(), (), configuration)


def breaks(rule: str, when: str, where: str, stack: JamfConnect, **configuration: Any) -> Case:
    return Case(rule, "breaks", when, stack, tuple(where.split(" and ")), configuration)


def waits(rule: str, when: str, where: str, stack: JamfConnect, **configuration: Any) -> Case:
    return Case(rule, "waits", when, stack, tuple(where.split(" and ")), configuration)
