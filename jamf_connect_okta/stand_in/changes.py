"""The differences between a resource's state and its plan, as the engine displays and judges them."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Literal

from jamf_connect_okta.stand_in.plan import same
from jamf_connect_okta.stand_in.schema import Property, Schema
from jamf_connect_okta.stand_in.values import Json


@dataclass(frozen=True)
class Change:
    """A property path (`groups[0].priority`) that differs; `replaces` if only a new resource can have the value."""

    path: str
    kind: Literal["ADD", "UPDATE", "DELETE"]
    replaces: bool

    @property
    def property(self) -> str:
        """The property of the resource that the path lies in."""
        return self.path.partition(".")[0].partition("[")[0]


def changes(schema: Schema, state: Mapping[str, Any], planned: Mapping[str, Any]) -> list[Change]:
    """Every difference. What the program can't set is none."""
    return [
        change
        for name, prop in schema.items()
        if not prop.output
        for change in _changes(name, prop, state.get(name), planned.get(name), prop.replaces)
    ]


def _changes(path: str, prop: Property, old: Json, new: Json, replaces: bool) -> Iterator[Change]:
    if same(prop, old, new):
        return
    if old is None:
        yield Change(path, "ADD", replaces)
    elif new is None:
        yield Change(path, "DELETE", replaces)
    elif prop.kind == "block" and isinstance(new, dict):
        for name, each in (prop.fields or {}).items():
            if not each.output:
                yield from _changes(f"{path}.{name}", each, old.get(name), new.get(name), replaces)
    elif prop.kind == "list" and isinstance(new, list):
        for index, (before, after) in enumerate(zip(old, new, strict=False)):
            yield from _changes(f"{path}[{index}]", prop.elements, before, after, replaces)
        for index in range(len(new), len(old)):
            yield Change(f"{path}[{index}]", "DELETE", replaces)
        for index in range(len(old), len(new)):
            yield Change(f"{path}[{index}]", "ADD", replaces)
    elif prop.kind == "set" and isinstance(new, list):
        yield from _set_changes(path, prop, old, new, replaces)
    else:
        yield Change(path, "UPDATE", replaces)


def _set_changes(path: str, prop: Property, old: list[Any], new: list[Any], replaces: bool) -> Iterator[Change]:
    def missing(values: list[Any], others: list[Any]) -> set[int]:
        return {
            index
            for index, value in enumerate(values)
            if not any(same(prop.elements, value, other) for other in others)
        }

    gone, come = missing(old, new), missing(new, old)
    for index in sorted(gone | come):
        kind: Literal["ADD", "UPDATE", "DELETE"] = "UPDATE" if index in gone & come else "ADD"
        yield Change(f"{path}[{index}]", "DELETE" if index not in come else kind, replaces)
