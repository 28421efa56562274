"""Which client makes an OAuth request, and whether it proves that (RFC 6749, section 2.3; the texts are Okta's)."""

from __future__ import annotations

import base64
import binascii
import hmac
from urllib.parse import unquote_plus

from jamf_connect_okta.simulated_org.core.api import Call
from jamf_connect_okta.simulated_org.core.errors import OAuthError, OktaError
from jamf_connect_okta.simulated_org.core.org import Org
from jamf_connect_okta.simulated_org.core.store import Document
from jamf_connect_okta.simulated_org.oauth.client_assertion import ASSERTION_TYPE, client_behind
from jamf_connect_okta.simulated_org.oauth.parameters import Parameters


def authenticated_client(call: Call, parameters: Parameters) -> Document:
    """The app behind a token, introspection or revocation request. Raises OktaError, mostly 401 invalid_client."""
    header = _basic(call)
    ways = [header is not None, "client_secret" in parameters, bool(parameters.get("client_assertion"))]
    if sum(ways) > 1:
        raise OAuthError(
            401,
            "invalid_request",
            "Cannot supply multiple client credentials. Use one of the following: credentials in the Authorization"
            " header, credentials in the post body, or a client_assertion in the post body.",
        )
    if parameters.get("client_assertion"):
        if parameters.get("client_assertion_type") != ASSERTION_TYPE:
            raise OAuthError(400, "invalid_request", "The client_assertion_type is invalid.")
        endpoints = {call.org.url + call.path, call.own_url + call.path}
        return client_behind(call.org, parameters["client_assertion"], endpoints, parameters.get("grant_type", ""))
    client_id, secret = header or (parameters.get("client_id", ""), parameters.get("client_secret"))
    if not client_id:
        raise OAuthError(401, "invalid_client", "No client credentials found.")
    app = known_client(call.org, client_id)
    method = app["document"]["credentials"]["oauthClient"]["token_endpoint_auth_method"]
    sent = "client_secret_basic" if header else "client_secret_post" if secret is not None else "none"
    if method != sent:
        raise OAuthError(
            401,
            "invalid_client",
            "Client authentication failed. Either the client or the client credentials are invalid.",
        )
    if secret is not None and not hmac.compare_digest(secret.encode(), str(app["clientSecret"]).encode()):
        raise OAuthError(401, "invalid_client", "The client secret supplied for a confidential client is invalid.")
    return app


def known_client(org: Org, client_id: str) -> Document:
    """The active app with that client ID. Raises OktaError in the management API's shape, as recorded."""
    apps = org.store.find("app", "clientId", client_id) if client_id else []
    if not apps or apps[0]["document"]["status"] != "ACTIVE":
        status = org.unknowns.status_of_unknown_client
        raise OktaError(status, "invalid_client", "Invalid value for 'client_id' parameter.")
    return apps[0]


def _basic(call: Call) -> tuple[str, str] | None:
    """Both halves are form-encoded before they are joined (RFC 6749, section 2.3.1)."""
    scheme, _, encoded = call.headers.get("authorization", "").partition(" ")
    if scheme.lower() != "basic":
        return None
    try:
        client_id, colon, secret = base64.b64decode(encoded, validate=True).decode().partition(":")
    except (binascii.Error, UnicodeDecodeError):
        colon = ""
    if not colon:
        raise OAuthError(401, "invalid_client", "Found Authentication header but was not valid client credentials.")
    return unquote_plus(client_id), unquote_plus(secret)
