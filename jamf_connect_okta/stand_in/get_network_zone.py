"""A network zone by id or name: `okta:index/getNetworkZone:getNetworkZone`."""

from collections.abc import Iterable, Mapping
from typing import Any, ClassVar

from jamf_connect_okta.stand_in.errors import OperationError
from jamf_connect_okta.stand_in.lookup import Lookup
from jamf_connect_okta.stand_in.org import Org
from jamf_connect_okta.stand_in.schema import Property, Schema
from jamf_connect_okta.stand_in.values import Properties

_SET = Property(kind="set")


class GetNetworkZone(Lookup):
    """One zone; by name, the first of that very name in Okta's list."""

    token = "okta:index/getNetworkZone:getNetworkZone"
    schema: ClassVar[Schema] = {
        "dynamicLocationsExcludes": _SET,
        "id": Property(conflicts=("name",)),
        "ipServiceCategoriesExcludes": _SET,
        "ipServiceCategoriesIncludes": _SET,
        "name": Property(conflicts=("id",)),
    }

    def look_up(self, org: Org, arguments: Mapping[str, Any]) -> Properties:
        if not arguments.get("id") and not arguments.get("name"):
            raise OperationError("config must provide either 'id' or 'name' to retrieve the network zone")
        try:
            return _zone(_found(org, arguments))
        except OperationError as error:
            raise OperationError(f"failed to find network zone: {error}") from error


def _found(org: Org, arguments: Mapping[str, Any]) -> Mapping[str, Any]:
    if arguments.get("id"):
        zone: Mapping[str, Any] = org.call("v6", "GET", f"/api/v1/zones/{arguments['id']}")
        return zone
    # That no page size is sent is inferred.
    for zone in org.pages("v6", "/api/v1/zones"):
        if zone.get("name") == arguments["name"]:
            return zone
    raise OperationError(f"network zone with name '{arguments['name']}' does not exist")


def _zone(zone: Mapping[str, Any]) -> Properties:
    kind = zone["type"]
    asns, locations, categories = zone.get("asns"), zone.get("locations"), zone.get("ipServiceCategories") or {}
    is_enhanced = kind == "DYNAMIC_V2"
    if not is_enhanced:
        asns, locations = {"include": asns}, {"include": locations}
    return {
        "id": zone["id"],
        "name": zone.get("name") or "",
        "type": kind,
        "status": zone.get("status") or "",
        "usage": zone.get("usage") or "",
        "asns": sorted((asns or {}).get("include") or ()),
        "dynamicLocations": _locations((locations or {}).get("include")),
        "dynamicLocationsExcludes": _locations((locations or {}).get("exclude")),
        "dynamicProxyType": zone.get("proxyType") or "",
        "gateways": _addresses(zone.get("gateways")),
        "proxies": _addresses(zone.get("proxies")),
        "ipServiceCategoriesIncludes": sorted(categories.get("include") or ()),
        "ipServiceCategoriesExcludes": sorted(categories.get("exclude") or ()),
        # Promised by the schema, never filled.
        "system": False,
    }


def _locations(locations: Iterable[Mapping[str, str]] | None) -> list[str]:
    return sorted(each.get("region") or each.get("country") or "" for each in locations or ())


def _addresses(addresses: Iterable[Mapping[str, str]] | None) -> list[str]:
    """Okta writes a single address as a range from itself to itself."""
    values = (each.get("value") or "" for each in addresses or ())
    return sorted(_single(value) for value in values)


def _single(value: str) -> str:
    first, _, last = value.partition("-")
    return first if first == last else value
