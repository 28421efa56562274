"""Who makes a call, from its Authorization header."""

from __future__ import annotations

import hmac

from jamf_connect_okta.simulated_org.core.api import Caller, Endpoint
from jamf_connect_okta.simulated_org.core.errors import OktaError, invalid_token
from jamf_connect_okta.simulated_org.core.org import Org
from jamf_connect_okta.simulated_org.management.scopes import opens
from jamf_connect_okta.simulated_org.oauth.access_tokens import client_of


def authenticated(org: Org, authorization: str) -> Caller:
    """The caller behind an Authorization header. Raises OktaError (E0000011)."""
    # Okta's Python SDK 3 sends the API token without a space behind the scheme, so Okta must take that as well.
    if authorization[:4].upper() == "SSWS":
        if hmac.compare_digest(authorization[4:].strip().encode(), org.api_token.encode()):
            return Caller(user_id=org.meta["apiTokenOwnerId"])
    elif authorization[:7].upper() == "BEARER ":
        return client_of(org, authorization[7:].strip())
    raise invalid_token()


def authorize(endpoint: Endpoint, caller: Caller) -> None:
    """Refuses a caller whose access token does not open the endpoint.

    Administrator roles of OAuth clients are not looked at: this org assigns SUPER_ADMIN to its service apps, which is
    the org setting "Public client app admins".
    """
    if caller.has_api_token or endpoint.public:
        return
    if endpoint.scope is None or not opens(caller.scopes, endpoint.scope, endpoint.method):
        challenge = (
            'Bearer authorization_uri="/oauth2/v1/authorize", realm="", scope="", error="insufficient_scope",'
            ' error_description="The access token provided does not contain the required scopes."'
        )
        raise OktaError(
            403,
            "E0000006",
            "You do not have permission to perform the requested action",
            headers={"WWW-Authenticate": challenge},
        )
