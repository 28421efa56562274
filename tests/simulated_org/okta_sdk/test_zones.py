"""What the SDK can do with network zones."""

from __future__ import annotations

from typing import Any

import pytest
from okta.models import DynamicNetworkZone, IPNetworkZone

from .conftest import Sdk


@pytest.fixture
def office(sdk: Sdk) -> Any:
    gateways = [{"type": "CIDR", "value": "198.51.100.0/24"}]
    return sdk.create_network_zone(IPNetworkZone.from_dict({"type": "IP", "name": "Annex", "gateways": gateways}))


def test_an_address_zone_is_made_read_and_replaced(sdk: Sdk, office: Any) -> None:
    assert (office.name, office.status, office.usage, office.system) == ("Annex", "ACTIVE", "POLICY", False)
    assert [(one.type, one.value) for one in office.gateways] == [("CIDR", "198.51.100.0/24")]
    assert sdk.get_network_zone(office.id) == office
    office.name = "Annex, renamed"
    office.gateways[0].value = "203.0.113.0/24"
    sdk.replace_network_zone(office.id, office)
    read = sdk.get_network_zone(office.id)
    assert (read.name, read.gateways[0].value) == ("Annex, renamed", "203.0.113.0/24")


def test_a_dynamic_zone_is_made_and_read(sdk: Sdk) -> None:
    asked = DynamicNetworkZone.from_dict({"type": "DYNAMIC", "name": "Anonymizers", "proxyType": "Any"})
    made = sdk.create_network_zone(asked)
    assert (made.type.value, made.proxy_type) == ("DYNAMIC", "Any")
    assert sdk.get_network_zone(made.id) == made


def test_a_zone_is_switched_off_on_and_deleted(sdk: Sdk, office: Any) -> None:
    assert sdk.deactivate_network_zone(office.id).status == "INACTIVE"
    assert sdk.activate_network_zone(office.id).status == "ACTIVE"
    sdk.deactivate_network_zone(office.id)
    sdk.delete_network_zone(office.id)
    assert sdk.refusal("get_network_zone", office.id) == (404, "E0000007")


def test_zones_are_listed_filtered_and_paged(sdk: Sdk, office: Any) -> None:
    listed = sdk.list_network_zones()
    assert office in listed
    assert [one.id for page in sdk.pages("list_network_zones", limit=2) for one in page] == [one.id for one in listed]
    assert len(sdk.list_network_zones(limit=2)) == 2
    blocked = sdk.list_network_zones(filter='usage eq "BLOCKLIST"')
    assert [one.name for one in blocked] == [one.name for one in listed if one.usage == "BLOCKLIST"] != []
