"""The scopes of Okta's management API."""

from __future__ import annotations

# Families whose scopes are okta.<family>.read and okta.<family>.manage.
_FAMILIES = """
    agentPools apiTokens appGrants apps authenticators authorizationServers behaviors brands captchas
    certificateAuthorities clients deviceAssurance devices directories domains emailDomains emailServers
    eventHooks factors features governance groups identitySources idps inlineHooks linkedObjects logStreams networkZones
    oauthIntegrations orgs personal.adminSettings policies principalRateLimits privilegedResources profileMappings
    profiles pushProviders rateLimits realmAssignments realms reports riskEvents riskProviders roles schemas
    securityEventsProviders serviceAccounts sessions ssfTransmitters templates threatInsights trustedOrigins uischemas
    userTypes users
"""
_SCOPES = frozenset(
    {f"okta.{family}.{right}" for family in _FAMILIES.split() for right in ("read", "manage")}
    | {
        "okta.logs.read",
        "okta.manifests.read",
        "okta.manifests.manage",
        "okta.users.read.self",
        "okta.users.manage.self",
    }
)


def is_okta_scope(name: str) -> bool:
    """Whether that is a scope of the Okta API, such as okta.users.read."""
    return name in _SCOPES


def opens(scopes: frozenset[str], family: str, method: str) -> bool:
    """Whether one of the scopes opens an endpoint of that family (okta.apps, …) to a method."""
    if f"{family}.manage" in scopes:
        return True
    return method in ("GET", "HEAD") and f"{family}.read" in scopes
