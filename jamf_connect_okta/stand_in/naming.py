"""Names for resources whose program gives them none."""

import random
import re
from collections.abc import Iterator, Mapping
from typing import Any

from jamf_connect_okta.stand_in.resource import ResourceType
from jamf_connect_okta.stand_in.values import Properties

_DIGITS = 7


def with_name(
    kind: ResourceType, inputs: Mapping[str, Any], previous: Mapping[str, Any], resource: str, seed: bytes
) -> Properties:
    """The inputs with a name: the resource's, and seven hex digits against collisions. One that it has stays.

    The official plugin's older half keeps only names that it made up itself. It marks them; we know them by their form.
    """
    named = dict(inputs)
    for name in (name for name in _named(kind) if inputs.get(name) is None):
        before = previous.get(name) or ""
        if before and (kind.is_framework or _is_made_up(before, resource)):
            named[name] = before
        else:
            # The engine's seed makes a deployment name things as its plan did.
            digits = random.Random(seed or None).getrandbits(4 * _DIGITS)  # noqa: S311 - a name, no secret
            named[name] = f"{resource}-{digits:0{_DIGITS}x}"
    return named


def has_own_name(kind: ResourceType, inputs: Mapping[str, Any], resource: str) -> bool:
    """Whether the program itself names the resource.

    Two of one name might not fit side by side, so the official plugin's bridge then has the old one deleted before the
    new one is created, whichever change it is that replaces it: read from the bridge's source.
    """
    return any(inputs.get(name) and not _is_made_up(inputs[name], resource) for name in _named(kind))


def _named(kind: ResourceType) -> Iterator[str]:
    return (name for name, each in kind.schema.items() if each.named)


def _is_made_up(name: str, resource: str) -> bool:
    return re.fullmatch(rf"{re.escape(resource)}-[0-9a-f]{{{_DIGITS}}}", name) is not None
