"""Rules of authentication policies, as cases change and add them."""

import json
from typing import Any

from guardrails import facts
from guardrails.facts import Resource

from .hand_made import hand_made, resource


def rule(name: str, policy: str, **inputs: Any) -> Resource:
    return resource(name, facts.RULE, {"policyId": f"{policy}-id", "name": name, "priority": 2, **inputs})


def rules(*listed: dict[str, Any]) -> Resource:
    """All rules of the password policy in one resource."""
    return resource("check-rule", facts.RULES, {"policyId": "check-policy-id", "rules": list(listed)})


def constraint(**parts: Any) -> str:
    return json.dumps(parts)


def window(*constraints: str, **inputs: Any) -> Any:
    return hand_made(window_rule={"constraints": list(constraints), **inputs})


def chain(*steps: list[str]) -> str:
    """An authentication method chain: methods of which one will do, step by step."""
    document: dict[str, Any] = {}
    for methods in reversed(steps):
        following = {"next": [document]} if document else {}
        document = {"authenticationMethods": [{"key": "okta", "method": each} for each in methods], **following}
    return json.dumps(document)
