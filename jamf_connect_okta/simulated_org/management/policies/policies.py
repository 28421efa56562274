"""Endpoints under /api/v1/policies that deal with the policy itself."""

from __future__ import annotations

from typing import Any

from jamf_connect_okta.simulated_org.core.api import Answer, Call, Endpoint, no_content, ok
from jamf_connect_okta.simulated_org.core.errors import OktaError, not_found, validation
from jamf_connect_okta.simulated_org.core.org import Org
from jamf_connect_okta.simulated_org.core.store import Document
from jamf_connect_okta.simulated_org.management.bodies import objects, optional_text, required_text, strings
from jamf_connect_okta.simulated_org.management.pagination import page
from jamf_connect_okta.simulated_org.management.policies.policy_conditions import check_people
from jamf_connect_okta.simulated_org.management.policies.policy_documents import (
    catch_all_rule,
    new_policy,
    shown_policy,
)
from jamf_connect_okta.simulated_org.management.policies.priorities import (
    asked_priority,
    close_gaps,
    in_order,
    insert_contiguously,
)

# Created here; other types exist as the defaults that every org has.
_CREATABLE = ("ACCESS_POLICY", "OKTA_SIGN_ON")
_TYPES = frozenset(
    {"ACCESS_POLICY", "OKTA_SIGN_ON", "PASSWORD", "PROFILE_ENROLLMENT", "MFA_ENROLL", "IDP_DISCOVERY"}
    | {"POST_AUTH_SESSION", "ENTITY_RISK", "DEVICE_SIGNAL_COLLECTION"}
)
_POSSESSION = [{"possession": {"required": True, "deviceBound": "REQUIRED"}}]
_MAX_ACCESS_POLICIES = 5000


def list_policies(call: Call) -> Answer:
    """GET /policies?type=…: the type is required."""
    kind = call.query.get("type", "")
    if kind not in _TYPES:
        raise validation("type", f"Invalid policy type specified: {kind}." if kind else "type: The type is required")
    policies = call.org.store.find("policy", "type", kind)
    if kind not in ("ACCESS_POLICY", "PROFILE_ENROLLMENT"):
        policies = in_order(policies)
    return page(call, policies, lambda policy: shown_policy(call.org, policy, in_list=True), default_limit=200)


def create_policy(call: Call) -> Answer:
    """POST /policies: an authentication policy comes with its catch-all rule, a global session policy without rules."""
    org, body = call.org, call.json()
    kind = body.get("type")
    if kind not in _CREATABLE:
        raise validation("type", f"Invalid policy type specified: {kind}.")
    siblings = org.store.find("policy", "type", kind)
    name = _checked_name(body, siblings, None)
    common: dict[str, Any] = {"description": optional_text(body, "description")}
    if kind == "ACCESS_POLICY":
        if len(siblings) >= _MAX_ACCESS_POLICIES:
            raise validation("policy", f"An org has at most {_MAX_ACCESS_POLICIES} authentication policies")
        policy = new_policy(org, kind, name, resource_type="APP", **common)
        org.store.put("policy", policy)
        org.store.put("rule", catch_all_rule(org, policy, constraints=_POSSESSION))
    else:
        conditions = _group_condition(org, body)
        asked = asked_priority(body.get("priority"), lowest=0, highest=10_000)
        # Recorded: without a priority the first policy beside the default one gets 1, so it comes before the default.
        place = insert_contiguously(org, "policy", siblings, asked)
        policy = new_policy(org, kind, name, priority=place, conditions=conditions, **common)
        org.store.put("policy", policy)
    if call.query.get("activate") == "false":
        policy = _with_status(org, policy, "INACTIVE")
    return ok(shown_policy(org, policy))


def get_policy(call: Call) -> Answer:
    """GET /policies/{id}."""
    return ok(shown_policy(call.org, find_policy(call)))


def replace_policy(call: Call) -> Answer:
    """PUT /policies/{id}: status is not part of it, the lifecycle endpoints change that."""
    org, policy, body = call.org, find_policy(call), call.json()
    _refuse_account_management(policy)
    document = policy["document"]
    if body.get("type") != document["type"]:
        raise validation("type", "type: The type of a policy can't be changed")
    siblings = [one for one in org.store.find("policy", "type", document["type"]) if one["id"] != policy["id"]]
    name = _checked_name(body, siblings, document)
    changed = {**document, "name": name, "lastUpdated": org.now()}
    changed.pop("description", None)
    if (description := optional_text(body, "description")) is not None:
        changed["description"] = description
    if document["type"] == "OKTA_SIGN_ON" and not document["system"]:
        changed["conditions"] = _group_condition(org, body)
        asked = asked_priority(body.get("priority"), lowest=0, highest=10_000)
        if asked is not None and asked != document["priority"]:
            changed["priority"] = insert_contiguously(org, "policy", siblings, asked)
    replaced = {**policy, "document": changed}
    org.store.put("policy", replaced)
    return ok(shown_policy(org, replaced))


def delete_policy(call: Call) -> Answer:
    """DELETE /policies/{id}: refused for system policies and while an app uses it; its rules go with it.

    Okta's text for a policy in use is not recorded.
    """
    org, policy = call.org, find_policy(call)
    _refuse_account_management(policy)
    if policy["document"]["system"]:
        raise OktaError(403, "E0000006", "You do not have permission to perform the requested action")
    if apps := org.store.find("app", "policyId", policy["id"]):
        labels = ", ".join(sorted(app["document"]["label"] for app in apps))
        raise validation("policy", f"This policy is assigned to: {labels}. Assign those apps to another policy first.")
    for rule in org.store.find("rule", "policyId", policy["id"]):
        org.store.delete("rule", rule["id"])
    org.store.delete("policy", policy["id"])
    if policy["type"] == "OKTA_SIGN_ON":
        close_gaps(org, "policy", org.store.find("policy", "type", policy["type"]))
    return no_content()


def change_policy_status(call: Call) -> Answer:
    """POST /policies/{id}/lifecycle/{activate,deactivate}: 204, whatever it was before."""
    policy = find_policy(call)
    _refuse_account_management(policy)
    status = {"activate": "ACTIVE", "deactivate": "INACTIVE"}[call.path.rpartition("/")[2]]
    if policy["document"]["system"] and status == "INACTIVE":
        raise validation("status", "A system policy can't be deactivated")
    _with_status(call.org, policy, status)
    return no_content()


def find_policy(call: Call) -> Document:
    """The policy that the path names. Raises OktaError (E0000007)."""
    policy_id = call.ids["policyId"]
    return call.org.require("policy", policy_id, lambda: not_found(policy_id, "Policy"))


def _with_status(org: Org, policy: Document, status: str) -> Document:
    if policy["document"]["status"] == status:
        return policy
    changed = {**policy, "document": {**policy["document"], "status": status, "lastUpdated": org.now()}}
    org.store.put("policy", changed)
    return changed


def _refuse_account_management(policy: Document) -> None:
    if policy["resourceType"] == "END_USER_ACCOUNT_MANAGEMENT":
        raise OktaError(403, "E0000006", "You do not have permission to perform the requested action")


def _checked_name(body: dict[str, Any], siblings: list[Document], document: Document | None) -> str:
    name = required_text(body, "name")
    if document is not None and document["system"] and document["type"] == "OKTA_SIGN_ON" and name != document["name"]:
        raise validation("name", "name: The name of the default policy can't be changed")
    # Names of authentication policies may repeat (recorded: four of one name), those of other policies may not.
    if body["type"] != "ACCESS_POLICY" and any(other["document"]["name"] == name for other in siblings):
        raise validation("name", "name: An object with this field already exists in the current organization")
    return name


def _group_condition(org: Org, body: dict[str, Any]) -> dict[str, Any]:
    """A global session policy's condition: groups to include, nothing else."""
    people = objects(objects(body, "conditions"), "people")
    check_people(org, people)
    return {"people": {"groups": {"include": strings(objects(people, "groups"), "include")}}}


ENDPOINTS = (
    Endpoint("GET", "/api/v1/policies", list_policies, "okta.policies"),
    Endpoint("POST", "/api/v1/policies", create_policy, "okta.policies"),
    Endpoint("GET", "/api/v1/policies/{policyId}", get_policy, "okta.policies"),
    Endpoint("PUT", "/api/v1/policies/{policyId}", replace_policy, "okta.policies"),
    Endpoint("DELETE", "/api/v1/policies/{policyId}", delete_policy, "okta.policies"),
    Endpoint("POST", "/api/v1/policies/{policyId}/lifecycle/activate", change_policy_status, "okta.policies"),
    Endpoint("POST", "/api/v1/policies/{policyId}/lifecycle/deactivate", change_policy_status, "okta.policies"),
)
