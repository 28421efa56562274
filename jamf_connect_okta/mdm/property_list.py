"""Property lists as bytes: always the same for the same content."""

import plistlib
from collections.abc import Mapping
from typing import Any


def xml(content: Mapping[str, Any]) -> bytes:
    """`content` as an XML property list, keys in order at every level."""
    return plistlib.dumps(dict(content), fmt=plistlib.FMT_XML, sort_keys=True)
