"""The platform that a User-Agent header gives away."""

from __future__ import annotations

from typing import NamedTuple


class Platform(NamedTuple):
    """Okta's words: `type` is DESKTOP or MOBILE; `os` is MACOS, WINDOWS, LINUX, CHROMEOS, IOS or ANDROID."""

    type: str
    os: str


# The first that fits counts: iPhones also say "Mac OS X", Android phones "Linux".
_MARKS = (
    ("iPhone", Platform("MOBILE", "IOS")),
    ("iPad", Platform("MOBILE", "IOS")),
    ("Android", Platform("MOBILE", "ANDROID")),
    ("CrOS", Platform("DESKTOP", "CHROMEOS")),
    ("Macintosh", Platform("DESKTOP", "MACOS")),
    ("Windows", Platform("DESKTOP", "WINDOWS")),
    ("Linux", Platform("DESKTOP", "LINUX")),
)


def platform_of(user_agent: str) -> Platform | None:
    """The platform, None where the header does not tell.

    A background request of a Mac app names Darwin and its HTTP library, not a Mac; that Okta does not recognise it is
    inferred, and the careful answer.
    """
    return next((platform for mark, platform in _MARKS if mark in user_agent), None)
