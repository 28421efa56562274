"""Endpoints under /api/v1/policies/{id}/mappings: which apps an authentication policy is for."""

from __future__ import annotations

from jamf_connect_okta.simulated_org.core.api import Answer, Call, Endpoint, no_content, ok
from jamf_connect_okta.simulated_org.core.errors import not_found, validation
from jamf_connect_okta.simulated_org.core.store import Document
from jamf_connect_okta.simulated_org.management.apps.app_documents import shown_app
from jamf_connect_okta.simulated_org.management.bodies import required_text
from jamf_connect_okta.simulated_org.management.policies.policies import find_policy


def list_mappings(call: Call) -> Answer:
    """GET."""
    policy = find_policy(call)
    return ok([_shown(call, policy, app) for app in _apps(call, policy)])


def create_mapping(call: Call) -> Answer:
    """POST {resourceId, resourceType: APP}: the app leaves the policy that it had.

    The type APP is inferred. Okta's specification names ACCESS_POLICY alone, for policies of types that are not served;
    PUT /apps/{id}/policies/{policyId} is the documented way to give an app its policy.
    """
    policy, body = find_policy(call), call.json()
    app_id = required_text(body, "resourceId")
    if body.get("resourceType") != "APP":
        raise validation("resourceType", "resourceType: must be APP")
    if policy["type"] != "ACCESS_POLICY" or policy["resourceType"] != "APP":
        raise validation("policy", f"{policy['document']['name']} is no authentication policy for apps")
    app = call.org.require("app", app_id, lambda: not_found(app_id, "AppInstance"))
    mapped = {**app, "policyId": policy["id"]}
    call.org.store.put("app", mapped)
    return ok(_shown(call, policy, mapped))


def get_mapping(call: Call) -> Answer:
    """GET /mappings/{mappingId}."""
    policy = find_policy(call)
    return ok(_shown(call, policy, _mapped_app(call, policy)))


def delete_mapping(call: Call) -> Answer:
    """DELETE /mappings/{mappingId}: the app goes back to the default policy."""
    app = _mapped_app(call, find_policy(call))
    call.org.store.put("app", {**app, "policyId": call.org.meta["defaultAccessPolicyId"]})
    return no_content()


def list_policy_apps(call: Call) -> Answer:
    """GET /policies/{id}/app."""
    return ok([shown_app(call.org, app) for app in _apps(call, find_policy(call))])


def _apps(call: Call, policy: Document) -> list[Document]:
    return call.org.store.find("app", "policyId", policy["id"])


def _mapped_app(call: Call, policy: Document) -> Document:
    mapping_id = call.ids["mappingId"]
    for app in _apps(call, policy):
        if _mapping_id(app) == mapping_id:
            return app
    raise not_found(mapping_id, "PolicyMapping")


def _mapping_id(app: Document) -> str:
    # One policy per app, so the app's id tells the mapping; Okta's own mapping ids are not recorded.
    return f"map{app['id'][3:]}"


def _shown(call: Call, policy: Document, app: Document) -> Document:
    path = f"/api/v1/policies/{policy['id']}"
    links = {
        "application": call.org.href(f"/api/v1/apps/{app['id']}"),
        "policy": call.org.href(path),
        "self": call.org.href(f"{path}/mappings/{_mapping_id(app)}", "GET", "DELETE"),
    }
    return {"id": _mapping_id(app), "_links": links}


_POLICY = "/api/v1/policies/{policyId}"
ENDPOINTS = (
    Endpoint("GET", _POLICY + "/mappings", list_mappings, "okta.policies"),
    Endpoint("POST", _POLICY + "/mappings", create_mapping, "okta.policies"),
    Endpoint("GET", _POLICY + "/mappings/{mappingId}", get_mapping, "okta.policies"),
    Endpoint("DELETE", _POLICY + "/mappings/{mappingId}", delete_mapping, "okta.policies"),
    Endpoint("GET", _POLICY + "/app", list_policy_apps, "okta.policies"),
)
