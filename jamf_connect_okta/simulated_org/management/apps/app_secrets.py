"""Endpoints under /api/v1/apps/{id}/credentials/secrets: the client secret, for those who may see it."""

from __future__ import annotations

import hashlib

from jamf_connect_okta.simulated_org.core.api import Answer, Call, Endpoint, ok
from jamf_connect_okta.simulated_org.core.errors import not_found
from jamf_connect_okta.simulated_org.core.store import Document
from jamf_connect_okta.simulated_org.management.apps.apps import find_app


def list_secrets(call: Call) -> Answer:
    """GET: the one secret of an app whose client authentication needs one."""
    return ok(_secrets(call))


def get_secret(call: Call) -> Answer:
    """GET /secrets/{secretId}."""
    secret_id = call.ids["secretId"]
    for secret in _secrets(call):
        if secret["id"] == secret_id:
            return ok(secret)
    raise not_found(secret_id, "OAuth2ClientSecret")


def _secrets(call: Call) -> list[Document]:
    app = find_app(call)
    if app["clientSecret"] is None:
        return []
    secret_id = f"ocs{app['id'][3:]}"
    path = f"/api/v1/apps/{app['id']}/credentials/secrets/{secret_id}"
    return [
        {
            "id": secret_id,
            "created": app["document"]["created"],
            "lastUpdated": app["document"]["created"],
            "client_secret": app["clientSecret"],
            "secret_hash": hashlib.sha256(app["clientSecret"].encode()).hexdigest()[:22],
            "status": "ACTIVE",
            "_links": {"deactivate": call.org.href(f"{path}/lifecycle/deactivate", "POST")},
        }
    ]


_SECRETS = "/api/v1/apps/{appId}/credentials/secrets"
ENDPOINTS = (
    Endpoint("GET", _SECRETS, list_secrets, "okta.apps"),
    Endpoint("GET", _SECRETS + "/{secretId}", get_secret, "okta.apps"),
)
