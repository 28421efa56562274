"""The one error that an export ends with, told in a sentence and without a traceback."""


class ExportError(Exception):
    """Profiles can't be written or compared; the message says why and what to do next."""
