"""Network zones as Okta stores and shows them."""

from __future__ import annotations

import ipaddress
from typing import Any

from jamf_connect_okta.simulated_org.core.errors import OktaError, validation
from jamf_connect_okta.simulated_org.core.org import Org
from jamf_connect_okta.simulated_org.core.store import Document
from jamf_connect_okta.simulated_org.management.bodies import (
    list_of_objects,
    objects,
    one_of,
    optional_text,
    required_text,
    strings,
)

_TYPES = ("IP", "DYNAMIC", "DYNAMIC_V2")
_MAX_ADDRESSES = 150


def new_zone(org: Org, body: dict[str, Any], *, system: bool = False, zone_id: str | None = None) -> Document:
    """A zone that is not stored yet. Raises OktaError for a body that is no zone."""
    fields = zone_fields(body)
    now = org.now()
    zone_id = zone_id or org.new_id("zone")
    return {
        "id": zone_id,
        "document": {"id": zone_id, "created": now, "lastUpdated": now, "system": system, **fields},
    }


def shown_zone(org: Org, zone: Document) -> Document:
    """The zone with its links."""
    document = zone["document"]
    path = f"/api/v1/zones/{zone['id']}"
    step = "deactivate" if document["status"] == "ACTIVE" else "activate"
    own = ["GET", "PUT"] if document["system"] else ["GET", "PUT", "DELETE"]
    return {
        **document,
        "_links": {"self": org.href(path, *own), step: org.href(f"{path}/lifecycle/{step}", "POST")},
    }


def zone_fields(body: dict[str, Any]) -> dict[str, Any]:
    """What a body says about a zone, as Okta keeps it: null for what is empty, addresses as ranges (recorded)."""
    kind = one_of(body, "type", _TYPES)
    usage = one_of(body, "usage", ("POLICY", "BLOCKLIST"), default="POLICY")
    fields: dict[str, Any] = {"type": kind, "name": required_text(body, "name", longest=128), "usage": usage}
    fields["status"] = one_of(body, "status", ("ACTIVE", "INACTIVE"), default="ACTIVE")
    if kind == "IP":
        fields |= {"gateways": _addresses(body, "gateways"), "proxies": _addresses(body, "proxies")}
        if usage == "BLOCKLIST" and fields["proxies"]:
            raise validation("proxies", "proxies: A blocklist zone can't have trusted proxies")
    elif kind == "DYNAMIC":
        fields |= {
            "locations": _locations(body, "locations") or None,
            "proxyType": optional_text(body, "proxyType") or "",
        }
        if asns := strings(body, "asns"):
            fields["asns"] = asns
    else:
        for key in ("locations", "ipServiceCategories", "asns"):
            part = objects(body, key)
            read = _locations if key == "locations" else strings
            fields[key] = {way: read(part, way) for way in ("include", "exclude")}
    return fields


def _addresses(body: dict[str, Any], key: str) -> list[dict[str, str]] | None:
    entries = list_of_objects(body, key)
    if len(entries) > _MAX_ADDRESSES:
        raise validation(key, f"{key}: at most {_MAX_ADDRESSES} addresses")
    return [_address(required_text(entry, "value"), key) for entry in entries] or None


def _address(value: str, key: str) -> dict[str, str]:
    try:
        if "/" in value:
            ipaddress.ip_network(value, strict=False)
            return {"type": "CIDR", "value": value}
        first, _, last = value.partition("-")
        last = last or first
        if ipaddress.ip_address(first.strip()).packed > ipaddress.ip_address(last.strip()).packed:
            raise _bad_address(key, value)
    except ValueError:
        raise _bad_address(key, value) from None
    return {"type": "RANGE", "value": f"{first}-{last}"}


def _bad_address(key: str, value: str) -> OktaError:
    return validation(key, f"{key}: {value!r} is neither an address, a range nor a CIDR block")


def _locations(parent: dict[str, Any], key: str) -> list[dict[str, Any]]:
    """Recorded: locations without a region come last. The order of the others follows no rule that recordings show."""
    kept = [
        {"country": required_text(one, "country"), "region": optional_text(one, "region")}
        for one in list_of_objects(parent, key)
    ]
    return sorted(kept, key=lambda one: (one["region"] is None, one["country"], one["region"] or ""))
