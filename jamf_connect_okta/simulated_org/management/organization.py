"""Endpoints that tell about the org itself, or set it up."""

from __future__ import annotations

from jamf_connect_okta.simulated_org.core.api import Answer, Call, Endpoint, ok
from jamf_connect_okta.simulated_org.management.bodies import flag


def get_metadata(call: Call) -> Answer:
    """GET /.well-known/okta-organization: `pipeline` idx is what makes it an Identity Engine org."""
    org = call.org
    settings = {
        "analyticsCollectionEnabled": False,
        "bugReportingEnabled": True,
        "omEnabled": False,
        "pssoEnabled": org.has_feature("platform_sso"),
        "desktopMFAEnabled": org.has_feature("desktop_mfa"),
        "itpEnabled": org.has_feature("identity_threat_protection"),
        "op4wEnabled": org.has_feature("okta_personal_for_workforce"),
    }
    return ok(
        {
            "id": org.meta["orgId"],
            "cell": "op3",
            "_links": {"organization": {"href": org.url}},
            "pipeline": "idx",
            "settings": settings,
        }
    )


def get_org(call: Call) -> Answer:
    """GET /api/v1/org."""
    org = call.org
    return ok(
        {
            "id": org.meta["orgId"],
            "subdomain": org.meta["subdomain"],
            "companyName": org.meta["company"],
            "status": "ACTIVE",
            "created": org.meta["created"],
            "lastUpdated": org.meta["created"],
            "expiresAt": None,
            "website": None,
            "_links": {"uploadLogo": org.href("/api/v1/org/logo", "POST")},
        }
    )


def get_client_privileges(call: Call) -> Answer:
    """GET /api/v1/org/settings/clientPrivilegesSetting: whether new service apps become super administrators."""
    return ok({_PRIVILEGES: call.org.meta["clientAppAdmins"]})


def set_client_privileges(call: Call) -> Answer:
    """PUT: the apps that exist keep the roles that they have."""
    body = call.json()
    call.org.set_meta(clientAppAdmins=flag(body, _PRIVILEGES))
    return get_client_privileges(call)


_PRIVILEGES = "clientPrivilegesSetting"
ENDPOINTS = (
    Endpoint("GET", "/.well-known/okta-organization", get_metadata, public=True),
    Endpoint("GET", "/api/v1/org", get_org, "okta.orgs"),
    # The Admin Console calls this setting "Public client app admins".
    Endpoint("GET", f"/api/v1/org/settings/{_PRIVILEGES}", get_client_privileges, "okta.roles"),
    Endpoint("PUT", f"/api/v1/org/settings/{_PRIVILEGES}", set_client_privileges, "okta.roles"),
)
