"""Endpoints under /api/v1/apps that deal with the application itself."""

from __future__ import annotations

from typing import Any

from jamf_connect_okta.simulated_org.core.api import Answer, Call, Endpoint, no_content, ok
from jamf_connect_okta.simulated_org.core.errors import OktaError, not_found, validation
from jamf_connect_okta.simulated_org.core.store import Document
from jamf_connect_okta.simulated_org.management.apps.app_documents import (
    SECRET_METHODS,
    app_document,
    new_client_secret,
    shown_app,
)
from jamf_connect_okta.simulated_org.management.apps.app_validation import check_app
from jamf_connect_okta.simulated_org.management.apps.client_roles import give_role
from jamf_connect_okta.simulated_org.management.pagination import page
from jamf_connect_okta.simulated_org.management.searches import searched

_OWNED_BY_AN_APP = ("appGroup", "appUser", "grant", "clientRole")


def list_apps(call: Call) -> Answer:
    """GET /apps: `q` matches the beginning of label or name, `filter` is an expression."""
    apps = searched(call, "app", "filter")
    if prefix := call.query.get("q", "").lower():
        apps = [
            app
            for app in apps
            if app["document"]["label"].lower().startswith(prefix) or app["document"]["name"].startswith(prefix)
        ]
    return page(call, apps, lambda app: shown_app(call.org, app), default_limit=20)


def create_app(call: Call) -> Answer:
    """POST /apps: mapped to the default authentication policy from the start.

    A service app becomes a super administrator where the org says so (see OrgFacts in the seed).
    """
    org, body = call.org, call.json()
    check_app(org, body, app_id=None)
    app_id = org.new_id("app")
    status = "INACTIVE" if call.query.get("activate") == "false" else "ACTIVE"
    document = app_document(org, app_id, body, status=status, created=org.now())
    app = {
        "id": app_id,
        "policyId": org.meta["defaultAccessPolicyId"],
        "idToken": {"issuerMode": "ORG_URL"},
        **_client_of(document, body, None),
    }
    org.store.put("app", app)
    if org.meta["clientAppAdmins"] and _acts_for_itself(document):
        give_role(org, app, "SUPER_ADMIN")
    return ok(shown_app(org, app, with_secret=True))


def get_app(call: Call) -> Answer:
    """GET /apps/{id}."""
    return ok(shown_app(call.org, find_app(call)))


def replace_app(call: Call) -> Answer:
    """PUT /apps/{id}: what the body leaves out goes back to its default; status, policy and secret stay."""
    org, app, body = call.org, find_app(call), call.json()
    old = app["document"]
    if body.get("signOnMode", old["signOnMode"]) != old["signOnMode"]:
        raise validation("signOnMode", "signOnMode: The sign-on mode of an app can't be changed")
    body = {**body, "signOnMode": old["signOnMode"], "name": old["name"]}
    check_app(org, body, app_id=app["id"])
    if app["clientId"] is not None:
        body = _with_client_id(body, app["clientId"])
    document = app_document(org, app["id"], body, status=old["status"], created=old["created"])
    replaced = {**app, **_client_of(document, body, app["clientSecret"])}
    org.store.put("app", replaced)
    return ok(shown_app(org, replaced, with_secret=True))


def delete_app(call: Call) -> Answer:
    """DELETE /apps/{id}: refused while it is active; assignments and grants go with it."""
    app, store = find_app(call), call.org.store
    if app["document"]["status"] == "ACTIVE":
        raise OktaError(
            403,
            "E0000056",
            "Delete application forbidden.",
            ["The application must be deactivated before deletion."],
        )
    for kind in _OWNED_BY_AN_APP:
        for owned in store.find(kind, "appId", app["id"]):
            store.delete(kind, owned["id"])
    store.delete("app", app["id"])
    return no_content()


def change_app_status(call: Call) -> Answer:
    """POST /apps/{id}/lifecycle/{activate,deactivate}: 200 with an empty object, whatever it was before."""
    app = find_app(call)
    status = {"activate": "ACTIVE", "deactivate": "INACTIVE"}[call.path.rpartition("/")[2]]
    if app["document"]["status"] != status:
        document = {**app["document"], "status": status, "lastUpdated": call.org.now()}
        call.org.store.put("app", {**app, "document": document})
    return ok({})


def assign_policy(call: Call) -> Answer:
    """PUT /apps/{id}/policies/{policyId}: the app's one authentication policy."""
    app, policy_id = find_app(call), call.ids["policyId"]
    policy = call.org.require("policy", policy_id, lambda: not_found(policy_id, "Policy"))
    if policy["document"]["type"] != "ACCESS_POLICY" or policy["resourceType"] != "APP":
        raise validation("policyId", f"policyId: {policy['document']['name']} is no authentication policy for apps")
    call.org.store.put("app", {**app, "policyId": policy_id})
    return no_content()


def find_app(call: Call) -> Document:
    """The app that the path names. Raises OktaError (E0000007)."""
    app_id = call.ids["appId"]
    return call.org.require("app", app_id, lambda: not_found(app_id, "AppInstance"))


def _client_of(document: Document, body: dict[str, Any], old_secret: str | None) -> Document:
    """The parts of a stored app that follow from its document."""
    client = document["credentials"].get("oauthClient")
    secret = None
    if client and client["token_endpoint_auth_method"] in SECRET_METHODS:
        sent = ((body.get("credentials") or {}).get("oauthClient") or {}).get("client_secret")
        secret = sent or old_secret or new_client_secret()
    return {"document": document, "clientId": client["client_id"] if client else None, "clientSecret": secret}


def _acts_for_itself(document: Document) -> bool:
    client = document["settings"].get("oauthClient", {})
    return bool(client.get("application_type") == "service")


def _with_client_id(body: dict[str, Any], client_id: str) -> dict[str, Any]:
    credentials = body.get("credentials") or {}
    client = credentials.get("oauthClient") or {}
    if client.get("client_id") not in (None, "", client_id):
        raise validation("client_id", "client_id: The client ID of an app can't be changed")
    return {**body, "credentials": {**credentials, "oauthClient": {**client, "client_id": client_id}}}


ENDPOINTS = (
    Endpoint("GET", "/api/v1/apps", list_apps, "okta.apps"),
    Endpoint("POST", "/api/v1/apps", create_app, "okta.apps"),
    Endpoint("GET", "/api/v1/apps/{appId}", get_app, "okta.apps"),
    Endpoint("PUT", "/api/v1/apps/{appId}", replace_app, "okta.apps"),
    Endpoint("DELETE", "/api/v1/apps/{appId}", delete_app, "okta.apps"),
    Endpoint("POST", "/api/v1/apps/{appId}/lifecycle/activate", change_app_status, "okta.apps"),
    Endpoint("POST", "/api/v1/apps/{appId}/lifecycle/deactivate", change_app_status, "okta.apps"),
    Endpoint("PUT", "/api/v1/apps/{appId}/policies/{policyId}", assign_policy, "okta.apps"),
)
