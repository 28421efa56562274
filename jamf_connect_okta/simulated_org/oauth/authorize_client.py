"""Who sends somebody to the authorize endpoint, and whether the answer may go where it asks for."""

from __future__ import annotations

import re

from jamf_connect_okta.simulated_org.core.errors import OAuthError
from jamf_connect_okta.simulated_org.core.org import Org
from jamf_connect_okta.simulated_org.core.store import Document
from jamf_connect_okta.simulated_org.oauth.clients import known_client
from jamf_connect_okta.simulated_org.oauth.parameters import Parameters


def client_to_answer(org: Org, parameters: Parameters) -> Document:
    """The app, whose redirect URI the request names. Raises OktaError; nothing may be sent there then."""
    app = known_client(org, parameters.get("client_id", ""))
    settings = app["document"]["settings"]["oauthClient"]
    if settings["application_type"] == "service":
        raise OAuthError(
            400,
            "invalid_request",
            "Clients with 'application_type' of 'service' are not allowed to access the 'authorize' endpoint.",
        )
    uri = parameters.get("redirect_uri", "")
    if not any(_matches(registered, uri, settings["wildcard_redirect"]) for registered in settings["redirect_uris"]):
        raise OAuthError(
            400,
            "invalid_request",
            "The 'redirect_uri' parameter must be a Login redirect URI in the client app settings.",
        )
    return app


def _matches(registered: str, uri: str, wildcard: str) -> bool:
    """Byte for byte; where the app allows it, `*` stands for any part of one label of the host name."""
    if wildcard == "SUBDOMAIN" and "*" in registered:
        return re.fullmatch(re.escape(registered).replace(r"\*", "[A-Za-z0-9-]+"), uri) is not None
    return registered == uri
