"""POST /oauth2/v1/revoke (RFC 7009)."""

from __future__ import annotations

from jamf_connect_okta.simulated_org.core.api import Answer, Call, Endpoint
from jamf_connect_okta.simulated_org.oauth import access_tokens, refresh_tokens
from jamf_connect_okta.simulated_org.oauth.clients import authenticated_client
from jamf_connect_okta.simulated_org.oauth.introspection import required_token
from jamf_connect_okta.simulated_org.oauth.network_access import check_blocklists
from jamf_connect_okta.simulated_org.oauth.parameters import form

_PATH = "/oauth2/v1/revoke"


def revoke(call: Call) -> Answer:
    """200 whatever the token is, so that nothing is learnt about it. Raises OAuthError.

    A refresh token takes the access tokens of its grant with it, an access token goes alone (Okta's guide to revoking
    tokens). A client revokes its own tokens only.
    """
    check_blocklists(call)
    parameters = form(call)
    app, token = authenticated_client(call, parameters), required_token(parameters)
    access, refresh = access_tokens.issued(call.org, token), refresh_tokens.issued(call.org, token)
    if access is not None and access["clientId"] == app["clientId"]:
        access_tokens.revoke(call.org, token)
    if refresh is not None and refresh["clientId"] == app["clientId"]:
        refresh_tokens.revoke_grant(call.org, refresh["grantId"])
    return Answer(200)


ENDPOINTS = (Endpoint("POST", _PATH, revoke, public=True),)
