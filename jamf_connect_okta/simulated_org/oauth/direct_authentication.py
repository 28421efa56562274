"""What an app with Okta's direct authentication grants hears when a password is not enough."""

from __future__ import annotations

import secrets

from jamf_connect_okta.simulated_org.core.errors import FailedSignInError
from jamf_connect_okta.simulated_org.policy_evaluation.attempt import Attempt
from jamf_connect_okta.simulated_org.policy_evaluation.evaluation import PASSWORD_ALONE, Evaluation
from jamf_connect_okta.simulated_org.policy_evaluation.factors import FACTORS

_PREFIX = "http://auth0.com/oauth/grant-type/"
_FACTORS = {f"{_PREFIX}mfa-otp": ("totp", "google_otp"), f"{_PREFIX}mfa-oob": ("push", "sms", "voice")}
"""The grants, which this org does not serve any further, with the factors that they verify (inferred)."""


class MfaRequiredError(FailedSignInError):
    """The password was right; the token would go on with the next factor."""

    def body(self) -> dict[str, object]:
        return {**super().body(), "mfa_token": secrets.token_urlsafe(32)}


def mfa_refusal(attempt: Attempt, evaluation: Evaluation) -> FailedSignInError | None:
    """The refusal of such an app; None for all others, which hear of the policy."""
    configured = attempt.app["document"]["settings"]["oauthClient"]["grant_types"]
    grants = [grant for grant in _FACTORS if grant in configured]
    if not grants:
        return None
    own = [FACTORS[name] for name in attempt.user.get("factors", ())]
    next_ones = [factor.name for factor in evaluation.next_factors(PASSWORD_ALONE, own)]
    if any(name in _FACTORS[grant] for grant in grants for name in next_ones):
        return MfaRequiredError(
            403, "mfa_required", "Verify with an additional authenticator to complete the sign-in process."
        )
    if next_ones:
        text = "The grant types required to satisfy sign on policy are disabled for the client."
    else:
        text = (
            "User couldn't be signed-in through direct authentication because authentication policy wasn't satisfied."
        )
    return FailedSignInError(403, "access_denied", text)
