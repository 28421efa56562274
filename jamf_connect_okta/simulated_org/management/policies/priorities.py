"""How priorities of policies and rules move when two want the same place."""

from __future__ import annotations

from collections.abc import Iterable

from jamf_connect_okta.simulated_org.core.errors import validation
from jamf_connect_okta.simulated_org.core.org import Org
from jamf_connect_okta.simulated_org.core.store import Document


def priority_of(document: Document) -> int:
    """The stored policy's or rule's priority."""
    return int(document["document"]["priority"])


def in_order(documents: Iterable[Document]) -> list[Document]:
    """By priority; a system rule or policy is always last."""
    return sorted(documents, key=lambda one: (bool(one["document"]["system"]), priority_of(one)))


def asked_priority(value: object, *, lowest: int, highest: int) -> int | None:
    """The priority of a body, None when it has none. Raises OktaError."""
    if value is None:
        return None
    if type(value) is not int or not lowest <= value <= highest:
        raise validation("priority", f"priority: must be a number from {lowest} to {highest}")
    return value


def make_room(org: Org, kind: str, siblings: Iterable[Document], priority: int, *, highest: int) -> None:
    """Moves whatever holds the priority one further, and so on until there is a gap; the gaps behind it stay.

    Recorded: a rule that moves up still holds its old place while the others move.
    """
    taken = priority
    for sibling in in_order(siblings):
        if priority_of(sibling) == taken and not sibling["document"]["system"]:
            taken += 1
            if taken > highest:
                raise validation("priority", f"priority: no place is left up to {highest}")
            org.store.put(kind, _moved(sibling, taken))


def insert_contiguously(org: Org, kind: str, siblings: Iterable[Document], priority: int | None) -> int:
    """Makes room in an order without gaps (1, 2, 3, …, the system one last), and returns the place that became free."""
    ordered = in_order(siblings)
    custom = [one for one in ordered if not one["document"]["system"]]
    place = len(custom) + 1 if priority is None else min(max(priority, 1), len(custom) + 1)
    _number(org, kind, [*custom[: place - 1], None, *custom[place - 1 :], *ordered[len(custom) :]])
    return place


def close_gaps(org: Org, kind: str, siblings: Iterable[Document]) -> None:
    """Numbers an order without gaps again, after one was removed."""
    _number(org, kind, list(in_order(siblings)))


def _number(org: Org, kind: str, ordered: list[Document | None]) -> None:
    for place, one in enumerate(ordered, start=1):
        if one is not None and priority_of(one) != place:
            org.store.put(kind, _moved(one, place))


def _moved(one: Document, priority: int) -> Document:
    return {**one, "document": {**one["document"], "priority": priority}}
