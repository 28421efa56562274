"""A regular expression that names are matched against."""

from __future__ import annotations

from collections.abc import Iterable

from jamf_connect_okta.simulated_org.expression_language.patterns.automaton import Automaton
from jamf_connect_okta.simulated_org.expression_language.patterns.characters import Characters
from jamf_connect_okta.simulated_org.expression_language.patterns.effort import Effort
from jamf_connect_okta.simulated_org.expression_language.patterns.syntax import Edge, PatternParser, Repeat, Sequence

_ANYTHING = Repeat(Characters((), excluded=True), 0, None)

States = frozenset[int]


class Pattern:
    """`whole`: it has to match a whole name, not some part of it.

    All ways through the automaton are followed at once, and what was found out for one name is kept for the next.
    Raises EvaluationFailedError for what is no regular expression, UnsupportedExpressionError for what lies outside
    or takes more than the effort that is left; `matches` raises the latter too.
    """

    def __init__(self, pattern: str, *, whole: bool, effort: Effort) -> None:
        tree = PatternParser(pattern).tree()
        self._automaton = Automaton(tree if whole else Sequence((_ANYTHING, tree, _ANYTHING)))
        self._effort = effort
        effort.spend(len(self._automaton.states))
        # Equal sets are one object: large ones would otherwise be compared at every step.
        self._known: dict[States, States] = {}
        self._first = self._reached([self._automaton.first], at_start=True)
        self._steps: dict[tuple[States, str], States] = {}
        self._accepts: dict[tuple[States, bool], bool] = {}

    def matches(self, name: str) -> bool:
        self._effort.spend(len(name) // 4)  # A known step is cheaper than a visit.
        states = self._first
        for character in name:
            key = (states, character)
            if key not in self._steps:
                self._steps[key] = self._after(states, character)
            states = self._steps[key]
        key_at_end = (states, not name)
        if key_at_end not in self._accepts:
            reached = self._reached(states, at_start=not name, at_end=True)
            self._accepts[key_at_end] = self._automaton.accepting in reached
        return self._accepts[key_at_end]

    def _after(self, states: States, character: str) -> States:
        ways: list[int] = []
        for state in (self._automaton.states[index] for index in states):
            if isinstance(state.guard, Characters):
                self._effort.spend(1 + len(state.guard.ranges))
                if character in state.guard:
                    ways += state.ways
        return self._reached(ways)

    def _reached(self, states: Iterable[int], *, at_start: bool = False, at_end: bool = False) -> States:
        """The states, and those behind open ways. Only guarded and accepting ones matter, and are kept."""
        waiting, seen, visits = list(states), set[int](), 0
        kept = []
        while waiting:
            visits += 1
            index = waiting.pop()
            if index in seen:
                continue
            seen.add(index)
            state = self._automaton.states[index]
            if state.guard is not None or not state.ways:
                kept.append(index)
            if state.guard is None or (
                isinstance(state.guard, Edge) and (at_start if state.guard.at_start else at_end)
            ):
                waiting += state.ways
        self._effort.spend(visits)
        found = frozenset(kept)
        return self._known.setdefault(found, found)
