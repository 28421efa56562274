"""What the evaluator has to know of a function."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from jamf_connect_okta.simulated_org.expression_language.context import Context
from jamf_connect_okta.simulated_org.expression_language.tokens import MAX_LENGTH
from jamf_connect_okta.simulated_org.expression_language.values import Value


@dataclass(frozen=True)
class Function:
    """`run` gets the arguments in order, `counts` says how many there may be."""

    run: Callable[[Context, list[Value]], Value]
    counts: range


def of_values(run: Callable[..., Value], counts: range) -> Function:
    """A function of its arguments alone."""
    return Function(lambda _context, arguments: run(*arguments), counts)


def of_the_person(run: Callable[..., Value], counts: range) -> Function:
    """A function that gets the context before its arguments."""
    return Function(lambda context, arguments: run(context, *arguments), counts)


def exactly(count: int) -> range:
    return range(count, count + 1)


def at_least(count: int, *, step: int = 1) -> range:
    """Any number from `count` on; with `step`, more of them come in bundles of so many."""
    return range(count, MAX_LENGTH, step)
