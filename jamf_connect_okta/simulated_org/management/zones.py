"""Endpoints under /api/v1/zones."""

from __future__ import annotations

from jamf_connect_okta.simulated_org.core.api import Answer, Call, Endpoint, no_content, ok
from jamf_connect_okta.simulated_org.core.errors import OktaError, not_found, validation
from jamf_connect_okta.simulated_org.core.org import Org
from jamf_connect_okta.simulated_org.core.store import Document
from jamf_connect_okta.simulated_org.management.pagination import page
from jamf_connect_okta.simulated_org.management.policies.policy_conditions import policies_naming
from jamf_connect_okta.simulated_org.management.searches import searched
from jamf_connect_okta.simulated_org.management.zone_documents import new_zone, shown_zone, zone_fields


def list_zones(call: Call) -> Answer:
    """GET /zones: `filter` is an expression over id, status, usage and system."""
    zones = searched(call, "zone", "filter")
    return page(call, zones, lambda zone: shown_zone(call.org, zone), default_limit=200)


def create_zone(call: Call) -> Answer:
    """POST /zones."""
    zone = new_zone(call.org, call.json())
    _check_name(call.org, zone, zone["document"]["name"])
    call.org.store.put("zone", zone)
    return ok(shown_zone(call.org, zone))


def get_zone(call: Call) -> Answer:
    """GET /zones/{id}."""
    return ok(shown_zone(call.org, _zone(call)))


def replace_zone(call: Call) -> Answer:
    """PUT /zones/{id}: the status is part of it (recorded), the type can't change."""
    zone, body = _zone(call), call.json()
    old = zone["document"]
    if body.get("type") != old["type"]:
        raise validation("type", "type: The type of a zone can't be changed")
    kept = {key: old[key] for key in ("id", "created", "system")}
    fields = zone_fields({**body, "status": body.get("status", old["status"])})
    if old["system"] and fields["name"] != old["name"]:
        raise validation("name", "name: The name of a system zone can't be changed")
    _check_name(call.org, zone, fields["name"])
    if fields["usage"] == "BLOCKLIST" or fields["status"] == "INACTIVE":
        _refuse_in_use(call.org, zone)
    replaced = {**zone, "document": {**kept, "lastUpdated": call.org.now(), **fields}}
    call.org.store.put("zone", replaced)
    return ok(shown_zone(call.org, replaced))


def delete_zone(call: Call) -> Answer:
    """DELETE /zones/{id}: refused for system zones and while a policy names it."""
    zone = _zone(call)
    if zone["document"]["system"]:
        raise OktaError(403, "E0000006", "You do not have permission to perform the requested action")
    _refuse_in_use(call.org, zone)
    call.org.store.delete("zone", zone["id"])
    return no_content()


def change_zone_status(call: Call) -> Answer:
    """POST /zones/{id}/lifecycle/{activate,deactivate}: 200 with the zone, whatever it was before."""
    zone = _zone(call)
    status = {"activate": "ACTIVE", "deactivate": "INACTIVE"}[call.path.rpartition("/")[2]]
    if status == "INACTIVE":
        _refuse_in_use(call.org, zone)
    changed = {**zone, "document": {**zone["document"], "status": status, "lastUpdated": call.org.now()}}
    call.org.store.put("zone", changed)
    return ok(shown_zone(call.org, changed))


def _zone(call: Call) -> Document:
    zone_id = call.ids["zoneId"]
    return call.org.require("zone", zone_id, lambda: not_found(zone_id, "NetworkZone"))


def _check_name(org: Org, zone: Document, name: str) -> None:
    if any(other["id"] != zone["id"] and other["document"]["name"] == name for other in org.store.all("zone")):
        raise validation("name", "name: An object with this field already exists in the current organization")


def _refuse_in_use(org: Org, zone: Document) -> None:
    # Okta's text is not recorded; that a zone in a policy can be neither deactivated nor deleted is documented.
    apps = [app["document"]["label"] for app in org.store.all("app") if _names_zone(app, zone["id"])]
    if users := sorted({*policies_naming(org, "network", zone["id"]), *apps}):
        raise validation("zone", f"The zone is used by: {', '.join(users)}. Remove it there first.")


def _names_zone(app: Document, zone_id: str) -> bool:
    network = app["document"]["settings"].get("oauthClient", {}).get("network") or {}
    return any(zone_id in (network.get(way) or []) for way in ("include", "exclude"))


ENDPOINTS = (
    Endpoint("GET", "/api/v1/zones", list_zones, "okta.networkZones"),
    Endpoint("POST", "/api/v1/zones", create_zone, "okta.networkZones"),
    Endpoint("GET", "/api/v1/zones/{zoneId}", get_zone, "okta.networkZones"),
    Endpoint("PUT", "/api/v1/zones/{zoneId}", replace_zone, "okta.networkZones"),
    Endpoint("DELETE", "/api/v1/zones/{zoneId}", delete_zone, "okta.networkZones"),
    Endpoint("POST", "/api/v1/zones/{zoneId}/lifecycle/activate", change_zone_status, "okta.networkZones"),
    Endpoint("POST", "/api/v1/zones/{zoneId}/lifecycle/deactivate", change_zone_status, "okta.networkZones"),
)
