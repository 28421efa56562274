"""Words that somebody may have meant."""

import difflib
from collections.abc import Iterable

_SHOWN = 30


def meant(word: str, known: Iterable[str]) -> str:
    """What to write instead of a word that does not exist."""
    known = sorted(known)
    close = difflib.get_close_matches(word.lower(), [one.lower() for one in known], n=1)
    if close:
        return f"Did you mean {next(one for one in known if one.lower() == close[0])}?"
    shown = [*known[:_SHOWN], *(["…"] if len(known) > _SHOWN else [])]
    return f"Use one of: {', '.join(shown)}."
