"""The one error that a rehearsal ends with, told in a sentence and without a traceback."""


class RehearsalError(Exception):
    """A rehearsal can't go on; the message says why and what to do next."""
