"""How an expression ends when it has no value."""

from __future__ import annotations


class UnsupportedExpressionError(Exception):
    """Okta may well evaluate it, the simulated org does not: it lies outside, or what Okta does is not recorded."""

    def __init__(self, what: str) -> None:
        super().__init__(f"the simulated org does not evaluate {what}")
        self.what = what


class MalformedExpressionError(Exception):
    """It is no expression. Okta refuses such a text when the claim is saved."""

    def __init__(self, problem: str, position: int) -> None:
        super().__init__(f"{problem}, at character {position + 1}")
        self.problem = problem
        self.position = position


class EvaluationFailedError(Exception):
    """Okta answers 400 server_error, "The 'groups' user claim could not be evaluated." (its catalogue of errors)."""


class TooManyGroupsError(Exception):
    """Okta answers 400 server_error, "The groups claim matched too many groups and must be configured to match fewer
    groups." (its catalogue of errors)."""
