"""What the SDK can do with network zones and authenticators, and what it reads of the org itself."""

from __future__ import annotations

from typing import Any

import pytest
from okta.models import AuthenticatorKeyGoogleOtp, DynamicNetworkZone, IPNetworkZone

from jamf_connect_okta.simulated_org.serving.running import RunningOrg

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


def test_authenticators_are_listed_and_read(sdk: Sdk) -> None:
    listed = sdk.list_authenticators()
    assert {"okta_password", "okta_verify", "webauthn"} < {one.key.value for one in listed}
    for one in listed:
        assert sdk.get_authenticator(one.id) == one


def test_an_authenticator_is_replaced_and_switched_off_and_on(sdk: Sdk) -> None:
    phone = next(one for one in sdk.list_authenticators() if one.key == "phone_number")
    phone.name = "Telephone"
    phone.settings.allowed_for = "recovery"
    sdk.replace_authenticator(phone.id, phone)
    read = sdk.get_authenticator(phone.id)
    assert (read.name, read.settings.allowed_for) == ("Telephone", "recovery")
    assert sdk.deactivate_authenticator(phone.id).status == "INACTIVE"
    assert sdk.activate_authenticator(phone.id).status == "ACTIVE"
    assert sdk.get_authenticator(phone.id).status == "ACTIVE"


def test_an_authenticator_is_added_once(sdk: Sdk, org: RunningOrg) -> None:
    known = next(one for one in org.org.store.all("authenticator") if one["document"]["key"] == "google_otp")
    asked = AuthenticatorKeyGoogleOtp.from_dict({"key": "google_otp", "name": "Google Authenticator"})
    assert sdk.refusal("create_authenticator", asked) == (400, "E0000001")
    with org.org.store.transaction():
        org.org.store.delete("authenticator", known["id"])
    made = sdk.create_authenticator(asked, activate=True)
    assert (made.key, made.type, made.status) == ("google_otp", "app", "ACTIVE")
    assert made in sdk.list_authenticators()


def test_the_methods_of_an_authenticator_are_listed_and_read(sdk: Sdk) -> None:
    phone = next(one for one in sdk.list_authenticators() if one.key == "phone_number")
    methods = sdk.list_authenticator_methods(phone.id)
    assert [(one.type.value, one.status) for one in methods] == [("sms", "ACTIVE"), ("voice", "ACTIVE")]
    assert [sdk.get_authenticator_method(phone.id, one.type.value) for one in methods] == methods


def test_the_org_tells_what_it_is(sdk: Sdk, org: RunningOrg) -> None:
    metadata = sdk.get_wellknown_org_metadata()
    assert (metadata.pipeline, metadata.links.organization.href) == ("idx", org.org.url)
    settings = sdk.get_org_settings()
    assert (settings.id, settings.subdomain, settings.status) == (metadata.id, "acme", "ACTIVE")
