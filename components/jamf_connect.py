"""Jamf Connect on Okta as a whole: its parts, how they hang together, and what an MDM needs to know of them."""

from collections.abc import Sequence
from typing import Literal, TypedDict

import pulumi
from pulumi import Output, ResourceOptions

from components.assurance import password_and, password_only
from components.authentication_policy import AuthenticationPolicy, SignOnRule
from components.global_session_policy import GlobalSessionPolicy
from components.group_assignments import AppAssignments
from components.jamf_connect_values import JamfConnectValues, values_of
from components.lookups import Directory
from components.oidc_app import MfaApp, RopgApp
from components.settings import Claim, Settings


class JamfConnect(pulumi.ComponentResource):
    """Everything that one stack declares in Okta.

    Deliberately not managed: people and groups, enrolment of authenticators, contents of network zones, other identity
    providers, Macs. They are looked up, never created.
    """

    values: Output[JamfConnectValues]
    """The values that Jamf Connect's profiles must agree with."""
    ids: Output[dict[str, str]]
    """Ids of the apps and policies in Okta; nothing of what the stack does not declare."""

    def __init__(
        self, name: str, *, settings: Settings, directory: Directory, opts: ResourceOptions | None = None
    ) -> None:
        super().__init__("jamf-connect-okta:okta:JamfConnect", name, None, opts)
        ropg_policy, ropg_app = _ropg(settings, directory, self)
        ids = {"ropgApp": ropg_app.app_id, "ropgPolicy": ropg_policy.policy_id}
        login_window: RopgApp | MfaApp = ropg_app
        if settings.has_mfa_app:
            mfa_policy, mfa_app = _mfa(settings, directory, self)
            ids |= {"mfaApp": mfa_app.app_id, "mfaPolicy": mfa_policy.policy_id}
            if settings.design == "two-apps":
                login_window = mfa_app
        if settings.manages_session_policy:
            ids["sessionPolicy"] = _session(settings, directory, self).policy_id
        self.values = Output.all(login_window.client_id, ropg_app.client_id).apply(
            lambda client_ids: values_of(settings, pulumi.get_stack(), *client_ids)
        )
        self.ids = Output.all(**ids)
        self.register_outputs({"values": self.values, "ids": self.ids})


def _ropg(settings: Settings, directory: Directory, parent: pulumi.Resource) -> tuple[AuthenticationPolicy, RopgApp]:
    policy = AuthenticationPolicy(
        "ropg",
        policy_name=settings.ropg_app.policy_name,
        description="Jamf Connect checks passwords silently: a password has to be enough.",
        rules=[
            SignOnRule(
                name="Password",
                assurance=password_only(),
                zone_ids=directory.ropg_zone_ids,
                excluded_group_ids=[group.id for group in directory.excluded_groups],
            )
        ],
        opts=ResourceOptions(parent=parent),
    )
    app = RopgApp(
        "ropg",
        label=settings.ropg_app.label,
        client_id=settings.ropg_app.client_id or None,
        authentication_policy_id=policy.policy_id,
        protect=settings.protect,
        **_in_common(settings),
        opts=ResourceOptions(parent=parent),
    )
    _assign("ropg", app, directory, parent)
    return policy, app


def _mfa(settings: Settings, directory: Directory, parent: pulumi.Resource) -> tuple[AuthenticationPolicy, MfaApp]:
    policy = AuthenticationPolicy(
        "mfa",
        policy_name=settings.mfa_app.policy_name,
        description="The login window's web view asks for a password and a second factor.",
        rules=[
            SignOnRule(
                name="Password and second factor",
                assurance=password_and(settings.factors, reauthenticate_in=settings.mfa_app.reauthenticate_in),
                zone_ids=directory.mfa_zone_ids,
            )
        ],
        opts=ResourceOptions(parent=parent),
    )
    app = MfaApp(
        "mfa",
        label=settings.mfa_app.label,
        client_id=settings.mfa_app.client_id or None,
        authentication_policy_id=policy.policy_id,
        protect=settings.protects_mfa_app,
        **_in_common(settings),
        opts=ResourceOptions(parent=parent),
    )
    _assign("mfa", app, directory, parent)
    return policy, app


class _InCommon(TypedDict):
    org_url: str
    issuer_mode: Literal["ORG_URL", "CUSTOM_URL"]
    claim: Claim | None
    api_scopes: Sequence[str]
    pkce_required: bool
    token_endpoint_auth_method: str


def _in_common(settings: Settings) -> _InCommon:
    """What has to be the same for both apps: people pass the one and fail at the other otherwise."""
    return _InCommon(
        org_url=settings.org_url,
        issuer_mode=settings.issuer_mode,
        claim=settings.claim,
        api_scopes=settings.api_scopes,
        pkce_required=settings.pkce_required,
        token_endpoint_auth_method=settings.token_endpoint_auth_method,
    )


def _assign(name: str, app: RopgApp | MfaApp, directory: Directory, parent: pulumi.Resource) -> None:
    opts = ResourceOptions(parent=parent)
    AppAssignments(name, app_id=app.app_id, groups=directory.groups, users=directory.users, opts=opts)


def _session(settings: Settings, directory: Directory, parent: pulumi.Resource) -> GlobalSessionPolicy:
    return GlobalSessionPolicy(
        "session",
        policy_name=settings.session_policy.name,
        group_ids=[group.id for group in directory.groups],
        priority=settings.session_policy.priority,
        idle_minutes=settings.session_policy.idle_minutes,
        lifetime_minutes=settings.session_policy.lifetime_minutes,
        blocked_zone_ids=directory.blocked_zone_ids,
        opts=ResourceOptions(parent=parent),
    )
