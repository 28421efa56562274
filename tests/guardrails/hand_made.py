"""A stack that some other team wrote by hand: everything is in order, nothing is named as in this project."""

import json
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from guardrails import facts
from guardrails.facts import Resource, Stack
from guardrails.jamf_connect import JamfConnect

GONE = object()
"""What an input that is left out has for a value."""

PASSWORD = {"types": ["password"]}
PASSWORD_ONLY = [json.dumps({"knowledge": PASSWORD})]

_APP: dict[str, Any] = {
    "label": "Macs",
    "type": "native",
    "tokenEndpointAuthMethod": "none",
    "pkceRequired": True,
    "responseTypes": ["code", "id_token"],
    "redirectUris": ["https://127.0.0.1/jamfconnect"],
    "groupsClaim": {"name": "groups", "type": "FILTER", "filterType": "STARTS_WITH", "value": "mac-"},
}
_GRANTS = ["authorization_code", "implicit"]

_INPUTS: dict[str, tuple[str, dict[str, Any]]] = {
    "check": (facts.APP, _APP | {"grantTypes": [*_GRANTS, "password"], "authenticationPolicy": "check-policy-id"}),
    "window": (facts.APP, _APP | {"grantTypes": _GRANTS, "authenticationPolicy": "window-policy-id"}),
    "check-scopes": (
        facts.API_SCOPES,
        {"appId": "check-id", "issuer": "https://acme.okta.com", "scopes": ["okta.users.read"]},
    ),
    "window-scopes": (
        facts.API_SCOPES,
        {"appId": "window-id", "issuer": "https://acme.okta.com", "scopes": ["okta.users.read"]},
    ),
    "check-people": (facts.GROUP_OF_APP, {"appId": "check-id", "groupId": "people"}),
    "window-people": (facts.GROUP_OF_APP, {"appId": "window-id", "groupId": "people"}),
    "check-ada": (facts.USER_OF_APP, {"appId": "check-id", "userId": "ada"}),
    "window-ada": (facts.USER_OF_APP, {"appId": "window-id", "userId": "ada"}),
    "check-policy": (facts.POLICY, {"catchAll": False}),
    "window-policy": (facts.POLICY, {"catchAll": False}),
    "check-rule": (
        facts.RULE,
        {
            "policyId": "check-policy-id",
            "name": "Password",
            "priority": 1,
            "factorMode": "1FA",
            "constraints": PASSWORD_ONLY,
            "groupsExcluded": ["admins"],
        },
    ),
    "window-rule": (
        facts.RULE,
        {
            "policyId": "window-policy-id",
            "name": "Both",
            "priority": 1,
            "factorMode": "2FA",
            "reAuthenticationFrequency": "PT0S",
            "constraints": [json.dumps({"knowledge": PASSWORD, "possession": {"methods": ["push"]}})],
        },
    ),
    "session": (facts.SESSION_POLICY, {"groupsIncluded": ["people"]}),
    "session-rule": (
        facts.SESSION_RULE,
        {
            "policyId": "session-id",
            "name": "Password",
            "priority": 1,
            "primaryFactor": "PASSWORD_IDP",
            "sessionIdle": 60,
            "sessionLifetime": 600,
        },
    ),
}


def resource(name: str, type: str, inputs: Mapping[str, Any], **further: Any) -> Resource:
    """A resource of an org that its provider calls acme.okta.com; its id is its name with `-id`."""
    urn = f"urn:pulumi:other::team::{type}::{name}"
    given = {key: value for key, value in inputs.items() if value is not GONE}
    described: dict[str, Any] = {"id": f"{name}-id", "protect": True, "org_host": "acme.okta.com", **further}
    return Resource(type, name, urn, given, **described)


def hand_made(*added: Resource, outputs: tuple[Any, ...] = (), **changes: Mapping[str, Any]) -> JamfConnect:
    """The stack with the inputs of some resources changed (`_` in a keyword is `-` in a name) and some resources added.

    An added resource takes the place of one with its name.
    """
    changed = {name.replace("_", "-"): inputs for name, inputs in changes.items()}
    assert changed.keys() <= _INPUTS.keys()
    own = {name: resource(name, type, {**inputs, **changed.get(name, {})}) for name, (type, inputs) in _INPUTS.items()}
    return JamfConnect(Stack(tuple((own | {each.name: each for each in added}).values()), outputs))


def without(stack: JamfConnect, *names: str) -> JamfConnect:
    """The stack with some resources taken out."""
    kept = tuple(each for each in stack.stack.resources if each.name not in names)
    return replace(stack, stack=replace(stack.stack, resources=kept))
