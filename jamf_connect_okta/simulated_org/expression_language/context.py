"""What one evaluation knows."""

from __future__ import annotations

from dataclasses import dataclass

from jamf_connect_okta.simulated_org.expression_language.subject import Subject
from jamf_connect_okta.simulated_org.expression_language.unknowns import GroupsClaimUnknowns


@dataclass(frozen=True)
class Context:
    """`code_flow`: the ID token is handed out for an authorization (or interaction) code."""

    subject: Subject
    unknowns: GroupsClaimUnknowns
    code_flow: bool
