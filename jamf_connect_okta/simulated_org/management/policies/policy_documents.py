"""Policies as Okta stores and shows them."""

from __future__ import annotations

from typing import Any

from jamf_connect_okta.simulated_org.core.org import Org
from jamf_connect_okta.simulated_org.core.store import Document

# Policy types whose policies apply to apps by mapping; all of them show priority 1.
MAPPED_TYPES = frozenset({"ACCESS_POLICY", "PROFILE_ENROLLMENT"})


def new_policy(
    org: Org,
    kind: str,
    name: str,
    *,
    description: str | None = None,
    priority: int = 1,
    system: bool = False,
    conditions: dict[str, Any] | None = None,
    settings: dict[str, Any] | None = None,
    resource_type: str | None = None,
) -> Document:
    """A policy that is not stored yet. `resource_type` is what an ACCESS_POLICY is for: APP, unless Okta made it."""
    policy_id = org.new_id("accessPolicy" if kind in MAPPED_TYPES else "policy")
    now = org.now()
    document: Document = {"id": policy_id, "status": "ACTIVE", "name": name}
    if description is not None:
        document["description"] = description
    document |= {
        "priority": priority,
        "system": system,
        "conditions": conditions,
        "created": now,
        "lastUpdated": now,
        **({"settings": settings} if settings else {}),
        "type": kind,
    }
    return {"id": policy_id, "type": kind, "resourceType": resource_type, "document": document}


def shown_policy(org: Org, policy: Document, *, in_list: bool = False) -> Document:
    """The policy with its links; lists of authentication policies also tell what each is for."""
    document = policy["document"]
    path = f"/api/v1/policies/{policy['id']}"
    links: dict[str, Any] = {}
    own = ["GET", "PUT"]
    if policy["resourceType"] == "END_USER_ACCOUNT_MANAGEMENT":
        own = ["GET"]
    elif not document["system"]:
        links["mappings"] = org.href(f"{path}/mappings", "GET", "POST")
        step = "deactivate" if document["status"] == "ACTIVE" else "activate"
        links[step] = org.href(f"{path}/lifecycle/{step}", "POST")
        own.append("DELETE")
    links |= {"self": org.href(path, *own), "rules": org.href(f"{path}/rules", "GET", "POST")}
    embedded = {"_embedded": {"resourceType": policy["resourceType"]}} if in_list and policy["resourceType"] else {}
    return {**document, "_links": links, **embedded}


def new_rule(
    org: Org,
    policy: Document,
    name: str,
    *,
    priority: int,
    conditions: dict[str, Any] | None,
    actions: dict[str, Any],
    system: bool = False,
    status: str = "ACTIVE",
) -> Document:
    """A rule that is not stored yet."""
    rule_id = org.new_id("accessRule" if policy["type"] == "ACCESS_POLICY" else "sessionRule")
    now = org.now()
    return {
        "id": rule_id,
        "policyId": policy["id"],
        "document": {
            "id": rule_id,
            "status": status,
            "name": name,
            "priority": priority,
            "created": now,
            "lastUpdated": now,
            "system": system,
            "conditions": conditions,
            "actions": actions,
            "type": RULE_TYPES[policy["type"]],
        },
    }


RULE_TYPES = {
    "ACCESS_POLICY": "ACCESS_POLICY",
    "OKTA_SIGN_ON": "SIGN_ON",
    "PASSWORD": "PASSWORD",
    "PROFILE_ENROLLMENT": "PROFILE_ENROLLMENT",
}


def shown_rule(org: Org, rule: Document) -> Document:
    """The rule with its links."""
    document = rule["document"]
    path = f"/api/v1/policies/{rule['policyId']}/rules/{rule['id']}"
    links: dict[str, Any] = {"self": org.href(path, "GET", "PUT")}
    if not document["system"]:
        step = "deactivate" if document["status"] == "ACTIVE" else "activate"
        links = {"self": org.href(path, "GET", "PUT", "DELETE"), step: org.href(f"{path}/lifecycle/{step}", "POST")}
    return {**document, "_links": links}


def catch_all_rule(org: Org, policy: Document, *, constraints: list[dict[str, Any]] | None) -> Document:
    """The rule that ends every authentication policy: two factors, asked again after twelve hours."""
    method: dict[str, Any] = {"factorMode": "2FA", "type": "ASSURANCE", "reauthenticateIn": "PT12H"}
    if constraints is not None:
        method["constraints"] = constraints
    actions = {
        "appSignOn": {
            "access": "ALLOW",
            "verificationMethod": method,
            "keepMeSignedIn": {"postAuth": "NOT_ALLOWED"},
        }
    }
    return new_rule(org, policy, "Catch-all Rule", priority=99, conditions=None, actions=actions, system=True)
