"""A resource of every served type, as the plugin itself sees them: without an engine."""

import json
from collections.abc import Sequence
from typing import Any

from jamf_connect_okta.stand_in.catalogue import resource_type

from .engine_stack import TYPES
from .recorded_org import Json, Managed, RecordedOrg


def one_of_each(org: RecordedOrg, group_ids: Sequence[str], user_id: str) -> dict[str, Managed]:
    """By the names that the engine's stack gives them."""
    made: dict[str, Managed] = {}

    def make(resource: str, /, **inputs: Any) -> str:
        made[resource] = Managed(resource_type(TYPES[resource]), org, **inputs)
        return made[resource].id

    policy = make("policy", name="Passwords", description="Macs", catchAll=False)
    make("rule", policyId=policy, **_RULE)
    app = make("app", authenticationPolicy=policy, **_APP)
    make("scopes", appId=app, issuer="https://acme.okta.invalid", scopes=["okta.users.read", "okta.groups.read"])
    make("groups", appId=app, groups=[_group(id, priority) for priority, id in enumerate(group_ids, start=1)])
    make("user", appId=app, userId=user_id, username="olivia@acme.example")
    session = make("session", name="Macs", description="Passwords", groupsIncluded=group_ids[:1], priority=1)
    make("session-rule", policyId=session, **_SESSION_RULE)
    return made


def _group(id: str, priority: int) -> Json:
    return {"id": id, "priority": priority, "profile": "{}"}


_SESSION_RULE: Json = {
    "name": "Password",
    "priority": 1,
    "mfaRequired": True,
    "mfaPrompt": "SESSION",
    "mfaLifetime": 15,
}
_RULE: Json = {
    "name": "Password",
    "priority": 0,
    "factorMode": "1FA",
    "reAuthenticationFrequency": "PT0S",
    "inactivityPeriod": "PT1H",
    "constraints": [json.dumps({"knowledge": {"required": True, "types": ["password"]}})],
    "customExpression": 'user.status == "ACTIVE"',
    "deviceIsRegistered": True,
    "deviceIsManaged": True,
}
_APP: Json = {
    "label": "Jamf Connect",
    "type": "native",
    "tokenEndpointAuthMethod": "none",
    "pkceRequired": True,
    "omitSecret": True,
    "grantTypes": ["authorization_code", "implicit", "password"],
    "responseTypes": ["code", "id_token"],
    "redirectUris": ["https://127.0.0.1/jamfconnect"],
}
