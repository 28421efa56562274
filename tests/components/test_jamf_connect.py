"""Everything that a stack declares in Okta, object by object, property by property."""

from collections.abc import Callable
from typing import Any

import pytest

from components.settings import ARTICLE_EXPRESSION, Settings

from .deploying import chosen_by_okta, declared_by
from .mocked_org import MockedOrg
from .stacks import prod, rehearsal

PASSWORD = '{"knowledge": {"required": true, "types": ["password"]}}'
PASSWORD_AND_ALL_FACTORS = (
    '{"knowledge": {"required": true, "types": ["password"]}, "possession": {"authenticationMethods": ['
    '{"key": "okta_email", "method": "email"}, {"key": "okta_verify", "method": "push"}, '
    '{"key": "phone_number", "method": "sms"}, {"key": "okta_verify", "method": "totp"}, '
    '{"key": "phone_number", "method": "voice"}], "required": true}}'
)

Expected = dict[str, tuple[str, dict[str, Any]]]
"""Type and properties by name."""


def one_app(id_of: Callable[[str], str]) -> Expected:
    """The least that a real org's stack declares: one app, one group, nothing that governs other apps."""
    return {
        "ropg-policy": (
            "okta:index/appSignonPolicy:AppSignonPolicy",
            {
                "name": "Jamf Connect password only",
                "description": "Jamf Connect checks passwords silently: a password has to be enough.",
                "catchAll": False,
            },
        ),
        "ropg-password": (
            "okta:index/appSignonPolicyRule:AppSignonPolicyRule",
            {
                "policyId": id_of("ropg-policy"),
                "name": "Password",
                "priority": 1,
                "access": "ALLOW",
                "type": "ASSURANCE",
                "factorMode": "1FA",
                "reAuthenticationFrequency": "PT0S",
                "constraints": [PASSWORD],
                "networkConnection": "ANYWHERE",
            },
        ),
        "ropg-app": (
            "okta:app/oAuth:OAuth",
            {
                "label": "Jamf Connect password check",
                "type": "native",
                "tokenEndpointAuthMethod": "none",
                "pkceRequired": True,
                "omitSecret": True,
                "grantTypes": ["authorization_code", "implicit", "password"],
                "responseTypes": ["code", "id_token"],
                "redirectUris": ["https://127.0.0.1/jamfconnect"],
                "consentMethod": "TRUSTED",
                "issuerMode": "ORG_URL",
                "hideIos": True,
                "hideWeb": True,
                "authenticationPolicy": id_of("ropg-policy"),
            },
        ),
        "ropg-api-scopes": (
            "okta:index/appOauthApiScope:AppOauthApiScope",
            {"appId": id_of("ropg-app"), "issuer": "https://acme.okta.com", "scopes": ["okta.users.read"]},
        ),
        "ropg-groups": (
            "okta:index/appGroupAssignments:AppGroupAssignments",
            {
                "appId": id_of("ropg-app"),
                "groups": [{"id": "00gMacUsers000000001", "priority": 1, "profile": "{}"}],
            },
        ),
    }


EVERYTHING: dict[str, Any] = {
    "customDomain": "login.acme.invalid",
    "groups": ["Mac Users", "Mac Admins"],
    "users": ["ines@acme.example"],
    "adminGroups": ["Mac Admins"],
    "groupsClaim": {"name": "mac_groups", "groups": ["Mac Users", "Mac Admins"]},
    "ropgApp": {
        "label": "Password check",
        "clientId": "password-check",
        "policyName": "Password",
        "excludedGroups": ["Okta Administrators"],
        "zones": ["Office"],
    },
    "mfaApp": {
        "stage": "active",
        "label": "Login window",
        "clientId": "login-window",
        "policyName": "Second factor",
        "factors": ["push", "totp", "sms", "voice", "email"],
        "reauthenticateIn": "PT8H",
        "zones": ["Office", "VPN"],
    },
    "sessionPolicy": {
        "managed": True,
        "name": "Macs",
        "priority": 2,
        "idleMinutes": 60,
        "lifetimeMinutes": 480,
        "blockedZones": ["Tor"],
    },
    "apiScopes": ["okta.groups.read", "okta.apps.read"],
    "tokenEndpointAuthMethod": "client_secret_basic",
    "pkceRequired": False,
}


def two_apps(id_of: Callable[[str], str]) -> Expected:
    """What EVERYTHING declares: every setting says something else than its default."""
    app = {
        "type": "native",
        "tokenEndpointAuthMethod": "client_secret_basic",
        "pkceRequired": False,
        "omitSecret": True,
        "responseTypes": ["code", "id_token"],
        "redirectUris": ["https://127.0.0.1/jamfconnect"],
        "consentMethod": "TRUSTED",
        "issuerMode": "CUSTOM_URL",
        "hideIos": True,
        "hideWeb": True,
        "groupsClaim": {
            "name": "mac_groups",
            "type": "FILTER",
            "filterType": "REGEX",
            "value": "^(Mac Users|Mac Admins)$",
        },
    }
    scopes = {
        "issuer": "https://acme.okta.invalid",
        "scopes": ["okta.apps.read", "okta.groups.read", "okta.users.read"],
    }
    groups = [
        {"id": "00gMacUsers000000001", "priority": 1, "profile": "{}"},
        {"id": "00gMacAdmins00000001", "priority": 2, "profile": "{}"},
    ]
    ines = {"userId": "00uInes0000000000001", "username": "ines@acme.example"}
    return {
        "ropg-policy": (
            "okta:index/appSignonPolicy:AppSignonPolicy",
            {
                "name": "Password",
                "description": "Jamf Connect checks passwords silently: a password has to be enough.",
                "catchAll": False,
            },
        ),
        "ropg-password": (
            "okta:index/appSignonPolicyRule:AppSignonPolicyRule",
            {
                "policyId": id_of("ropg-policy"),
                "name": "Password",
                "priority": 1,
                "access": "ALLOW",
                "type": "ASSURANCE",
                "factorMode": "1FA",
                "reAuthenticationFrequency": "PT0S",
                "constraints": [PASSWORD],
                "networkConnection": "ZONE",
                "networkIncludes": ["nzoOffice00000000001"],
                "groupsExcluded": ["00gOktaAdmins0000001"],
            },
        ),
        "ropg-app": (
            "okta:app/oAuth:OAuth",
            app
            | {
                "label": "Password check",
                "clientId": "password-check",
                "grantTypes": ["authorization_code", "implicit", "password"],
                "authenticationPolicy": id_of("ropg-policy"),
            },
        ),
        "ropg-api-scopes": ("okta:index/appOauthApiScope:AppOauthApiScope", scopes | {"appId": id_of("ropg-app")}),
        "ropg-groups": (
            "okta:index/appGroupAssignments:AppGroupAssignments",
            {"appId": id_of("ropg-app"), "groups": groups},
        ),
        "ropg-user-ines@acme.example": ("okta:app/user:User", ines | {"appId": id_of("ropg-app")}),
        "mfa-policy": (
            "okta:index/appSignonPolicy:AppSignonPolicy",
            {
                "name": "Second factor",
                "description": "The login window's web view asks for a password and a second factor.",
                "catchAll": False,
            },
        ),
        "mfa-password-and-second-factor": (
            "okta:index/appSignonPolicyRule:AppSignonPolicyRule",
            {
                "policyId": id_of("mfa-policy"),
                "name": "Password and second factor",
                "priority": 1,
                "access": "ALLOW",
                "type": "ASSURANCE",
                "factorMode": "2FA",
                "reAuthenticationFrequency": "PT8H",
                "constraints": [PASSWORD_AND_ALL_FACTORS],
                "networkConnection": "ZONE",
                "networkIncludes": ["nzoOffice00000000001", "nzoVPN00000000000001"],
            },
        ),
        "mfa-app": (
            "okta:app/oAuth:OAuth",
            app
            | {
                "label": "Login window",
                "clientId": "login-window",
                "grantTypes": ["authorization_code", "implicit"],
                "authenticationPolicy": id_of("mfa-policy"),
            },
        ),
        "mfa-api-scopes": ("okta:index/appOauthApiScope:AppOauthApiScope", scopes | {"appId": id_of("mfa-app")}),
        "mfa-groups": (
            "okta:index/appGroupAssignments:AppGroupAssignments",
            {"appId": id_of("mfa-app"), "groups": groups},
        ),
        "mfa-user-ines@acme.example": ("okta:app/user:User", ines | {"appId": id_of("mfa-app")}),
        "session-policy": (
            "okta:policy/signon:Signon",
            {
                "name": "Macs",
                "description": "Lets people who sign in to Macs start a session with their password.",
                "groupsIncluded": ["00gMacUsers000000001", "00gMacAdmins00000001"],
                "priority": 2,
            },
        ),
        "session-blocked-zones": (
            "okta:policy/ruleSignon:RuleSignon",
            {
                "policyId": id_of("session-policy"),
                "name": "Blocked zones",
                "priority": 1,
                "access": "DENY",
                "networkConnection": "ZONE",
                "networkIncludes": ["nzoTor00000000000001"],
                "sessionIdle": 60,
                "sessionLifetime": 480,
            },
        ),
        "session-password": (
            "okta:policy/ruleSignon:RuleSignon",
            {
                "policyId": id_of("session-policy"),
                "name": "Password",
                "priority": 2,
                "access": "ALLOW",
                "primaryFactor": "PASSWORD_IDP",
                "mfaRequired": False,
                "networkConnection": "ANYWHERE",
                "sessionIdle": 60,
                "sessionLifetime": 480,
                "sessionPersistent": False,
            },
        ),
    }


def declared(settings: Settings, org: MockedOrg) -> Expected:
    resources = declared_by(settings, org).resources
    return {name: (resource.type, resource.properties) for name, resource in resources.items()}


def test_the_one_app_design_declares_exactly_this(org: MockedOrg) -> None:
    assert declared(prod(), org) == one_app(lambda name: chosen_by_okta(org, f"{name}-id"))


def test_the_two_app_design_with_everything_declares_exactly_this(org: MockedOrg) -> None:
    org.add_zone("VPN", "nzoVPN00000000000001")
    expected = two_apps(lambda name: chosen_by_okta(org, f"{name}-id"))
    assert declared(rehearsal(**EVERYTHING), org) == expected


@pytest.mark.parametrize("stage", ["active", "retiring", "unprotected"])
def test_moving_between_one_and_two_apps_leaves_the_ropg_app_as_it_is(org: MockedOrg, stage: str) -> None:
    one, two = declared(prod(), org), declared(prod(mfaApp={"stage": stage}), org)
    assert {name: two[name] for name in one} == one


def test_the_article_s_claim_is_an_expression_without_a_filter(org: MockedOrg) -> None:
    settings = prod(
        mfaApp={"stage": "active"}, groupsClaim={"type": "EXPRESSION", "preset": "okta-and-active-directory"}
    )
    claim = {"name": "groups", "type": "EXPRESSION", "value": ARTICLE_EXPRESSION}
    resources = declared_by(settings, org).resources
    assert [resources[app].properties["groupsClaim"] for app in ("ropg-app", "mfa-app")] == [claim, claim]
