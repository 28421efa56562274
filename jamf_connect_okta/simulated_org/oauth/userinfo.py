"""/oauth2/v1/userinfo: what an access token may learn about the person it was issued for."""

from __future__ import annotations

from jamf_connect_okta.simulated_org.core.api import Answer, Call, Endpoint, ok
from jamf_connect_okta.simulated_org.core.errors import OAuthError
from jamf_connect_okta.simulated_org.core.store import Document
from jamf_connect_okta.simulated_org.oauth import access_tokens
from jamf_connect_okta.simulated_org.oauth.claims import about
from jamf_connect_okta.simulated_org.oauth.groups_claim import groups_of
from jamf_connect_okta.simulated_org.oauth.parameters import form

_PATH = "/oauth2/v1/userinfo"


def get_userinfo(call: Call) -> Answer:
    """GET and POST: every claim of the token's scopes. Raises OAuthError.

    The cap on groups is documented for tokens from the authorize endpoint only, so that none is taken here.
    """
    token = access_tokens.issued(call.org, _presented(call))
    if token is None:
        raise _challenge(401, "invalid_token", "The access token is invalid.")
    if "openid" not in token["scopes"]:
        raise _challenge(403, "insufficient_scope", "The access token provided does not contain the required scopes.")
    app, user = _client(call, token), call.org.store.get("user", token["userId"])
    if app is None or user is None or user["document"]["status"] != "ACTIVE":
        raise _challenge(401, "invalid_token", "The access token is invalid.")
    groups = groups_of(call, app, user, token["scopes"], code_flow=True)
    return ok({"sub": user["id"], **about(user, token["scopes"], groups)})


def _presented(call: Call) -> str:
    """The token, from the header or from a posted form (RFC 6750, section 2)."""
    if "access_token" in call.query:
        raise _challenge(400, "invalid_request", "The access token cannot be presented in a query string.")
    scheme, _, header = call.headers.get("authorization", "").partition(" ")
    in_header = header.strip() if scheme.lower() == "bearer" else ""
    in_body = form(call).get("access_token", "") if call.method == "POST" else ""
    if in_header and in_body:
        raise _challenge(
            400,
            "invalid_request",
            "The access token cannot be specified in both the Authorization header and the request-body.",
        )
    if not in_header and not in_body:
        raise _challenge(401, "invalid_request", "The access token is missing.")
    return in_header or in_body


def _client(call: Call, token: Document) -> Document | None:
    apps = call.org.store.find("app", "clientId", token["clientId"])
    return apps[0] if apps and apps[0]["document"]["status"] == "ACTIVE" else None


def _challenge(status: int, error: str, description: str) -> OAuthError:
    header = f'Bearer error="{error}", error_description="{description}"'
    return OAuthError(status, error, description, headers={"WWW-Authenticate": header})


ENDPOINTS = (Endpoint("GET", _PATH, get_userinfo, public=True), Endpoint("POST", _PATH, get_userinfo, public=True))
