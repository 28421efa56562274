"""Names for resources whose program gives them none."""

import random
import re
from collections.abc import Mapping
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
    for name in (name for name, each in kind.schema.items() if each.named and inputs.get(name) is None):
        before = previous.get(name) or ""
        is_ours = re.fullmatch(rf"{re.escape(resource)}-[0-9a-f]{{{_DIGITS}}}", before)
        if before and (kind.is_framework or is_ours):
            named[name] = before
        else:
            # The engine's seed makes a deployment name things as its plan did.
            digits = random.Random(seed or None).getrandbits(4 * _DIGITS)  # noqa: S311 - a name, no secret
            named[name] = f"{resource}-{digits:0{_DIGITS}x}"
    return named
