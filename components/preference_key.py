"""What a preference key is: its domain, its type, who decides it, and what it means for the person at the Mac."""

from dataclasses import dataclass
from typing import Literal

LOGIN = "com.jamf.connect.login"
"""The login window; its keys are flat."""
MENU_BAR = "com.jamf.connect"
"""The menu bar app, which Self Service+ carries from Jamf Connect 3 on; its keys are grouped in dictionaries."""
AUTHCHANGER = "com.jamf.connect.authchanger"
"""What makes the login window Jamf Connect's when it is installed."""
LOGINWINDOW = "com.apple.loginwindow"
"""macOS's own login window."""

Kind = Literal["string", "boolean", "integer", "array", "dictionary", "licence"]
Use = Literal["stack", "extra", "never"]


@dataclass(frozen=True)
class PreferenceKey:
    """One key of one domain; `path` has dots where dictionaries nest.

    `use` is `stack` where the exporter writes the key (`setting` says what decides it), `extra` where a stack may add
    it, `never` where it has no place in these profiles. `effect` tells what a wrong value does to people, or why the
    key is never written. A key with a `default` may as well be absent.
    """

    domain: str
    path: str
    kind: Kind
    use: Use
    setting: str
    effect: str
    default: bool | None = None


def has_kind(value: object, kind: Kind) -> bool:
    """Whether a property list's `value` is of `kind`; an array holds strings only."""
    match kind:
        case "boolean":
            return isinstance(value, bool)
        case "integer":
            return isinstance(value, int) and not isinstance(value, bool)
        case "array":
            return isinstance(value, list) and all(isinstance(entry, str) for entry in value)
        case "dictionary":
            return isinstance(value, dict)
        case "licence":
            return isinstance(value, str | bytes)
        case "string":
            return isinstance(value, str)
