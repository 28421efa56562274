"""grant_type=password: what Jamf Connect checks passwords with (RFC 6749, section 4.3)."""

from __future__ import annotations

from typing import NoReturn

from jamf_connect_okta.simulated_org.core.api import Call
from jamf_connect_okta.simulated_org.core.errors import FailedSignInError, OAuthError
from jamf_connect_okta.simulated_org.core.store import Document
from jamf_connect_okta.simulated_org.oauth.direct_authentication import mfa_refusal
from jamf_connect_okta.simulated_org.oauth.grant import Grant
from jamf_connect_okta.simulated_org.oauth.parameters import Parameters, required
from jamf_connect_okta.simulated_org.oauth.requested_scopes import check_consent, granted_scopes
from jamf_connect_okta.simulated_org.policy_evaluation import words
from jamf_connect_okta.simulated_org.policy_evaluation.attempt import Attempt
from jamf_connect_okta.simulated_org.policy_evaluation.evaluation import PASSWORD_ALONE, Evaluation, evaluate
from jamf_connect_okta.simulated_org.policy_evaluation.words import Reason
from jamf_connect_okta.simulated_org.sign_in.attempts import attempt_of, is_assigned
from jamf_connect_okta.simulated_org.sign_in.passwords import PasswordRefusedError, check_password, person_named
from jamf_connect_okta.simulated_org.sign_in.records import record_allowed, record_denied

FLOW = "ropg"
_INVALID = "The credentials provided were invalid."
_TEXTS = {
    "password_expired": "Password has expired.",
    "no_password": "The user does not configure a password.",
}
_DENIED_BY_POLICY = "Resource owner password credentials authentication denied by sign on policy."
_MFA_ENABLED = "Resource owner password credentials cannot be used with MFA enabled."


def password_grant(call: Call, app: Document, parameters: Parameters) -> Grant:
    """Scopes, then the password, then assignment and policies; the first that fails answers. Raises OAuthError.

    No session is looked for and none begins: every call is a fresh sign-in with nothing but a password.
    """
    username, password = required(parameters, "username"), required(parameters, "password")
    if call.org.rate_limits.is_too_fast(username, call.org.clock().timestamp()):
        raise OAuthError(429, "invalid_grant", "API call exceeded rate limit due to too many requests.")
    scopes = granted_scopes(call.org, app, parameters.get("scope", ""))
    check_consent(app, scopes, by_password=True)
    try:
        user = check_password(call.org, person_named(call.org, username), username, password)
    except PasswordRefusedError as error:
        record_denied(call, FLOW, app["clientId"], username, error.reason)
        hidden = error.reason.code not in ("locked_out", "inactive_user") or call.org.unknowns.lockout_is_hidden
        text = _TEXTS.get(error.reason.code, _INVALID if hidden else error.reason.words)
        raise FailedSignInError(400, "invalid_grant", text) from None
    attempt = attempt_of(call, user, app)
    evaluation = evaluate(call.org, attempt)
    checks = [_check_assignment, _check_policies]
    for check in checks if call.org.unknowns.assignment_is_checked_before_policy else reversed(checks):
        check(call, attempt, evaluation)
    record_allowed(call, FLOW, app["clientId"], user["login"], ("password",), evaluation)
    now = call.org.clock().timestamp()
    # Thin, whatever the scopes: an access token comes along, so the claims are left to userinfo.
    return Grant(user=user, scopes=tuple(scopes), factors=("password",), auth_time=now, fat=False)


def _check_assignment(call: Call, attempt: Attempt, evaluation: Evaluation) -> None:
    if not is_assigned(call.org, attempt.app, attempt):
        text = f"'{attempt.app['document']['label']}' is not assigned to {attempt.user['login']}"
        reason = Reason("not_assigned", text)
        _refuse(call, attempt, evaluation, reason, "access_denied", "User is not assigned to the client application.")


def _check_policies(call: Call, attempt: Attempt, evaluation: Evaluation) -> None:
    if (decision := evaluation.denied_by) is not None:
        _refuse(call, attempt, evaluation, words.denial(decision), "invalid_grant", _DENIED_BY_POLICY)
    if (decision := evaluation.unsatisfied(PASSWORD_ALONE)) is not None:
        if refusal := mfa_refusal(attempt, evaluation):
            record_denied(
                call, FLOW, attempt.app["clientId"], attempt.user["login"], words.not_by_password(decision), evaluation
            )
            raise refusal
        session_mfa = decision.kind == "OKTA_SIGN_ON" and call.org.unknowns.ropg_refusal_for_mfa == "mfa_enabled"
        text = _MFA_ENABLED if session_mfa else _DENIED_BY_POLICY
        _refuse(call, attempt, evaluation, words.not_by_password(decision), "invalid_grant", text)


def _refuse(
    call: Call, attempt: Attempt, evaluation: Evaluation, reason: Reason, error: str, description: str
) -> NoReturn:
    record_denied(call, FLOW, attempt.app["clientId"], attempt.user["login"], reason, evaluation)
    # The password was right, so that failed attempts are forgotten even so.
    raise FailedSignInError(400, error, description)
