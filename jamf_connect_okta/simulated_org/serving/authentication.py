"""Who makes a call, from its Authorization header, and whether they may."""

from __future__ import annotations

import hmac

from jamf_connect_okta.simulated_org.core.api import Caller, Endpoint
from jamf_connect_okta.simulated_org.core.errors import OktaError, forbidden, invalid_session, invalid_token
from jamf_connect_okta.simulated_org.core.org import Org
from jamf_connect_okta.simulated_org.management.admin_roles import may_call
from jamf_connect_okta.simulated_org.management.scopes import opens
from jamf_connect_okta.simulated_org.oauth.access_tokens import client_of


def authenticated(org: Org, authorization: str) -> Caller:
    """The caller behind an Authorization header. Raises OktaError (E0000011)."""
    # Okta's Python SDK 3 sends the API token without a space behind the scheme, so Okta must take that as well.
    if authorization[:4].upper() == "SSWS":
        if hmac.compare_digest(authorization[4:].strip().encode(), org.api_token.encode()):
            return _token_owner(org)
    elif authorization[:7].upper() == "BEARER ":
        return client_of(org, authorization[7:].strip())
    raise invalid_token()


def authorize(endpoint: Endpoint, caller: Caller) -> None:
    """Refuses a caller whose access token or whose roles do not open the endpoint: it takes both."""
    if endpoint.public:
        return
    if not caller.has_api_token and not _has_scope(endpoint, caller):
        challenge = (
            'Bearer authorization_uri="/oauth2/v1/authorize", realm="", scope="", error="insufficient_scope",'
            ' error_description="The access token provided does not contain the required scopes."'
        )
        raise forbidden(headers={"WWW-Authenticate": challenge})
    if endpoint.scope is not None and not may_call(caller.roles, endpoint):
        raise _lacks_role(endpoint, caller)


def _token_owner(org: Org) -> Caller:
    """An API token ends with its owner's account, and has its owner's roles as they are now."""
    owner = org.store.get("user", org.meta["apiTokenOwnerId"])
    if owner is None or owner["document"]["status"] == "DEPROVISIONED":
        raise invalid_token()
    return Caller(user_id=owner["id"], roles=frozenset(role["type"] for role in owner["roles"]))


def _has_scope(endpoint: Endpoint, caller: Caller) -> bool:
    if endpoint.scope is None or endpoint.api_token_only:
        return False
    return opens(caller.scopes, endpoint.scope, endpoint.method)


def _lacks_role(endpoint: Endpoint, caller: Caller) -> OktaError:
    # Reported from a real org: an OAuth client that may not grant scopes hears of its session instead.
    if endpoint.scope == "okta.appGrants" and not caller.has_api_token:
        return invalid_session()
    return forbidden()
