"""The parts that a parsed expression is made of."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeAlias


@dataclass(frozen=True)
class Literal:
    """A text, an integer, true, false or null."""

    value: bool | int | str | None


@dataclass(frozen=True)
class Attribute:
    """`user.<name>`."""

    name: str


@dataclass(frozen=True)
class Listing:
    """`{a, b}`."""

    items: tuple[Node, ...]


@dataclass(frozen=True)
class Call:
    """`Groups.startsWith(…)`: a function known by its full name."""

    name: str
    arguments: tuple[Node, ...]


@dataclass(frozen=True)
class UserGroups:
    """`user.getGroups({key: value, …}, …).![projection]`."""

    criteria: tuple[tuple[tuple[str, Node], ...], ...]
    projection: str


@dataclass(frozen=True)
class Negation:
    """`!part`."""

    part: Node


@dataclass(frozen=True)
class Joined:
    """`a + b`."""

    parts: tuple[Node, ...]


@dataclass(frozen=True)
class Comparison:
    """`a < b`."""

    operator: str
    left: Node
    right: Node


@dataclass(frozen=True)
class AllOf:
    """`a AND b`."""

    parts: tuple[Node, ...]


@dataclass(frozen=True)
class AnyOf:
    """`a OR b`."""

    parts: tuple[Node, ...]


@dataclass(frozen=True)
class Conditional:
    """`condition ? value : … : otherwise`; a chain of them is one node, so that it does not nest."""

    arms: tuple[tuple[Node, Node], ...]
    otherwise: Node


Node: TypeAlias = (
    Literal | Attribute | Listing | Call | UserGroups | Negation | Joined | Comparison | AllOf | AnyOf | Conditional
)
