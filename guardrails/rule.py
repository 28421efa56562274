"""What a rule is, and how one is run."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from guardrails.facts import NotKnownYetError, Resource
from guardrails.jamf_connect import JamfConnect

Parameters = Mapping[str, Any]


class Level(StrEnum):
    """How much a violation weighs unless the pack's configuration says otherwise."""

    MANDATORY = "mandatory"
    ADVISORY = "advisory"


class Moment(StrEnum):
    """When a rule speaks during a deployment. A preview tells everything that can be known."""

    BEFORE_THE_APP = "before the app changes"
    AFTER_EVERYTHING = "after everything has changed"


@dataclass(frozen=True)
class Parameter:
    """Something that the pack's configuration may set for one rule."""

    name: str
    default: str | list[str]
    meaning: str


@dataclass(frozen=True)
class Violation:
    """A rule is broken: where, and what stands there."""

    where: Resource
    what: str


@dataclass(frozen=True)
class Deferred:
    """A rule can't say anything yet about `where`: the value of `property` is missing."""

    where: Resource
    property: str


Finding = Violation | Deferred

Check = Callable[[Resource, JamfConnect, Parameters], Iterable[Violation]]
Subjects = Callable[[JamfConnect], Iterable[Resource | NotKnownYetError]]


@dataclass(frozen=True)
class Rule:
    """`each` names what is judged, `check` judges one of them.

    `reason` says in one sentence why it matters, `instead` what to write, `source` where both are from.
    """

    id: str
    reason: str
    instead: str
    source: str
    level: Level
    moment: Moment
    each: Subjects
    check: Check
    parameters: tuple[Parameter, ...] = ()

    def findings(self, stack: JamfConnect, configuration: Parameters | None = None) -> Iterator[Finding]:
        """Everything that the rule has to say about a stack. What is missing for one subject spares no other."""
        parameters = {parameter.name: parameter.default for parameter in self.parameters} | dict(configuration or {})
        for subject in self.each(stack):
            try:
                if isinstance(subject, NotKnownYetError):
                    raise subject
                yield from self.check(subject, stack, parameters)
            except NotKnownYetError as missing:
                yield Deferred(missing.resource, missing.property)


def rule(
    id: str,
    *,
    reason: str,
    instead: str,
    source: str,
    each: Subjects,
    level: Level = Level.MANDATORY,
    moment: Moment = Moment.AFTER_EVERYTHING,
    parameters: tuple[Parameter, ...] = (),
) -> Callable[[Check], Rule]:
    """Make a rule of the function that checks it."""

    def made(check: Check) -> Rule:
        return Rule(id, reason, instead, source, level, moment, each, check, parameters)

    return made
