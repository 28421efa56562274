"""What the evaluator has to know of a function."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from jamf_connect_okta.simulated_org.expression_language.context import Context
from jamf_connect_okta.simulated_org.expression_language.values import Value


@dataclass(frozen=True)
class Function:
    """`run` gets the arguments in order; `most` None means any number, `step` that they come in bundles of so many."""

    run: Callable[[Context, list[Value]], Value]
    least: int
    most: int | None
    step: int = 1

    def takes(self, count: int) -> bool:
        in_range = self.least <= count and (self.most is None or count <= self.most)
        return in_range and (count - self.least) % self.step == 0


def of_values(run: Callable[..., Value], least: int, most: int | None = -1, *, step: int = 1) -> Function:
    """A function of its arguments alone; `most` left out is `least`."""
    return Function(lambda _context, arguments: run(*arguments), least, least if most == -1 else most, step)


def of_the_person(run: Callable[..., Value], least: int, most: int | None = -1) -> Function:
    """A function that gets the context before its arguments; `most` left out is `least`."""
    return Function(lambda context, arguments: run(context, *arguments), least, least if most == -1 else most)
