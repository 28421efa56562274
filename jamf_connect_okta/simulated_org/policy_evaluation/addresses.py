"""Which network zones an address lies in."""

from __future__ import annotations

import ipaddress
from collections.abc import Collection
from functools import lru_cache

from jamf_connect_okta.simulated_org.core.org import Org
from jamf_connect_okta.simulated_org.core.store import Document

# The words that stand for zones, and the zone types that each stands for.
_WORDS = {"ALL_ZONES": ("IP", "DYNAMIC", "DYNAMIC_V2"), "ALL_IP_ZONES": ("IP",)}


def in_zone(org: Org, zone_id: str, address: str) -> bool | None:
    """Whether the address lies in that zone; None where it can't be told: this org knows no places and no networks.

    An inactive zone holds nothing; the words for all zones don't stand for blocklists (both inferred).
    """
    if zone_id in _WORDS:
        return _in_any(org, _WORDS[zone_id], address)
    zone = org.store.get("zone", zone_id)
    if zone is None or zone["document"]["status"] != "ACTIVE":
        return False
    return _holds(zone, address)


def blocking_zone(org: Org, address: str) -> Document | None:
    """The active blocklist zone that the address lies in; it acts before any policy is looked at.

    A blocklist of places or networks blocks nobody here: where an address is can't be told, and a block for that would
    be one for everybody.
    """
    for zone in org.store.all("zone"):
        document = zone["document"]
        if document["usage"] == "BLOCKLIST" and document["status"] == "ACTIVE" and _holds(zone, address):
            return zone
    return None


def _in_any(org: Org, types: Collection[str], address: str) -> bool | None:
    verdicts = [
        _holds(zone, address)
        for zone in org.store.all("zone")
        if zone["document"]["status"] == "ACTIVE"
        and zone["document"]["usage"] == "POLICY"
        and zone["document"]["type"] in types
    ]
    return True if True in verdicts else None if None in verdicts else False


def _holds(zone: Document, address: str) -> bool | None:
    if zone["document"]["type"] != "IP":
        return None
    number = _number(address)
    return any(
        first <= number <= last
        for gateway in zone["document"].get("gateways") or []
        for first, last in [_range(gateway["value"])]
    )


@lru_cache(maxsize=4096)
def _number(address: str) -> tuple[int, int]:
    parsed = ipaddress.ip_address(address)
    return parsed.version, int(parsed)


@lru_cache(maxsize=4096)
def _range(value: str) -> tuple[tuple[int, int], tuple[int, int]]:
    if "/" in value:
        network = ipaddress.ip_network(value, strict=False)
        return (network.version, int(network[0])), (network.version, int(network[-1]))
    first, _, last = value.partition("-")
    return _number(first.strip()), _number((last or first).strip())
