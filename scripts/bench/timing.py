"""How long things take: in seconds, and as the median of several runs."""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable

RUNS = 3


def seconds(action: Callable[[], object]) -> float:
    """How long the action takes once."""
    started = time.perf_counter()
    action()
    return time.perf_counter() - started


def median_seconds(action: Callable[[], object]) -> float:
    """The median of several runs."""
    return statistics.median(seconds(action) for _ in range(RUNS))
