"""Endpoints under /api/v1/policies/{id}/rules."""

from __future__ import annotations

from typing import Any

from jamf_connect_okta.simulated_org.core.api import Answer, Call, Endpoint, no_content, ok
from jamf_connect_okta.simulated_org.core.errors import OktaError, not_found, validation
from jamf_connect_okta.simulated_org.core.store import Document
from jamf_connect_okta.simulated_org.management.bodies import objects, required_text
from jamf_connect_okta.simulated_org.management.policies.access_rules import access_actions, access_conditions
from jamf_connect_okta.simulated_org.management.policies.policies import find_policy
from jamf_connect_okta.simulated_org.management.policies.policy_documents import RULE_TYPES, new_rule, shown_rule
from jamf_connect_okta.simulated_org.management.policies.priorities import (
    asked_priority,
    close_gaps,
    in_order,
    insert_contiguously,
    make_room,
    priority_of,
)
from jamf_connect_okta.simulated_org.management.policies.session_rules import session_actions, session_conditions

_MAX_RULES = 100
_MAX_PRIORITY = 98  # 99 is the catch-all rule's.


def list_rules(call: Call) -> Answer:
    """GET: by ascending priority, the system rule last. Okta does not page rules."""
    return ok([shown_rule(call.org, rule) for rule in in_order(_rules(call, find_policy(call)))])


def create_rule(call: Call) -> Answer:
    """POST. A status in the body is ignored; `activate=false` makes an inactive rule."""
    org, policy, body = call.org, find_policy(call), call.json()
    if policy["type"] not in ("ACCESS_POLICY", "OKTA_SIGN_ON") or policy["resourceType"] not in (None, "APP"):
        raise validation("type", f"Rules of {policy['document']['name']} can't be added")
    siblings = _rules(call, policy)
    if len(siblings) >= _MAX_RULES:
        raise validation("rule", f"A policy has at most {_MAX_RULES} rules")
    name = _checked_name(body, policy, siblings)
    conditions, actions = _checked(call, policy, body)
    rule = new_rule(
        org,
        policy,
        name,
        priority=_place(call, policy, siblings, body, None),
        conditions=conditions,
        actions=actions,
        status="INACTIVE" if call.query.get("activate") == "false" else "ACTIVE",
    )
    org.store.put("rule", rule)
    return ok(shown_rule(org, rule))


def get_rule(call: Call) -> Answer:
    """GET /rules/{ruleId}."""
    return ok(shown_rule(call.org, _rule(call)))


def replace_rule(call: Call) -> Answer:
    """PUT /rules/{ruleId}. Of a system rule only the actions change: its name, conditions and place stay."""
    org, policy, rule, body = call.org, find_policy(call), _rule(call), call.json()
    old = rule["document"]
    if old["system"]:
        changed = {**old, "actions": _actions(call, policy, body), "lastUpdated": org.now()}
    else:
        siblings = _rules(call, policy)
        name = _checked_name(body, policy, [one for one in siblings if one["id"] != rule["id"]])
        conditions, actions = _checked(call, policy, body)
        place = _place(call, policy, siblings, body, rule)
        changed = {
            **old,
            "name": name,
            "priority": place,
            "conditions": conditions,
            "actions": actions,
            "lastUpdated": org.now(),
        }
    replaced = {**rule, "document": changed}
    org.store.put("rule", replaced)
    return ok(shown_rule(org, replaced))


def delete_rule(call: Call) -> Answer:
    """DELETE /rules/{ruleId}: refused for a system rule."""
    org, policy, rule = call.org, find_policy(call), _rule(call)
    _refuse_system(rule)
    org.store.delete("rule", rule["id"])
    if policy["type"] == "OKTA_SIGN_ON":
        close_gaps(org, "rule", _rules(call, policy))
    return no_content()


def change_rule_status(call: Call) -> Answer:
    """POST /rules/{ruleId}/lifecycle/{activate,deactivate}: 204, whatever it was before."""
    rule = _rule(call)
    status = {"activate": "ACTIVE", "deactivate": "INACTIVE"}[call.path.rpartition("/")[2]]
    if status == "INACTIVE":
        _refuse_system(rule)
    if rule["document"]["status"] != status:
        document = {**rule["document"], "status": status, "lastUpdated": call.org.now()}
        call.org.store.put("rule", {**rule, "document": document})
    return no_content()


def _rules(call: Call, policy: Document) -> list[Document]:
    return call.org.store.find("rule", "policyId", policy["id"])


def _rule(call: Call) -> Document:
    policy, rule_id = find_policy(call), call.ids["ruleId"]
    rule = call.org.store.get("rule", rule_id)
    if rule is None or rule["policyId"] != policy["id"]:
        raise not_found(rule_id, "PolicyRule")
    return rule


def _refuse_system(rule: Document) -> None:
    if rule["document"]["system"]:
        raise OktaError(403, "E0000006", "You do not have permission to perform the requested action")


def _checked_name(body: dict[str, Any], policy: Document, others: list[Document]) -> str:
    kind = RULE_TYPES[policy["type"]]
    if body.get("type") != kind:
        raise validation("type", f"type: A rule of this policy has the type {kind}")
    name = required_text(body, "name")
    if any(other["document"]["name"] == name for other in others):
        raise validation("name", "name: An object with this field already exists in this policy")
    return name


def _checked(call: Call, policy: Document, body: dict[str, Any]) -> tuple[dict[str, Any], dict[str, Any]]:
    conditions = objects(body, "conditions")
    if policy["type"] == "ACCESS_POLICY":
        return access_conditions(call.org, conditions), _actions(call, policy, body)
    return session_conditions(call.org, conditions), _actions(call, policy, body)


def _actions(call: Call, policy: Document, body: dict[str, Any]) -> dict[str, Any]:
    actions = objects(body, "actions")
    if policy["type"] == "ACCESS_POLICY":
        return access_actions(call.org, actions)
    return session_actions(actions)


def _place(call: Call, policy: Document, siblings: list[Document], body: dict[str, Any], rule: Document | None) -> int:
    """The rule's priority, after the others have made room.

    Rules of authentication policies keep gaps between them, those of session policies have none.
    """
    if policy["type"] == "OKTA_SIGN_ON":
        asked = asked_priority(body.get("priority"), lowest=0, highest=10_000)
        others = [one for one in siblings if rule is None or one["id"] != rule["id"]]
        if rule is not None and asked in (None, priority_of(rule)):
            return priority_of(rule)
        return insert_contiguously(call.org, "rule", others, asked)
    asked = asked_priority(body.get("priority"), lowest=0, highest=_MAX_PRIORITY)
    if asked is None:
        return priority_of(rule) if rule else _free_place(siblings)
    if rule is None or asked != priority_of(rule):
        make_room(call.org, "rule", siblings, asked, highest=_MAX_PRIORITY)
    return asked


def _free_place(siblings: list[Document]) -> int:
    """Where a rule without a priority goes.

    Recorded as 0 or 1 in an empty policy; behind the others is what the Admin Console does. When the last place is
    taken, Okta's answer is not recorded: here it is the last one that is free.
    """
    taken = {priority_of(one) for one in siblings if not one["document"]["system"]}
    behind = max(taken, default=-1) + 1
    return behind if behind <= _MAX_PRIORITY else max(set(range(behind)) - taken)


_RULES = "/api/v1/policies/{policyId}/rules"
ENDPOINTS = (
    Endpoint("GET", _RULES, list_rules, "okta.policies"),
    Endpoint("POST", _RULES, create_rule, "okta.policies"),
    Endpoint("GET", _RULES + "/{ruleId}", get_rule, "okta.policies"),
    Endpoint("PUT", _RULES + "/{ruleId}", replace_rule, "okta.policies"),
    Endpoint("DELETE", _RULES + "/{ruleId}", delete_rule, "okta.policies"),
    Endpoint("POST", _RULES + "/{ruleId}/lifecycle/activate", change_rule_status, "okta.policies"),
    Endpoint("POST", _RULES + "/{ruleId}/lifecycle/deactivate", change_rule_status, "okta.policies"),
)
