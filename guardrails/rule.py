"""What a rule is, and how one is run."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Generic, TypeVar

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
    """A rule is broken: where, what stands there, and what to write there instead."""

    where: Resource
    what: str
    instead: str


@dataclass(frozen=True)
class Deferred:
    """A rule can't say anything yet about `where`: the value of `property` is missing."""

    where: Resource
    property: str


Finding = Violation | Deferred

Subject = TypeVar("Subject")
Check = Callable[[Subject, JamfConnect, Parameters], Iterable[Violation]]
Subjects = Callable[[JamfConnect], Iterable[Subject | NotKnownYetError]]


@dataclass(frozen=True)
class Rule(Generic[Subject]):
    """`each` names what is judged, `check` judges one of them; `reason` is one sentence, `source` where it is from."""

    id: str
    reason: str
    source: str
    level: Level
    moment: Moment
    each: Subjects[Subject]
    check: Check[Subject]
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
    source: str,
    each: Subjects[Subject],
    level: Level = Level.MANDATORY,
    moment: Moment = Moment.AFTER_EVERYTHING,
    parameters: tuple[Parameter, ...] = (),
) -> Callable[[Check[Subject]], Rule[Subject]]:
    """Make a rule of the function that checks it."""

    def made(check: Check[Subject]) -> Rule[Subject]:
        return Rule(id, reason, source, level, moment, each, check, parameters)

    return made
