"""What a report's Markdown keeps to, so that it can become a comment; standard library only, as its readers are."""

import re

LIMIT = 60_000
"""Bytes. GitHub takes 65,536 characters; what a comment says beside the report has its place in the rest."""

_MENTION = re.compile(r"(?<!\w)@(?=\w)")
_LOADED = re.compile(r"<(?=!--|img|picture|source|video)", re.IGNORECASE)


def tamed(text: str) -> str:
    """`text` without mentions and images: it neither notifies anybody, nor loads anything. Tame text stays as it is."""
    return _LOADED.sub("&lt;", _MENTION.sub("@\u200b", text).replace("![", "!\u200b["))


def size(text: str) -> int:
    """In bytes, whatever the alphabet."""
    return len(text.encode(errors="replace"))
