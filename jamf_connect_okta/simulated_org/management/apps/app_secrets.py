"""GET /api/v1/apps/{id}/credentials/secrets: the client secret, for those who may see it."""

from __future__ import annotations

import hashlib

from jamf_connect_okta.simulated_org.core.api import Answer, Call, Endpoint, ok
from jamf_connect_okta.simulated_org.management.apps.apps import find_app


def list_secrets(call: Call) -> Answer:
    """GET: the one secret of an app whose client authentication needs one."""
    app = find_app(call)
    if app["clientSecret"] is None:
        return ok([])
    path = f"/api/v1/apps/{app['id']}/credentials/secrets/ocs{app['id'][3:]}"
    return ok(
        [
            {
                "id": f"ocs{app['id'][3:]}",
                "created": app["document"]["created"],
                "lastUpdated": app["document"]["created"],
                "client_secret": app["clientSecret"],
                "secret_hash": hashlib.sha256(app["clientSecret"].encode()).hexdigest()[:22],
                "status": "ACTIVE",
                "_links": {"deactivate": call.org.href(f"{path}/lifecycle/deactivate", "POST")},
            }
        ]
    )


ENDPOINTS = (Endpoint("GET", "/api/v1/apps/{appId}/credentials/secrets", list_secrets, "okta.apps"),)
