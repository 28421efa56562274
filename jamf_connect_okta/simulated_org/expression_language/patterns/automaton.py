"""The automaton of a regular expression: states, joined by characters, by edges of the name, or by nothing."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import assert_never

from jamf_connect_okta.simulated_org.expression_language.errors import UnsupportedExpressionError
from jamf_connect_okta.simulated_org.expression_language.patterns.characters import Characters
from jamf_connect_okta.simulated_org.expression_language.patterns.syntax import Choice, Edge, Node, Repeat, Sequence

# Counts multiply: `((a{99}){99}){99}` would be a million parts.
MAX_PARTS = 4_000


@dataclass
class State:
    """With `guard` the way on is open to those characters, or at that edge; without it always."""

    guard: Characters | Edge | None = None
    ways: list[int] = field(default_factory=list)


class Automaton:
    """Thompson's construction. Raises UnsupportedExpressionError when counts make it too large."""

    def __init__(self, tree: Node) -> None:
        self.states: list[State] = []
        self._parts = 0
        self.accepting = self._new()
        self.first = self._built(tree, self.accepting)

    def _built(self, node: Node, then: int) -> int:
        """The state from which the node leads to `then`."""
        self._parts += 1
        if self._parts > MAX_PARTS:
            raise UnsupportedExpressionError("a regular expression of this size")
        match node:
            case Characters() | Edge():
                return self._new(then, guard=node)
            case Sequence(parts):
                for part in reversed(parts):
                    then = self._built(part, then)
                return then
            case Choice(options):
                return self._new(*[self._built(option, then) for option in options])
            case Repeat(part, least, most):
                return self._repeated(part, least, most, then)
            case _:
                assert_never(node)

    def _repeated(self, part: Node, least: int, most: int | None, then: int) -> int:
        if most is None:
            loop = self._new(then)
            self.states[loop].ways.append(self._built(part, loop))
            at = loop
        else:
            at = then
            for _ in range(most - least):
                at = self._new(self._built(part, at), then)
        for _ in range(least):
            at = self._built(part, at)
        return at

    def _new(self, *ways: int, guard: Characters | Edge | None = None) -> int:
        self.states.append(State(guard, list(ways)))
        return len(self.states) - 1
