"""POST /oauth2/v1/token of the org authorization server: one endpoint, a module for each grant."""

from __future__ import annotations

from jamf_connect_okta.simulated_org.core.api import Answer, Call, Endpoint, ok
from jamf_connect_okta.simulated_org.core.errors import OAuthError, OktaError
from jamf_connect_okta.simulated_org.core.org import Org
from jamf_connect_okta.simulated_org.core.store import Document
from jamf_connect_okta.simulated_org.oauth import access_tokens
from jamf_connect_okta.simulated_org.oauth.authorization_code_grant import authorization_code_grant
from jamf_connect_okta.simulated_org.oauth.client_credentials import client_scopes
from jamf_connect_okta.simulated_org.oauth.clients import authenticated_client
from jamf_connect_okta.simulated_org.oauth.network_access import check_blocklists, check_client_network
from jamf_connect_okta.simulated_org.oauth.parameters import Parameters, form
from jamf_connect_okta.simulated_org.oauth.password_grant import password_grant
from jamf_connect_okta.simulated_org.oauth.refresh_grant import refresh_grant
from jamf_connect_okta.simulated_org.oauth.tokens import token_response
from jamf_connect_okta.simulated_org.policy_evaluation.words import Reason
from jamf_connect_okta.simulated_org.sign_in.records import record_denied

_PATH = "/oauth2/v1/token"
_FOR_PEOPLE = {
    "authorization_code": authorization_code_grant,
    "refresh_token": refresh_grant,
    "password": password_grant,
}
_GRANTS = (*_FOR_PEOPLE, "client_credentials")


def create_token(call: Call) -> Answer:
    """Blocklists, the client, its grants, then what the grant asks for: in that order. Raises OktaError."""
    parameters: Parameters = {}
    try:
        check_blocklists(call)
        parameters = form(call)
        return _answered(call, parameters)
    except OktaError as error:
        if call.org.sign_ins.of_request(call.request_id) is None:
            # What is wrong with the request itself, a grant that is switched off for one.
            reason = Reason(error.code, error.summary)
            record_denied(call, call.path, parameters.get("client_id", ""), parameters.get("username", ""), reason)
        raise


def _answered(call: Call, parameters: Parameters) -> Answer:
    grant = parameters.get("grant_type")
    if not grant:
        raise OAuthError(
            400,
            "invalid_request",
            f"The token request must specify a 'grant_type'. Valid values: [{', '.join(_GRANTS)}]",
        )
    if grant not in _GRANTS:
        raise OAuthError(
            400,
            "unsupported_grant_type",
            "The authorization grant type is not supported by the authorization server."
            f" Configured grant types: [{', '.join(_GRANTS)}].",
        )
    _forget_expired(call.org)
    if grant == "client_credentials" and not parameters.get("client_assertion"):
        raise _without_assertion(call, parameters)
    app = authenticated_client(call, parameters)
    check_client_network(call, app)
    _check_dpop(call, app)
    if grant == "client_credentials":
        return ok(_for_client(call.org, app, client_scopes(call.org, app, parameters)))
    configured = app["document"]["settings"]["oauthClient"]["grant_types"]
    if grant not in configured:
        raise OAuthError(
            400,
            "unauthorized_client",
            "The client is not authorized to use the provided grant type."
            f" Configured grant types: [{', '.join(configured)}].",
        )
    return ok(token_response(call, app, _FOR_PEOPLE[grant](call, app, parameters)))


def _check_dpop(call: Call, app: Document) -> None:
    """An app whose access tokens are bound to a key needs a proof, which this org can't verify. Raises OAuthError."""
    if not app["document"]["settings"]["oauthClient"]["dpop_bound_access_tokens"]:
        return
    if "dpop" not in call.headers:
        raise OAuthError(400, "invalid_dpop_proof", "The DPoP proof JWT header is missing.")
    raise OAuthError(400, "invalid_dpop_proof", "The simulated org does not verify DPoP proofs.")


def _for_client(org: Org, app: Document, scopes: list[str]) -> dict[str, object]:
    return {
        "token_type": "Bearer",
        "expires_in": access_tokens.LIFETIME_SECONDS,
        "access_token": access_tokens.issue(org, app["clientId"], scopes),
        "scope": " ".join(scopes),
    }


def _forget_expired(org: Org) -> None:
    """Drops what nobody can use any more; of each kind the oldest expire first."""
    now = org.clock().timestamp()
    for kind in ("accessToken", "usedAssertion", "authorizationCode", "refreshToken", "transaction"):
        while (oldest := org.store.first(kind)) is not None and oldest["expires"] <= now:
            org.store.delete(kind, oldest["id"])


def _without_assertion(call: Call, parameters: Parameters) -> OAuthError:
    if "client_id" in parameters or "authorization" in call.headers:
        return OAuthError(
            401,
            "invalid_client",
            "Client Credentials requests to the Org Authorization Server must use the private_key_jwt"
            " token_endpoint_auth_method.",
        )
    return OAuthError(401, "invalid_client", "No client credentials found.")


ENDPOINTS = (Endpoint("POST", _PATH, create_token, public=True),)
