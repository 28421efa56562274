"""The one error that getting a tool ends with, told in its own words and without a traceback."""


class ToolchainError(Exception):
    """A tool is not to be had here; the message says what was tried and what to do."""
