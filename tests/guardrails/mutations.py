"""One change of a shipped stack for each rule, which it has to notice."""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from guardrails.facts import REDIRECT_URI_OF_APP, RULES, SIGN_OUT_URI_OF_APP, UNKNOWN, Resource
from guardrails.jamf_connect import JamfConnect

from .registered import changed

GONE = object()
"""What a property that is left out has for a value."""


@dataclass(frozen=True)
class Mutation:
    """`property` of `resource` in a shipped stack becomes `value`; `also` are the rules that it has to trip as well."""

    rule: str
    resource: str
    property: str
    value: Any
    also: frozenset[str] = frozenset()
    stack: str = "dev"

    def __str__(self) -> str:
        return self.rule

    def applied_to(self, stack: JamfConnect) -> JamfConnect:
        return changed(stack, self.resource, self._change(stack))

    def _change(self, stack: JamfConnect) -> Callable[[Resource], Resource]:
        if self.property == "protect":
            return lambda resource: replace(resource, protect=self.value)
        if isinstance(self.value, IdOf):
            return self._link(next(each for each in stack.stack.resources if each.name == self.value.resource))
        inputs = {self.property: self.value}
        return lambda resource: replace(
            resource,
            inputs={name: value for name, value in {**resource.inputs, **inputs}.items() if value is not GONE},
        )

    def _link(self, target: Resource) -> Callable[[Resource], Resource]:
        return lambda resource: replace(
            resource,
            inputs={**resource.inputs, self.property: target.id or UNKNOWN},
            links={**resource.links, self.property: frozenset({target.urn})},
        )


@dataclass(frozen=True)
class Addition:
    """A shipped stack gets one more resource, whose `property` is the id of `target`."""

    rule: str
    type: str
    property: str
    target: str
    inputs: Mapping[str, Any]
    also: frozenset[str] = frozenset()
    stack: str = "dev"

    def __str__(self) -> str:
        return self.rule

    def applied_to(self, stack: JamfConnect) -> JamfConnect:
        [target] = [each for each in stack.stack.resources if each.name == self.target]
        added = replace(
            target,
            type=self.type,
            name="added",
            urn=f"{target.urn}-added",
            inputs={**self.inputs, self.property: target.id or UNKNOWN},
            links={self.property: frozenset({target.urn})},
            id=target.id and "added-id",
        )
        return replace(stack, stack=replace(stack.stack, resources=(*stack.stack.resources, added)))


@dataclass(frozen=True)
class IdOf:
    """The id of another resource of the stack."""

    resource: str


def _possession(**demand: Any) -> list[str]:
    return [
        json.dumps({"knowledge": {"required": True, "types": ["password"]}, "possession": {"required": True, **demand}})
    ]


URI = "https://127.0.0.1/jamfconnect"
MFA_RULE = "mfa-password-and-second-factor"

MUTATIONS: list[Mutation | Addition] = [
    Mutation("native-app", "mfa-app", "type", "web"),
    Mutation("no-client-secret", "ropg-app", "tokenEndpointAuthMethod", "client_secret_basic"),
    Mutation("no-token-response-type", "mfa-app", "responseTypes", ["code", "id_token", "token"]),
    Mutation("redirect-uri", "mfa-app", "redirectUris", [f"{URI}/"]),
    Mutation("no-sign-out-uri", "ropg-app", "postLogoutRedirectUris", ["com.okta.acme:/"]),
    Mutation("pkce-explicit", "ropg-app", "pkceRequired", GONE),
    Mutation("consent-trusted", "ropg-app", "consentMethod", "REQUIRED"),
    Mutation("issuer-fixed", "mfa-app", "issuerMode", "DYNAMIC"),
    Mutation("app-protected", "ropg-app", "protect", False, stack="prod"),
    Addition("no-added-redirect-uri", REDIRECT_URI_OF_APP, "appId", "mfa-app", {"uri": f"{URI}/"}),
    Addition("no-added-sign-out-uri", SIGN_OUT_URI_OF_APP, "appId", "ropg-app", {"uri": "com.okta.acme:/"}),
    Mutation("users-read-granted", "ropg-api-scopes", "scopes", []),
    Mutation("no-further-api-scopes", "mfa-api-scopes", "scopes", ["okta.users.read", "okta.users.manage"]),
    Mutation("grants-on-org-url", "mfa-api-scopes", "issuer", "https://acme-admin.okta.invalid"),
    Mutation("policy-explicit", "ropg-app", "authenticationPolicy", GONE),
    # The shared policy then also has to ask for a second factor, as the login window's.
    Mutation(
        "policy-not-shared",
        "mfa-app",
        "authenticationPolicy",
        IdOf("ropg-policy"),
        also=frozenset({"mfa-second-factor"}),
    ),
    Mutation("catch-all-denies", "mfa-policy", "catchAll", GONE),
    Mutation("rule-priorities", "ropg-password", "priority", GONE),
    Addition(
        "denial-of-all-last",
        RULES,
        "policyId",
        "ropg-policy",
        {
            "rules": [
                {"name": "Nobody", "access": "DENY", "priority": 2},
                {"name": "Again", "factorMode": "1FA", "groupsExcluded": ["00gOktaAdmins0000001"], "priority": 3},
            ]
        },
    ),
    Mutation("ropg-password-is-enough", "ropg-password", "factorMode", "2FA"),
    Mutation("ropg-no-device-condition", "ropg-password", "deviceIsRegistered", True),
    Mutation(
        "ropg-no-platform-condition", "ropg-password", "platformIncludes", [{"type": "DESKTOP", "osType": "MACOS"}]
    ),
    Mutation("ropg-no-risk-condition", "ropg-password", "riskScore", "LOW"),
    Mutation("ropg-no-user-type-condition", "ropg-password", "userTypesIncluded", ["oty1"]),
    Mutation("ropg-no-custom-expression", "ropg-password", "customExpression", "device.profile.managed"),
    Mutation("administrators-kept-away", "ropg-password", "groupsExcluded", GONE),
    Mutation("mfa-every-sign-in", MFA_RULE, "reAuthenticationFrequency", GONE),
    Mutation(
        "mfa-password-typed", MFA_RULE, "constraints", ['{"possession": {"required": true, "methods": ["push"]}}']
    ),
    Mutation("mfa-second-factor", MFA_RULE, "factorMode", "1FA"),
    Mutation("mfa-factor-works-at-login-window", MFA_RULE, "constraints", _possession(methods=["webauthn"])),
    Mutation("mfa-no-hardware-demand", MFA_RULE, "constraints", _possession(phishingResistant="REQUIRED")),
    Mutation("mfa-no-device-condition", MFA_RULE, "deviceIsManaged", True),
    Mutation("session-takes-password", "session-password", "access", "DENY"),
    Mutation("session-without-mfa", "session-password", "mfaRequired", True),
    Mutation("session-lifetimes", "session-password", "sessionLifetime", 0),
    Mutation("session-names-its-people", "session-policy", "groupsIncluded", GONE),
    Mutation(
        "session-nobody-else", "session-policy", "groupsIncluded", ["00gMacUsers000000001", "00gEverybody00000001"]
    ),
    # The login window's policy is then one that password checks have to pass.
    Mutation(
        "one-ropg-app",
        "mfa-app",
        "grantTypes",
        ["authorization_code", "implicit", "password"],
        also=frozenset({"ropg-password-is-enough", "administrators-kept-away"}),
    ),
    Mutation(
        "same-assignments", "mfa-groups", "groups", [{"id": "00gMacUsers000000001", "priority": 1, "profile": "{}"}]
    ),
    # With fixed client IDs the stack's outputs are known in its first preview.
    Mutation("groups-claim", "mfa-app", "groupsClaim", GONE, stack="prod"),
]
