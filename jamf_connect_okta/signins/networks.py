"""Addresses to sign in from, by the names of network zones."""

import ipaddress
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import httpx

from jamf_connect_okta.signins.management import everything

ANYWHERE = "anywhere"
_SOMEWHERE = "100.64.0.1"
"""Shared address space (RFC 6598): an address that no zone of a company holds."""


@dataclass(frozen=True)
class Networks:
    """An address for each network zone, by its name and by its id; None where a zone holds no addresses."""

    by_zone: Mapping[str, str | None]

    @property
    def with_addresses(self) -> list[str]:
        """The zones that one can sign in from."""
        return [zone for zone, address in self.by_zone.items() if address]

    def address(self, origin: str) -> str | None:
        """The address that `from: origin` means: anywhere, an address, or an address of that zone; None for neither."""
        if origin == ANYWHERE:
            return _SOMEWHERE
        return self.by_zone[origin] if origin in self.by_zone else _address(origin)


def networks_of(org: httpx.Client) -> Networks:
    """The zones of the org, from its management API."""
    zones = everything(org, "/api/v1/zones")
    return Networks({word: _first(zone) for zone in zones for word in (zone["name"], zone["id"])})


def _first(zone: dict[str, Any]) -> str | None:
    for gateway in zone.get("gateways") or ():
        network = ipaddress.ip_network(gateway["value"].partition("-")[0].strip(), strict=False)
        # The address of a network itself is nobody's, unless it is all that the network holds.
        return str(network[min(1, network.num_addresses - 1)])
    return None


def _address(text: str) -> str | None:
    try:
        return str(ipaddress.ip_address(text))
    except ValueError:
        return None
