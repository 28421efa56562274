"""grant_type=client_credentials: OAuth service apps that manage the org."""

from __future__ import annotations

from jamf_connect_okta.simulated_org.core.errors import OAuthError
from jamf_connect_okta.simulated_org.core.org import Org
from jamf_connect_okta.simulated_org.core.store import Document
from jamf_connect_okta.simulated_org.oauth.parameters import Parameters
from jamf_connect_okta.simulated_org.oauth.requested_scopes import OIDC_SCOPES, granted_scopes


def client_scopes(org: Org, app: Document, parameters: Parameters) -> list[str]:
    """The scopes of the token that the client gets for itself. Raises OAuthError."""
    client = app["document"]["settings"]["oauthClient"]
    if client["application_type"] != "service":
        raise OAuthError(
            401,
            "invalid_client",
            "Only clients with 'application_type' of 'service' may use the client_credentials 'grant_type' with the"
            " Org Authorization Server.",
        )
    scope = parameters.get("scope", "")
    if any(name in OIDC_SCOPES for name in scope.split()):
        raise OAuthError(400, "invalid_scope", "Cannot request 'openid' scopes using client credentials.")
    return granted_scopes(org, app, scope)
