"""POST /oauth2/v1/introspect (RFC 7662): whether a token is active, and what it says."""

from __future__ import annotations

from typing import Any

import jwt

from jamf_connect_okta.simulated_org.core.api import Answer, Call, Endpoint, ok
from jamf_connect_okta.simulated_org.core.errors import OAuthError
from jamf_connect_okta.simulated_org.core.org import Org
from jamf_connect_okta.simulated_org.core.store import Document
from jamf_connect_okta.simulated_org.oauth import access_tokens, refresh_tokens
from jamf_connect_okta.simulated_org.oauth.clients import authenticated_client
from jamf_connect_okta.simulated_org.oauth.network_access import check_blocklists
from jamf_connect_okta.simulated_org.oauth.parameters import Parameters, form

PATH = "/oauth2/v1/introspect"


def introspect(call: Call) -> Answer:
    """Access, refresh and ID tokens; the hint is not needed. Raises OAuthError.

    A token of another client is not active to this one (inferred).
    """
    check_blocklists(call)
    parameters = form(call)
    app, token = authenticated_client(call, parameters), required_token(parameters)
    found = _access(call.org, token) or _refresh(call.org, token) or _identity(call.org, token, app)
    return ok(found if found is not None and found["client_id"] == app["clientId"] else {"active": False})


def required_token(parameters: Parameters) -> str:
    """The token that a request is about. Raises OAuthError."""
    if token := parameters.get("token"):
        return token
    raise OAuthError(400, "invalid_request", "The 'token' parameter is required.")


def _access(org: Org, token: str) -> dict[str, Any] | None:
    document = access_tokens.issued(org, token)
    if document is None:
        return None
    return {**_shown(org, document), "jti": document["jti"]} if _is_active(org, document) else None


def _refresh(org: Org, token: str) -> dict[str, Any] | None:
    document = refresh_tokens.issued(org, token)
    if document is None or document["replaced"] is not None or not _is_active(org, document):
        return None
    return _shown(org, document)


def _identity(org: Org, token: str, app: Document) -> dict[str, Any] | None:
    try:
        key = org.signing_keys.named(str(jwt.get_unverified_header(token).get("kid")))
        if key is None:
            return None
        # The org's clock decides about the time, so the library's does not.
        options: Any = {"verify_exp": False, "verify_iat": False}
        claims: dict[str, Any] = jwt.decode(
            token, key.private.public_key(), ["RS256"], options=options, audience=app["clientId"], issuer=org.url
        )
    except jwt.InvalidTokenError:
        return None
    if claims["exp"] <= org.clock().timestamp():
        return None
    return {"active": True, "token_type": "Bearer", "client_id": claims["aud"], **claims}


def _is_active(org: Org, document: Document) -> bool:
    """A token ends with its person's account."""
    if document["userId"] is None:
        return True
    user = org.store.get("user", document["userId"])
    return user is not None and user["document"]["status"] == "ACTIVE"


def _shown(org: Org, document: Document) -> dict[str, Any]:
    shown = {
        "active": True,
        "scope": " ".join(document["scopes"]),
        "client_id": document["clientId"],
        "sub": document["clientId"],
        "iss": org.url,
        "aud": org.url,
        "iat": int(document["issued"]),
        "exp": int(document["expires"]),
        "token_type": "Bearer",
    }
    user = org.store.get("user", document["userId"]) if document["userId"] else None
    return shown | ({"sub": user["login"], "username": user["login"], "uid": user["id"]} if user else {})


ENDPOINTS = (Endpoint("POST", PATH, introspect, public=True),)
