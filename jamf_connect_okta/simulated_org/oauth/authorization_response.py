"""What an authorize request ends in when the person is known: a code, tokens, or both, at the client's redirect URI."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from jamf_connect_okta.simulated_org.core.api import Answer, Call, Endpoint
from jamf_connect_okta.simulated_org.core.errors import OAuthError
from jamf_connect_okta.simulated_org.core.store import Document
from jamf_connect_okta.simulated_org.oauth import access_tokens, authorization_codes
from jamf_connect_okta.simulated_org.oauth.authorize_request import AuthorizeRequest
from jamf_connect_okta.simulated_org.oauth.claims import id_token
from jamf_connect_okta.simulated_org.oauth.groups_claim import groups_of
from jamf_connect_okta.simulated_org.oauth.response_delivery import deliver, error_page
from jamf_connect_okta.simulated_org.policy_evaluation.evaluation import evaluate
from jamf_connect_okta.simulated_org.sign_in import sessions, transactions
from jamf_connect_okta.simulated_org.sign_in.attempts import attempt_of

PATH = "/login/token/redirect"


def finish_sign_in(call: Call) -> Answer:
    """GET: takes a sign-in that is finished, begins the org's session, and answers the client."""
    taken = transactions.take(call.org, call.query.get("stateToken", ""))
    if taken is None:
        return error_page(400, "login_required", "Request expired, please start over and try again.")
    purpose, signed_in = taken
    request = AuthorizeRequest(**purpose["request"])
    apps = call.org.store.find("app", "clientId", request.client_id)
    user = call.org.store.get("user", signed_in.user_id)
    if not apps or user is None:
        return error_page(400, "login_required", "Request expired, please start over and try again.")
    answer = respond(call, apps[0], request, user, signed_in.factors, signed_in.auth_time)
    rule = evaluate(call.org, attempt_of(call, user, apps[0])).session.rule
    if rule is None:
        return answer
    # What an older sign-in verified keeps its time.
    verified = {name: purpose["verified"].get(name, signed_in.auth_time) for name in signed_in.factors}
    cookie = sessions.begin(call, user, verified, signed_in.auth_time, rule)
    return replace(answer, headers={**answer.headers, "Set-Cookie": cookie})


def respond(
    call: Call, app: Document, request: AuthorizeRequest, user: Document, factors: Sequence[str], auth_time: float
) -> Answer:
    """The answer at the redirect URI, which is an error where the groups claim can't be made."""
    try:
        values = _values(call, app, request, user, factors, auth_time)
    except OAuthError as error:
        return refuse(request.redirect_uri, request.response_mode, request.state, error)
    return deliver(request.redirect_uri, request.response_mode, {**values, "state": request.state})


def refuse(redirect_uri: str, mode: str, state: str, error: OAuthError) -> Answer:
    """Tells the client; a state that it did not send is not made up."""
    values = {"state": state, "error": error.code, "error_description": error.summary}
    return deliver(redirect_uri, mode, {name: value for name, value in values.items() if value})


def _values(
    call: Call, app: Document, request: AuthorizeRequest, user: Document, factors: Sequence[str], auth_time: float
) -> dict[str, str]:
    org, scopes, code, access_token = call.org, request.scope.split(), None, None
    values: dict[str, str] = {}
    if request.asks_for("code"):
        values["code"] = code = authorization_codes.issue(org, request, user["id"], factors, auth_time)
    if request.asks_for("token"):
        values["access_token"] = access_token = access_tokens.issue(org, app["clientId"], scopes, user_id=user["id"])
        values |= {
            "token_type": "Bearer",
            "expires_in": str(access_tokens.LIFETIME_SECONDS),
            "scope": request.scope,
        }
    if request.asks_for("id_token"):
        # Thin when an access token comes along, which opens the rest at userinfo.
        fat = access_token is None
        values["id_token"] = id_token(
            org,
            app,
            user,
            scopes,
            fat=fat,
            factors=factors,
            auth_time=auth_time,
            groups=groups_of(call, app, user, scopes, code_flow=False) if fat else {},
            nonce=request.nonce,
            access_token=access_token,
            code=code,
        )
    return values


ENDPOINTS = (Endpoint("GET", PATH, finish_sign_in, public=True),)
