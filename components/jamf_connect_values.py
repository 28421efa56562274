"""The output `jamfConnect`: everything of a stack that an MDM needs to know."""

from typing import Any, TypedDict

from components.settings import REDIRECT_URI, Settings


class JamfConnectValues(TypedDict):
    """All that an MDM's profiles are made of. `groupsClaimName` is None where no claim is configured.

    `settings` is the stack's section `jamfConnect`, complete, with its defaults filled in.
    """

    provider: str
    discoveryUrl: str
    oidcClientId: str
    ropgClientId: str
    redirectUri: str
    scopes: str
    groupsClaimName: str | None
    orgUrl: str
    design: str
    stack: str
    tokenEndpointAuthMethod: str
    adminGroups: list[str]
    settings: dict[str, Any]


def values_of(settings: Settings, stack: str, oidc_client_id: str, ropg_client_id: str) -> JamfConnectValues:
    """The output of `stack`; client IDs are those of the login window's app and of the password check's."""
    return JamfConnectValues(
        provider="Custom",
        discoveryUrl=settings.discovery_url,
        oidcClientId=oidc_client_id,
        ropgClientId=ropg_client_id,
        redirectUri=REDIRECT_URI,
        scopes=settings.scopes,
        groupsClaimName=settings.claim.name if settings.claim else None,
        orgUrl=settings.org_url,
        design=settings.design,
        stack=stack,
        tokenEndpointAuthMethod=settings.token_endpoint_auth_method,
        adminGroups=list(settings.admin_groups),
        settings=_filled_in(settings),
    )


def _filled_in(settings: Settings) -> dict[str, Any]:
    """The section `jamfConnect` with the defaults that follow from the org."""
    chosen = settings.jamf_connect.model_dump(mode="json", by_alias=True)
    defaults = {
        "organization": settings.provider.org_host,
        # Okta's own pages; Jamf Connect knows them only of the provider it calls Okta.
        "changePasswordUrl": f"{settings.sign_in_url}/enduser/settings",
        "resetPasswordUrl": f"{settings.sign_in_url}/signin/forgot-password",
    }
    return chosen | {key: default for key, default in defaults.items() if not chosen[key]}
