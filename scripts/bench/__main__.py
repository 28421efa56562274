"""Measures every figure and prints one table; run it with `make bench`.

A figure outside of its bound is marked as missed. The exit status stays 0: most figures are times, and machines differ.
It takes the dev stack's rehearsal for itself and leaves it deployed; the other orgs it starts end with it.
"""

from rich.console import Console
from rich.table import Table

from jamf_connect_okta.rehearsal.interrupts import heed_interrupts

from . import org, rehearsal, replay, review, sign_ins
from .figure import Unmeasured


def main() -> None:
    """Measure, and print."""
    heed_interrupts()
    table = Table("figure", "median", "bound", "")
    for one in (*rehearsal.figures(), *org.figures(), *sign_ins.figures(), replay.figure(), review.figure()):
        if isinstance(one, Unmeasured):
            table.add_row(one.name, "not measured", "", one.reason)
        else:
            mark = "missed" if one.missed else ""
            table.add_row(one.name, f"{one.value:.2f} {one.unit}", f"{one.side} {one.bound:g} {one.unit}", mark)
    Console().print(table)


if __name__ == "__main__":
    main()
