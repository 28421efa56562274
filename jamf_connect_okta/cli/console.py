"""How the command line speaks: results on standard output, everything else on standard error."""

import json

from rich.console import Console

_errors = Console(stderr=True, highlight=False, soft_wrap=True)
_results = Console(highlight=False, soft_wrap=True)


def say(text: str) -> None:
    """A line for the person at the terminal, not for a script."""
    _errors.print(text, markup=False)


def result(text: str) -> None:
    """A line of the answer that was asked for."""
    _results.print(text, markup=False)


def result_json(value: object) -> None:
    """The answer as JSON, for a script."""
    print(json.dumps(value, indent=2, ensure_ascii=False))


def result_json_line(value: object) -> None:
    """One entry of an answer that is a stream of JSON lines."""
    print(json.dumps(value, ensure_ascii=False))
