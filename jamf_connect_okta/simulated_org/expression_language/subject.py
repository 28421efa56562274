"""Who an expression is evaluated for."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True)
class MemberGroup:
    """A group that the person belongs to.

    `type` is OKTA_GROUP, APP_GROUP or BUILT_IN (Everyone). `source` is None for Okta's own groups, else what an
    expression calls the source: `active_directory`, or the id of an app instance.
    """

    id: str
    name: str
    type: str
    source: str | None = None
    profile: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Subject:
    """A person: their groups, and the profile behind `user.<attribute>`."""

    groups: Sequence[MemberGroup]
    profile: Mapping[str, Any] = field(default_factory=dict)
