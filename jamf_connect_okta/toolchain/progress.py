"""How the person who waits is told what is going on."""

from collections.abc import Callable

Progress = Callable[[str], None]
"""Takes one line: a step that begins, or that is still under way."""
