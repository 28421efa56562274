"""How a stack's problems are told to the person who wrote its settings."""

import json
from collections.abc import Iterable
from dataclasses import dataclass

import pulumi

PROJECT_FILE = "Pulumi.yaml"
"""Where values come from that a stack has without saying so."""

HIDDEN = object()
"""The value of a setting that nobody knows and that therefore may be a secret."""


@dataclass(frozen=True)
class Problem:
    """One thing to change before the stack can be deployed.

    `key` is the setting as it stands in the stack file, `value` what it holds now (None: nothing; HIDDEN: it may be a
    secret), `why` the consequence for people who sign in, `fix` what to write instead, `rests_on` the other settings
    that led to this judgement, `without_effect` the settings that do nothing as things are, `source` the file that the
    value came from where that is not the stack's.
    """

    key: str
    value: object
    why: str
    fix: str
    rests_on: tuple[str, ...] = ()
    without_effect: tuple[str, ...] = ()
    source: str = ""


class StackProblemsError(pulumi.RunError):
    """All problems of one stack in one text; the engine prints a RunError without a traceback."""

    def __init__(self, stack: str, problems: Iterable[Problem]) -> None:
        self.stack = stack
        self.problems = tuple(problems)
        super().__init__(_text(stack, self.problems))


def _text(stack: str, problems: tuple[Problem, ...]) -> str:
    count = "1 setting needs" if len(problems) == 1 else f"{len(problems)} settings need"
    paragraphs = [f"Stack '{stack}' can't be deployed, {count} a change:"]
    paragraphs += [f"  {headline(problem)}\n    {problem.why}\n    {problem.fix}" for problem in problems]
    # No stack can take back a key that does not exist.
    if any(problem.source and problem.value is not HIDDEN for problem in problems):
        says = f"{PROJECT_FILE} is for every stack. Pulumi.{stack}.yaml may say something else, such as an empty list."
        paragraphs.append(f"  {says}")
    return "\n\n".join(paragraphs) + "\n"


def headline(problem: Problem) -> str:
    """The setting and what it holds, as far as that may be shown."""
    key = f"{problem.key} ({problem.source})" if problem.source else problem.key
    if problem.value is None:
        return f"{key}: not set"
    if problem.value is HIDDEN:
        return key
    return f"{key}: {json.dumps(problem.value, ensure_ascii=False, default=str)}"
