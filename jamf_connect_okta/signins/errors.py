"""What keeps sign-ins from being played, told in a sentence and without a traceback."""

from collections.abc import Iterable
from dataclasses import dataclass


class SigninsError(Exception):
    """Sign-ins can't be played; the message says why and what to do next."""


@dataclass(frozen=True)
class Fault:
    """One thing to change in a file of expectations: where, what stands there, why it can't be, what to write."""

    line: int
    what: str
    why: str
    fix: str


class FaultyExpectationsError(SigninsError):
    """All faults of one file in one text."""

    def __init__(self, file: str, faults: Iterable[Fault]) -> None:
        self.faults = tuple(sorted(faults, key=lambda fault: fault.line))
        count = "1 place needs" if len(self.faults) == 1 else f"{len(self.faults)} places need"
        paragraphs = [f"{file} can't be played, {count} a change:"]
        paragraphs += [
            f"  {file}:{fault.line}: {fault.what}\n    {fault.why}\n    {fault.fix}" for fault in self.faults
        ]
        super().__init__("\n\n".join(paragraphs))
