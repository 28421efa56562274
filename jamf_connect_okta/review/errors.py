"""The one error that a review ends with, told in a sentence and without a traceback."""


class ReviewError(Exception):
    """No review can be made; the message says why and what to do next."""
