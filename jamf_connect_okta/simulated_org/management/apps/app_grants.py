"""Endpoints under /api/v1/apps/{id}/grants: which Okta API scopes an app may ask for."""

from __future__ import annotations

from jamf_connect_okta.simulated_org.core.api import Answer, Call, Endpoint, no_content, ok
from jamf_connect_okta.simulated_org.core.errors import not_found, validation
from jamf_connect_okta.simulated_org.core.store import Document
from jamf_connect_okta.simulated_org.management.apps.apps import find_app
from jamf_connect_okta.simulated_org.management.bodies import required_text
from jamf_connect_okta.simulated_org.management.scopes import is_okta_scope


def list_grants(call: Call) -> Answer:
    """GET."""
    app = find_app(call)
    return ok([_shown(call, grant) for grant in call.org.store.find("grant", "appId", app["id"])])


def create_grant(call: Call) -> Answer:
    """POST: 201. The issuer is the org URL to the letter.

    Okta's words for a foreign issuer, an unknown scope or a grant that exists already are not recorded.
    """
    org, app, body = call.org, find_app(call), call.json()
    if app["clientId"] is None:
        raise not_found(app["id"], "OAuth2AppInstance")
    scope, issuer = required_text(body, "scopeId"), body.get("issuer")
    if issuer != org.url:
        raise validation("issuer", f"issuer: The issuer must be the org URL, {org.url}")
    if not is_okta_scope(scope):
        raise validation("scopeId", f"scopeId: {scope!r} is not a scope of the Okta API")
    if any(grant["document"]["scopeId"] == scope for grant in org.store.find("grant", "appId", app["id"])):
        raise validation("scopeId", f"scopeId: {scope} is granted to this app already")
    grant_id, now = org.new_id("grant"), org.now()
    by = (
        {"id": call.caller.user_id, "type": "User"}
        if call.caller.has_api_token
        else {"id": call.caller.client_id, "type": "Client"}
    )
    grant = {
        "id": grant_id,
        "appId": app["id"],
        "document": {
            "id": grant_id,
            "status": "ACTIVE",
            "source": "ADMIN",
            "created": now,
            "createdBy": by,
            "lastUpdated": now,
            "issuer": issuer,
            "clientId": app["clientId"],
            "scopeId": scope,
        },
    }
    org.store.put("grant", grant)
    return Answer(201, _shown(call, grant))


def get_grant(call: Call) -> Answer:
    """GET /grants/{id}."""
    return ok(_shown(call, _grant(call)))


def delete_grant(call: Call) -> Answer:
    """DELETE /grants/{id}."""
    call.org.store.delete("grant", _grant(call)["id"])
    return no_content()


def _grant(call: Call) -> Document:
    app, grant_id = find_app(call), call.ids["grantId"]
    grant = call.org.store.get("grant", grant_id)
    if grant is None or grant["appId"] != app["id"]:
        raise not_found(grant_id, "OAuth2ScopeConsentGrant")
    return grant


def _shown(call: Call, grant: Document) -> Document:
    path = f"/api/v1/apps/{grant['appId']}"
    links = {
        "app": {**call.org.href(path), "title": grant["document"]["clientId"]},
        "client": {**call.org.href(f"/oauth2/v1/clients/{grant['document']['clientId']}")},
        "self": call.org.href(f"{path}/grants/{grant['id']}", "GET", "DELETE"),
    }
    return {**grant["document"], "_links": links}


ENDPOINTS = (
    Endpoint("GET", "/api/v1/apps/{appId}/grants", list_grants, "okta.appGrants"),
    Endpoint("POST", "/api/v1/apps/{appId}/grants", create_grant, "okta.appGrants"),
    Endpoint("GET", "/api/v1/apps/{appId}/grants/{grantId}", get_grant, "okta.appGrants"),
    Endpoint("DELETE", "/api/v1/apps/{appId}/grants/{grantId}", delete_grant, "okta.appGrants"),
)
