"""Endpoints under /oauth2/v1/clients/{id}/roles: which administrator roles an OAuth client acts with."""

from __future__ import annotations

from jamf_connect_okta.simulated_org.core.api import Answer, Call, Endpoint, no_content, ok
from jamf_connect_okta.simulated_org.core.errors import not_found, validation
from jamf_connect_okta.simulated_org.core.org import Org
from jamf_connect_okta.simulated_org.core.store import Document
from jamf_connect_okta.simulated_org.management.admin_roles import ROLE_TYPES, shown_role
from jamf_connect_okta.simulated_org.management.bodies import one_of


def list_roles(call: Call) -> Answer:
    """GET."""
    return ok([_shown(call, role) for role in _roles(call.org, _client(call))])


def assign_role(call: Call) -> Answer:
    """POST {type}: 200, as in Okta's OpenAPI description. Its text for a role that is there already is not recorded."""
    app, kind = _client(call), one_of(call.json(), "type", ROLE_TYPES)
    if kind in roles_of(call.org, app):
        raise validation("type", f"type: The role {kind} is already assigned to this client")
    return ok(_shown(call, give_role(call.org, app, kind)))


def get_role(call: Call) -> Answer:
    """GET /roles/{roleAssignmentId}."""
    return ok(_shown(call, _role(call)))


def unassign_role(call: Call) -> Answer:
    """DELETE /roles/{roleAssignmentId}."""
    call.org.store.delete("clientRole", _role(call)["id"])
    return no_content()


def roles_of(org: Org, app: Document) -> frozenset[str]:
    """The types of the roles that the app acts with."""
    return frozenset(str(role["type"]) for role in _roles(org, app))


def give_role(org: Org, app: Document, kind: str) -> Document:
    """The new role of the app."""
    role = {"id": org.new_id("role"), "appId": app["id"], "type": kind, "created": org.now()}
    org.store.put("clientRole", role)
    return role


def _roles(org: Org, app: Document) -> list[Document]:
    return org.store.find("clientRole", "appId", app["id"])


def _client(call: Call) -> Document:
    client_id = call.ids["clientId"]
    for app in call.org.store.find("app", "clientId", client_id):
        return app
    raise not_found(client_id, "PublicClientApp")


def _role(call: Call) -> Document:
    app, role_id = _client(call), call.ids["roleAssignmentId"]
    role = call.org.store.get("clientRole", role_id)
    if role is None or role["appId"] != app["id"]:
        raise not_found(role_id, "RoleAssignment")
    return role


def _shown(call: Call, role: Document) -> Document:
    assignee = f"/oauth2/v1/clients/{call.ids['clientId']}"
    return shown_role(call.org, role, assignee, kind="CLIENT", created=role["created"])


_ROLES = "/oauth2/v1/clients/{clientId}/roles"
ENDPOINTS = (
    Endpoint("GET", _ROLES, list_roles, "okta.roles"),
    Endpoint("POST", _ROLES, assign_role, "okta.roles"),
    Endpoint("GET", _ROLES + "/{roleAssignmentId}", get_role, "okta.roles"),
    Endpoint("DELETE", _ROLES + "/{roleAssignmentId}", unassign_role, "okta.roles"),
)
