"""A figure: what was measured, beside what it may be."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True)
class Figure:
    """A measured value and its bound, a most or a least; `unit` is for people."""

    name: str
    value: float
    bound: float
    unit: str
    side: Literal["at most", "at least"] = "at most"

    @property
    def missed(self) -> bool:
        """Whether the value is on the wrong side of its bound."""
        return self.value > self.bound if self.side == "at most" else self.value < self.bound


@dataclass(frozen=True)
class Unmeasured:
    """A figure that can't be measured here; `reason` says why."""

    name: str
    reason: str
