"""What no source tells about Okta's behaviour: one switch for each question, with the answer taken here."""

from __future__ import annotations

from typing import Literal

from pydantic import BaseModel, ConfigDict

from jamf_connect_okta.simulated_org.expression_language.unknowns import GroupsClaimUnknowns


class Unknowns(BaseModel):
    """The answers of an org; a rehearsal that wants to be sure of a question plays both."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    ropg_refusal_for_mfa: Literal["denied_by_policy", "mfa_enabled"] = "denied_by_policy"
    """Which of two texts ROPG gets when the global session policy asks for MFA. Both are in Okta's catalogue; only the
    first was found quoted from Identity Engine orgs."""

    lockout_is_hidden: bool = True
    """A user who is locked out, suspended or deactivated looks like a wrong password to ROPG. Very likely."""

    assignment_is_checked_before_policy: bool = True
    """Whether ROPG is told about a missing assignment, or about a policy that denies, when both apply."""

    status_of_unknown_client: Literal[400, 401] = 401
    """The HTTP status for a client ID that does not exist: 401 in Okta's catalogue, 400 in several recordings."""

    id_token_of_code_flow: Literal["fat", "thin"] = "fat"
    """Whether the ID token that a code is exchanged for carries all claims; Okta's documents contradict each other."""

    groups_claim: GroupsClaimUnknowns = GroupsClaimUnknowns()
    """What groups claims leave open."""
