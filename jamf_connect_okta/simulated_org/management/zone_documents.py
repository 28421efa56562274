"""Network zones as Okta stores and shows them."""

from __future__ import annotations

import ipaddress
import re
from collections.abc import Callable
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
_MAX_ADDRESSES, _MAX_LOCATIONS = 150, 75
# "TorAnonymizer" is recorded, the others are those of Okta's OpenAPI description.
_PROXY_TYPES = ("", "null", "Any", "Tor", "TorAnonymizer", "NotTorAnonymizer")


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
            "proxyType": one_of(body, "proxyType", _PROXY_TYPES, default=""),
        }
        if asns := _asns(body, "asns"):
            fields["asns"] = asns
    else:
        for key in ("locations", "ipServiceCategories", "asns"):
            part = objects(body, key)
            fields[key] = {way: _READERS[key](part, way) for way in ("include", "exclude")}
    return fields


def _addresses(body: dict[str, Any], key: str) -> list[dict[str, str]] | None:
    entries = list_of_objects(body, key)
    if len(entries) > _MAX_ADDRESSES:
        raise validation(key, f"{key}: at most {_MAX_ADDRESSES} addresses")
    kept = [_address(required_text(entry, "value"), key) for entry in entries]
    for entry, address in zip(entries, kept, strict=True):
        if one_of(entry, "type", ("CIDR", "RANGE"), default=address["type"]) != address["type"]:
            raise validation(key, f"{key}: {entry['value']!r} is a {address['type']}, not a {entry['type']}")
    return kept or None


def _address(value: str, key: str) -> dict[str, str]:
    try:
        if "/" in value:
            ipaddress.ip_network(value, strict=False)
            return {"type": "CIDR", "value": value}
        first, dash, last = value.partition("-")
        last = last if dash else first
        start, end = (ipaddress.ip_address(one.strip()) for one in (first, last))
    except ValueError:
        raise _bad_address(key, value) from None
    if start.version != end.version or start.packed > end.packed:
        raise _bad_address(key, value)
    return {"type": "RANGE", "value": f"{first}-{last}"}


def _bad_address(key: str, value: str) -> OktaError:
    return validation(key, f"{key}: {value!r} is neither an address, a range nor a CIDR block")


def _locations(parent: dict[str, Any], key: str) -> list[dict[str, Any]]:
    """Recorded: locations without a region come last. The order of the others follows no rule that recordings show."""
    entries = list_of_objects(parent, key)
    if len(entries) > _MAX_LOCATIONS:
        raise validation(key, f"{key}: at most {_MAX_LOCATIONS} locations")
    kept = [{"country": required_text(one, "country"), "region": optional_text(one, "region")} for one in entries]
    for one in kept:
        _check_location(key, str(one["country"]), one["region"])
    return sorted(kept, key=lambda one: (one["region"] is None, one["country"], one["region"] or ""))


def _check_location(key: str, country: str, region: str | None) -> None:
    """Refuses what has not the form of ISO 3166: US, US-CA. Whether the country exists is not looked at."""
    if not re.fullmatch("[A-Z]{2}", country):
        raise validation(key, f"country: {country!r} is not a country code of two letters")
    if region and not re.fullmatch(f"{country}-[A-Z0-9]{{1,3}}", region):
        raise validation(key, f"region: {region!r} is not a region code of {country}, such as {country}-XX")


def _asns(parent: dict[str, Any], key: str) -> list[str]:
    for number in strings(parent, key):
        if not re.fullmatch("[0-9]{1,10}", number):
            raise validation(key, f"{key}: {number!r} is not the number of an autonomous system")
    return strings(parent, key)


_READERS: dict[str, Callable[[dict[str, Any], str], list[Any]]] = {
    "locations": _locations,
    "ipServiceCategories": strings,
    "asns": _asns,
}
