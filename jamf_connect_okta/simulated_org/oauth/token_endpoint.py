"""POST /oauth2/v1/token of the org authorization server, for OAuth service apps."""

from __future__ import annotations

from collections import Counter
from urllib.parse import parse_qsl

from jamf_connect_okta.simulated_org.core.api import Answer, Call, Endpoint, ok
from jamf_connect_okta.simulated_org.core.errors import OAuthError
from jamf_connect_okta.simulated_org.core.org import Org
from jamf_connect_okta.simulated_org.core.store import Document
from jamf_connect_okta.simulated_org.management.scopes import is_okta_scope
from jamf_connect_okta.simulated_org.oauth.access_tokens import LIFETIME_SECONDS, issue
from jamf_connect_okta.simulated_org.oauth.client_assertion import ASSERTION_TYPE, client_behind

_PATH = "/oauth2/v1/token"
_GRANTS = ("client_credentials",)


def create_token(call: Call) -> Answer:
    """Client credentials with private_key_jwt. Parameters come as a form or, from one of Okta's SDKs, in the query."""
    parameters = _parameters(call)
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
    assertion = parameters.get("client_assertion")
    if not assertion:
        raise _without_assertion(call, parameters)
    if parameters.get("client_assertion_type") != ASSERTION_TYPE:
        raise OAuthError(400, "invalid_request", "The client_assertion_type is invalid.")
    forget_expired(call.org)
    app = client_behind(call.org, assertion, {call.org.url + _PATH, call.own_url + _PATH})
    client = app["document"]["settings"]["oauthClient"]
    if client["application_type"] != "service":
        raise OAuthError(
            401,
            "invalid_client",
            "Only clients with 'application_type' of 'service' may use the client_credentials 'grant_type' with the"
            " Org Authorization Server.",
        )
    if client["dpop_bound_access_tokens"]:
        raise OAuthError(400, "invalid_dpop_proof", "The DPoP proof JWT header is missing.")
    scopes = _granted(call.org, app, parameters.get("scope", ""))
    return ok(
        {
            "token_type": "Bearer",
            "expires_in": LIFETIME_SECONDS,
            "access_token": issue(call.org, app["clientId"], scopes),
            "scope": " ".join(scopes),
        }
    )


def forget_expired(org: Org) -> None:
    """Drops access tokens and assertions that nobody can use any more."""
    now = org.clock().timestamp()
    for kind in ("accessToken", "usedAssertion"):
        for document in org.store.all(kind):
            if document["expires"] <= now:
                org.store.delete(kind, document["id"])


def _parameters(call: Call) -> dict[str, str]:
    try:
        pairs = parse_qsl(call.content.decode() or call.query_text, keep_blank_values=True)
    except UnicodeDecodeError:
        raise OAuthError(400, "invalid_request", "The request body is not a form.") from None
    repeated = [name for name, count in Counter(name for name, _ in pairs).items() if count > 1]
    if repeated:
        raise OAuthError(
            400,
            "invalid_request",
            f"Duplicate parameter provided in request. Duplicated parameters: [{', '.join(repeated)}].",
        )
    return dict(pairs)


def _without_assertion(call: Call, parameters: dict[str, str]) -> OAuthError:
    if "client_id" in parameters or "authorization" in call.headers:
        return OAuthError(
            401,
            "invalid_client",
            "Client Credentials requests to the Org Authorization Server must use the private_key_jwt"
            " token_endpoint_auth_method.",
        )
    return OAuthError(401, "invalid_client", "No client credentials found.")


def _granted(org: Org, app: Document, scope: str) -> list[str]:
    """The requested scopes that the app was granted, in the order of the request."""
    requested = list(dict.fromkeys(scope.split()))
    if not requested:
        raise OAuthError(400, "invalid_scope", "No scopes were requested.")
    if not all(is_okta_scope(name) for name in requested):
        raise OAuthError(400, "invalid_scope", "Custom scopes are not allowed for this request.")
    grants = {grant["document"]["scopeId"] for grant in org.store.find("grant", "appId", app["id"])}
    granted = [name for name in requested if name in grants]
    if not granted:
        raise OAuthError(400, "consent_required", "You are not allowed any of the requested scopes.")
    return granted


ENDPOINTS = (Endpoint("POST", _PATH, create_token, public=True),)
