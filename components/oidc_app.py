"""The native OIDC apps that Jamf Connect signs in through."""

from collections.abc import Sequence
from typing import ClassVar, Literal

import pulumi
import pulumi_okta as okta
import pulumi_okta.app
from pulumi import Input, Output, ResourceOptions

from components.settings import REDIRECT_URI, USERS_READ, Claim


class _OidcApp(pulumi.ComponentResource):
    """What both apps have in common: a native app, its authentication policy, its API scopes, its groups claim.

    Not managed: the client secret (a public client has none; where a stack asks for one, Okta keeps it and neither
    the state nor any output holds it), logos, sign-in from the dashboard.
    """

    app_id: Output[str]
    client_id: Output[str]

    TYPE: ClassVar[str]
    GRANT_TYPES: ClassVar[tuple[str, ...]]

    def __init__(
        self,
        name: str,
        *,
        label: str,
        authentication_policy_id: Input[str],
        org_url: str,
        issuer_mode: Literal["ORG_URL", "CUSTOM_URL"] = "ORG_URL",
        client_id: str | None = None,
        claim: Claim | None = None,
        api_scopes: Sequence[str] = (),
        pkce_required: bool = True,
        token_endpoint_auth_method: str = "none",
        protect: bool = True,
        opts: ResourceOptions | None = None,
    ) -> None:
        super().__init__(self.TYPE, name, None, opts)
        app = okta.app.OAuth(
            f"{name}-app",
            label=label,
            type="native",
            client_id=client_id,
            # Assumed of Jamf Connect, to be checked on a real Mac first: it authenticates with its client ID alone
            # and sends a PKCE code challenge. Okta wants PKCE of every client without a secret.
            token_endpoint_auth_method=token_endpoint_auth_method,
            pkce_required=pkce_required,
            omit_secret=True,
            grant_types=list(self.GRANT_TYPES),
            # Never `token`: the article takes the access token out of the implicit grant.
            response_types=["code", "id_token"],
            redirect_uris=[REDIRECT_URI],
            consent_method="TRUSTED",
            issuer_mode=issuer_mode,
            hide_ios=True,
            hide_web=True,
            groups_claim=_groups_claim(claim),
            authentication_policy=authentication_policy_id,
            # Its client ID stands in every Mac's profile: a second app would be no replacement.
            opts=ResourceOptions(parent=self, protect=protect),
        )
        okta.AppOauthApiScope(
            f"{name}-api-scopes",
            app_id=app.id,
            issuer=org_url,
            scopes=sorted({USERS_READ, *api_scopes}),
            opts=ResourceOptions(parent=self),
        )
        self.app_id = app.id
        self.client_id = app.client_id
        self.register_outputs({"appId": self.app_id, "clientId": self.client_id})


class RopgApp(_OidcApp):
    """The app that checks passwords silently: at the login window after the web view, and in the menu bar."""

    TYPE = "jamf-connect-okta:okta:RopgApp"
    GRANT_TYPES = ("authorization_code", "implicit", "password")


class MfaApp(_OidcApp):
    """The app of the login window's web view in the two-app design; it can't check a password silently."""

    TYPE = "jamf-connect-okta:okta:MfaApp"
    GRANT_TYPES = ("authorization_code", "implicit")


def _groups_claim(claim: Claim | None) -> okta.app.OAuthGroupsClaimArgs | None:
    """The provider calls `groups_claim` deprecated and warns at every preview.

    On the org authorization server nothing general has taken its place: `app.FederatedClaim` needs a further licence.
    """
    if claim is None:
        return None
    return okta.app.OAuthGroupsClaimArgs(
        name=claim.name, type=claim.type, value=claim.value, filter_type=claim.filter_type
    )
