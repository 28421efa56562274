"""grant_type=authorization_code (RFC 6749, section 4.1.3); the texts are Okta's."""

from __future__ import annotations

from jamf_connect_okta.simulated_org.core.api import Call
from jamf_connect_okta.simulated_org.core.errors import OAuthError
from jamf_connect_okta.simulated_org.core.store import Document
from jamf_connect_okta.simulated_org.oauth import authorization_codes
from jamf_connect_okta.simulated_org.oauth.grant import Grant
from jamf_connect_okta.simulated_org.oauth.parameters import Parameters, required
from jamf_connect_okta.simulated_org.oauth.pkce import check_verifier


def authorization_code_grant(call: Call, app: Document, parameters: Parameters) -> Grant:
    """Who signed in for the code, which works once. Raises OAuthError.

    The order of the checks is not documented. A refused exchange leaves the code as it was (inferred).
    """
    document = authorization_codes.issued(call.org, required(parameters, "code"))
    if document is None:
        raise _refused("The authorization code is invalid or has expired.")
    if document["clientId"] != app["clientId"]:
        raise _refused(
            "The grant was issued to another client. Please make sure the 'client_id' matches the one used at the"
            " authorize request."
        )
    if required(parameters, "redirect_uri") != document["redirectUri"]:
        raise _refused("The 'redirect_uri' does not match the redirection URI used in the authorization request.")
    check_verifier(document["codeChallenge"], parameters)
    user = call.org.store.get("user", document["userId"])
    if user is None or user["document"]["status"] != "ACTIVE":
        raise _refused("The authorization code is invalid or has expired.")
    authorization_codes.use_up(call.org, document)
    return Grant(
        user=user,
        scopes=tuple(document["scopes"]),
        factors=tuple(document["factors"]),
        auth_time=document["authTime"],
        fat=call.org.unknowns.id_token_of_code_flow == "fat",
        nonce=document["nonce"],
    )


def _refused(text: str) -> OAuthError:
    return OAuthError(400, "invalid_grant", text)
