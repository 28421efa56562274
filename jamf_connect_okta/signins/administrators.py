"""Whom Jamf Connect makes an administrator of their Mac, by what the profile says of the ID token."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Account:
    """The kind of account that somebody gets on their Mac, and why."""

    administrator: bool
    words: str


@dataclass(frozen=True)
class Administrators:
    """What the login window's profile says: members of `groups`, as the claim `claim` names them.

    Where `ignored`, Jamf Connect leaves account types as they are.
    """

    groups: tuple[str, ...] = ()
    claim: str | None = None
    ignored: bool = False

    def account(self, claims: Mapping[str, Any]) -> Account:
        """What an ID token with these claims makes of its owner."""
        if self.ignored:
            return Account(False, "OIDCIgnoreAdmin is set, so account types stay as they are")
        if not self.groups or self.claim is None:
            return Account(False, "OIDCAdmin names no group")
        value = claims.get(self.claim)
        held = value if isinstance(value, list) else [value]
        there = "is not in the ID token" if value is None else f"is {value!r}"
        words = f"OIDCAdmin names {', '.join(self.groups)}, and the claim {self.claim} {there}"
        return Account(any(group in held for group in self.groups), words)
