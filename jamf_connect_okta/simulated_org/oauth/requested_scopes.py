"""The scopes of a request, and which of them the org authorization server grants."""

from __future__ import annotations

from collections.abc import Sequence

from jamf_connect_okta.simulated_org.core.errors import OAuthError
from jamf_connect_okta.simulated_org.core.org import Org
from jamf_connect_okta.simulated_org.core.store import Document
from jamf_connect_okta.simulated_org.management.scopes import is_okta_scope

OIDC_SCOPES = ("openid", "email", "profile", "address", "phone", "offline_access", "groups")
"""Reserved, and always accepted by the org authorization server: `groups` yields nothing where no claim is set up."""


def granted_scopes(org: Org, app: Document, scope: str) -> list[str]:
    """The scopes that a token will carry, in the order of the request. Raises OAuthError.

    Scopes of the Okta API that the app was not granted are left out; when none of them was granted, that is an error.
    """
    requested = list(dict.fromkeys(scope.split()))
    if not requested:
        raise OAuthError(400, "invalid_scope", "No scopes were requested.")
    if not all(name in OIDC_SCOPES or is_okta_scope(name) for name in requested):
        raise OAuthError(400, "invalid_scope", "Custom scopes are not allowed for this request.")
    if any(name in OIDC_SCOPES for name in requested) and "openid" not in requested:
        raise OAuthError(
            400,
            "invalid_scope",
            "Requests for ID tokens or access tokens with OpenID scopes require the 'openid' scope.",
        )
    grants = {grant["document"]["scopeId"] for grant in org.store.find("grant", "appId", app["id"])}
    granted = [name for name in requested if name in OIDC_SCOPES or name in grants]
    if any(map(is_okta_scope, requested)) and not any(map(is_okta_scope, granted)):
        raise OAuthError(400, "consent_required", "You are not allowed any of the requested scopes.")
    return granted


def narrowed_scopes(granted: Sequence[str], scope: str) -> list[str]:
    """What a refresh asks for of the scopes that were granted: all of them unless it names some. Raises OAuthError."""
    requested = list(dict.fromkeys(scope.split()))
    if denied := [name for name in requested if name not in granted]:
        raise OAuthError(
            400,
            "access_denied",
            "Some of the scopes requested for the refresh request were not granted in the original authorize request."
            f" Denied scopes: {', '.join(denied)}.",
        )
    return requested or list(granted)


def check_consent(app: Document, scopes: Sequence[str], *, by_password: bool = False) -> None:
    """Refuses an app whose people would have to consent: this org has no page for that. Raises OAuthError.

    Which scopes ask for consent on the org authorization server is not documented: here it is all but `openid`.
    """
    asking = [scope for scope in scopes if scope != "openid"]
    if app["document"]["settings"]["oauthClient"]["consent_method"] != "REQUIRED" or not asking:
        return
    text = f"The following scopes require user consent: [{', '.join(asking)}]."
    if by_password:
        text += (
            " To access protected scopes using the resource owner password grant type, please uncheck 'Require"
            " consent' in the app settings or set the 'consent_method' to 'TRUSTED' through the apps API."
        )
    raise OAuthError(400, "consent_required", text)
