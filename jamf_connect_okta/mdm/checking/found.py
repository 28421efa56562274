"""What was found in a file: preferences of one domain, and how macOS would treat them."""

from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Found:
    """Preferences of one domain in one file; `forced` is False where people may change them on their Mac."""

    file: str
    domain: str
    preferences: dict[str, Any]
    scope: str | None = None
    forced: bool = True
