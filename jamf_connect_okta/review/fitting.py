"""Leaves out of a text that is too long what matters least, always whole parts of it."""

from collections.abc import Sequence
from dataclasses import dataclass

from jamf_connect_okta.review.comment_text import size


@dataclass(frozen=True)
class Part:
    """A part of a text, which may have a shorter form. The higher the rank, the sooner it is left out.

    A heading goes with the last part that stands below it; `heading` is its level.
    """

    rank: int
    text: str
    shorter: str | None = None
    heading: int = 0


def fitted(parts: Sequence[Part], limit: int, note: str) -> str:
    """The parts one below the other, in at most `limit` bytes; at the end `note`, where one is missing."""
    whole = "".join(f"{part.text}\n" for part in parts)
    if size(whole) <= limit:
        return whole
    room = limit - size(f"\n{note}\n")
    shown: dict[int, str] = {}
    for index, part in sorted(enumerate(parts), key=lambda numbered: numbered[1].rank):
        for form in (part.text, part.shorter):
            if form is not None and size(form) + 1 <= room:
                shown[index] = form
                room -= size(form) + 1
                break
    return "".join(f"{shown[index]}\n" for index in _with_something_below(parts, shown)) + f"\n{note}\n"


def _with_something_below(parts: Sequence[Part], shown: dict[int, str]) -> list[int]:
    """What is shown, without the headings of what is not."""
    kept: list[int] = []
    for index in sorted(shown, reverse=True):
        level = parts[index].heading
        below = parts[kept[-1]] if kept else None
        if not level or (below is not None and (not below.heading or below.heading > level)):
            kept.append(index)
    return kept[::-1]
