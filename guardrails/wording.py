"""How values are shown to the person whose stack it is."""

import json
from collections.abc import Iterable

from guardrails.facts import Value


def shown(value: Value) -> str:
    """A value as it would stand in a program's source."""
    return "not set" if value is None else json.dumps(value, ensure_ascii=False, sort_keys=True)


def listed(values: Iterable[str]) -> str:
    """Ids or names, the same ones always in the same order; of a URN only the resource's name."""
    return ", ".join(sorted(value.rpartition("::")[2] for value in values)) or "none"
