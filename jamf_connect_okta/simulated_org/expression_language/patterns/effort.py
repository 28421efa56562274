"""The work that patterns may cost."""

from __future__ import annotations

from dataclasses import dataclass

from jamf_connect_okta.simulated_org.expression_language.errors import UnsupportedExpressionError


@dataclass
class Effort:
    """What is left for all patterns of one evaluation together, in visits to a state (some hundredths of a
    second)."""

    left: int = 120_000

    def spend(self, steps: int) -> None:
        """Raises UnsupportedExpressionError when there is no more."""
        self.left -= steps
        if self.left < 0:
            raise UnsupportedExpressionError("a regular expression that takes this much work")
