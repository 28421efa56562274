"""How much a finding weighs, and what a finding is."""

from dataclasses import dataclass
from enum import IntEnum, StrEnum


class Risk(IntEnum):
    """The levels of risk; see docs/review.md for what belongs where."""

    NONE = 0
    LOW = 1
    MEDIUM = 2
    HIGH = 3

    @property
    def word(self) -> str:
        """The level as reports name it."""
        return self.name.lower()


class Subject(StrEnum):
    """What a finding is about, in the order of the report: what judges a change comes before what it does."""

    PROOF = "What judges this change"
    DEPLOYMENT = "Deployment"
    SIGN_INS = "Sign-ins"
    PLAN = "Okta"
    SETTINGS = "Settings"
    GUARDRAILS = "Guardrails"
    PROFILES = "Profiles"


@dataclass(frozen=True)
class Finding:
    """One consequence of a change, in words for people."""

    risk: Risk
    subject: Subject
    text: str


def highest(findings: list[Finding]) -> Risk:
    """The risk of all of them together: that of the worst."""
    return max((finding.risk for finding in findings), default=Risk.NONE)


def in_order(findings: list[Finding]) -> list[Finding]:
    """By subject; within one, the worst first."""
    subjects = list(Subject)
    return sorted(findings, key=lambda finding: (subjects.index(finding.subject), -finding.risk))
