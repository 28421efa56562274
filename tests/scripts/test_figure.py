"""When a figure of `make bench` is missed."""

from __future__ import annotations

from scripts.bench.figure import Figure


def test_a_figure_with_a_most_is_missed_above_it() -> None:
    values = (14.9, 15, 15.1)
    assert [Figure("make up", value, 15, "s").missed for value in values] == [False, False, True]


def test_a_figure_with_a_least_is_missed_below_it() -> None:
    values = (399, 400, 401)
    assert [Figure("calls", value, 400, "a second", "at least").missed for value in values] == [True, False, False]
