"""/oauth2/v1/authorize of the org authorization server: where a browser begins to sign in to an app."""

from __future__ import annotations

from dataclasses import asdict
from urllib.parse import urlencode

from jamf_connect_okta.simulated_org.core.api import Answer, Call, Endpoint, redirect
from jamf_connect_okta.simulated_org.core.errors import OAuthError, OktaError
from jamf_connect_okta.simulated_org.core.store import Document
from jamf_connect_okta.simulated_org.oauth.authorization_response import refuse, respond
from jamf_connect_okta.simulated_org.oauth.authorize_client import client_to_answer
from jamf_connect_okta.simulated_org.oauth.authorize_request import (
    AuthorizeRequest,
    checked_request,
    mode_for_errors,
)
from jamf_connect_okta.simulated_org.oauth.network_access import check_blocklists, check_client_network
from jamf_connect_okta.simulated_org.oauth.parameters import Parameters, query
from jamf_connect_okta.simulated_org.oauth.response_delivery import error_page
from jamf_connect_okta.simulated_org.policy_evaluation import words
from jamf_connect_okta.simulated_org.policy_evaluation.words import Reason
from jamf_connect_okta.simulated_org.sign_in import sessions, transactions
from jamf_connect_okta.simulated_org.sign_in.records import record_allowed, record_denied
from jamf_connect_okta.simulated_org.sign_in.single_sign_on import Standing, standing

FLOW = "oidc"
_PATH = "/oauth2/v1/authorize"


def authorize(call: Call) -> Answer:
    """GET and POST: an answer at the redirect URI, the sign-in page, or a page that says what is wrong.

    Until the redirect URI is known to be the client's, nothing is sent there.
    """
    parameters: Parameters = {}
    try:
        check_blocklists(call)
        parameters = query(call)
        app = client_to_answer(call.org, parameters)
    except OktaError as error:
        _record(call, parameters, error)
        # In a browser Okta's wrong client ID is a 400, whatever the token endpoint says.
        return error_page(403 if error.status == 403 else 400, error.code, error.summary)
    try:
        check_client_network(call, app)
        return _go_on(call, app, checked_request(call.org, app, parameters))
    except OAuthError as error:
        _record(call, parameters, error)
        mode = mode_for_errors(parameters)
        return refuse(parameters["redirect_uri"], mode, parameters.get("state", ""), error)


def _go_on(call: Call, app: Document, request: AuthorizeRequest) -> Answer:
    session = sessions.current(call)
    if session is None:
        if request.prompt == "none":
            raise _login_required("The client specified not to prompt, but the user is not logged in.")
        return _sign_in_page(call, app, request, None)
    sessions.touch(call.org, session)
    ask_again = "login" in request.prompt
    found = standing(call, session, app, max_age=request.max_age, ask_again=ask_again)
    if found.enough and found.is_assigned:
        login, factors = found.user["login"], tuple(found.verified)
        record_allowed(call, FLOW, app["clientId"], login, factors, found.evaluation)
        return respond(call, app, request, found.user, factors, session.document["authTime"])
    if request.prompt == "none":
        raise _without_prompt(call, app, found)
    # Who is asked to sign in again may be somebody else.
    return _sign_in_page(call, app, request, None if ask_again else found)


def _sign_in_page(call: Call, app: Document, request: AuthorizeRequest, found: Standing | None) -> Answer:
    """The page asks for what is missing; what can't be helped, it says."""
    purpose = {"request": asdict(request), "verified": found.verified if found else {}}
    user = found.user if found else None
    token = transactions.begin(
        call.org, app, purpose, login_hint=request.login_hint, user=user, factors=tuple(purpose["verified"])
    )
    return redirect(f"/signin?{urlencode({'stateToken': token})}")


def _without_prompt(call: Call, app: Document, found: Standing) -> OAuthError:
    login, denied_by = found.user["login"], found.evaluation.denied_by
    if not found.is_assigned:
        reason = Reason("not_assigned", f"'{app['document']['label']}' is not assigned to {login}")
        error = OAuthError(403, "access_denied", "User is not assigned to the client application.")
    elif denied_by is not None:
        reason = words.denial(denied_by)
        error = OAuthError(403, "access_denied", "The resource owner or authorization server denied the request.")
    else:
        reason = Reason("login_required", f"{login} would have to verify more than the session did")
        error = _login_required(
            "The client specified not to prompt, but the client app requires re-authentication or MFA."
        )
    record_denied(call, FLOW, app["clientId"], login, reason, found.evaluation)
    return error


def _login_required(text: str) -> OAuthError:
    return OAuthError(400, "login_required", text)


def _record(call: Call, parameters: Parameters, error: OktaError) -> None:
    """What is wrong with the request itself; decisions about a person are recorded where they are made."""
    if call.org.sign_ins.of_request(call.request_id) is None:
        reason = Reason(error.code, error.summary)
        record_denied(call, FLOW, parameters.get("client_id", ""), parameters.get("login_hint", ""), reason)


ENDPOINTS = (Endpoint("GET", _PATH, authorize, public=True), Endpoint("POST", _PATH, authorize, public=True))
