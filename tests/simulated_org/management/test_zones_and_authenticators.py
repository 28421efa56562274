"""Network zones, authenticators, and the org's own facts."""

from __future__ import annotations

import httpx
import pytest

from ..conftest import Json, access_rule, native_app, ok, refused


def zone(name: str = "Branch", **changes: object) -> Json:
    gateways = [{"type": "RANGE", "value": "198.51.100.7"}, {"type": "CIDR", "value": "203.0.113.0/25"}]
    return {"type": "IP", "name": name, "status": "ACTIVE", "usage": "POLICY", "gateways": gateways} | changes


@pytest.fixture
def branch(okta: httpx.Client) -> Json:
    return dict(ok(okta.post("/api/v1/zones", json=zone())))


def authenticator(okta: httpx.Client, key: str) -> Json:
    (found,) = [one for one in ok(okta.get("/api/v1/authenticators")) if one["key"] == key]
    return dict(found)


def test_a_single_address_comes_back_as_a_range(branch: Json) -> None:
    assert branch["gateways"] == [
        {"type": "RANGE", "value": "198.51.100.7-198.51.100.7"},
        {"type": "CIDR", "value": "203.0.113.0/25"},
    ]
    assert branch["proxies"] is None


def test_a_zone_lifecycle_answers_with_the_zone(okta: httpx.Client, branch: Json) -> None:
    for step, status in (("activate", "ACTIVE"), ("deactivate", "INACTIVE"), ("deactivate", "INACTIVE")):
        assert ok(okta.post(f"/api/v1/zones/{branch['id']}/lifecycle/{step}"))["status"] == status


def test_replacing_a_zone_replaces_all_of_it(okta: httpx.Client, branch: Json) -> None:
    body = zone("Renamed", gateways=[{"type": "CIDR", "value": "192.0.2.0/28"}], status="INACTIVE")
    replaced = ok(okta.put(f"/api/v1/zones/{branch['id']}", json=body))
    assert (replaced["name"], replaced["status"]) == ("Renamed", "INACTIVE")
    assert replaced["gateways"] == [{"type": "CIDR", "value": "192.0.2.0/28"}]


def test_a_zone_that_a_policy_names_stays(okta: httpx.Client, branch: Json, password_policy: Json) -> None:
    network = {"connection": "ZONE", "include": [branch["id"]]}
    rule = ok(
        okta.post(f"/api/v1/policies/{password_policy['id']}/rules", json=access_rule(conditions={"network": network}))
    )
    assert rule["conditions"]["network"] == network
    path = f"/api/v1/zones/{branch['id']}"
    assert password_policy["name"] in refused(okta.delete(path), 400, "E0000001")
    refused(okta.post(f"{path}/lifecycle/deactivate"), 400, "E0000001")


def test_a_zone_that_an_app_names_stays(okta: httpx.Client, branch: Json) -> None:
    network = {"connection": "ZONE", "include": [branch["id"]]}
    ok(okta.post("/api/v1/apps", json=native_app(network=network)))
    assert "Jamf Connect" in refused(okta.delete(f"/api/v1/zones/{branch['id']}"), 400, "E0000001")


def test_an_app_can_not_name_a_zone_that_does_not_exist(okta: httpx.Client) -> None:
    network = {"connection": "ZONE", "include": ["nzonowhere"]}
    refused(okta.post("/api/v1/apps", json=native_app(network=network)), 400, "E0000001")


@pytest.mark.parametrize(
    "changes",
    [
        {"type": "SQUARE"},
        {"name": ""},
        {"name": "Office"},
        {"usage": "FUN"},
        {"gateways": [{"type": "CIDR", "value": "300.1.1.1/24"}]},
        {"gateways": [{"type": "RANGE", "value": "1.2.3.9-1.2.3.4"}]},
        {"gateways": [{"type": "RANGE"}]},
        {"gateways": [{"type": "RANGE", "value": "1.2.3.4-::1"}]},
        {"gateways": [{"type": "RANGE", "value": "1.2.3.4-"}]},
        {"gateways": [{"type": "RANGE", "value": "-1.2.3.4"}]},
        {"gateways": [{"type": "CIDR", "value": "1.2.3.4-1.2.3.9"}]},
        {"gateways": [{"type": "SQUARE", "value": "1.2.3.4"}]},
        {"gateways": [{"type": "RANGE", "value": "1.2.3.4"}] * 151},
        {"name": "x" * 129},
        {"type": "DYNAMIC", "locations": [{"region": "US-CA"}]},
        {"type": "DYNAMIC", "locations": [{"country": "USA"}]},
        {"type": "DYNAMIC", "locations": [{"country": "US", "region": "DE-BY"}]},
        {"type": "DYNAMIC", "locations": [{"country": "US"}] * 76},
        {"type": "DYNAMIC", "asns": ["AS23457"]},
        {"type": "DYNAMIC", "proxyType": "Onion"},
        {"type": "DYNAMIC_V2", "locations": {"exclude": [{"country": "Moon"}]}},
        {"type": "DYNAMIC_V2", "asns": {"include": ["one"]}},
        {"usage": "BLOCKLIST", "proxies": [{"type": "RANGE", "value": "1.2.3.4"}]},
    ],
)
def test_what_is_no_zone_is_refused(okta: httpx.Client, changes: Json) -> None:
    before = ok(okta.get("/api/v1/zones"))
    refused(okta.post("/api/v1/zones", json=zone(**changes)), 400, "E0000001")
    assert ok(okta.get("/api/v1/zones")) == before


def test_a_zone_can_be_made_of_places_and_networks(okta: httpx.Client) -> None:
    places = {"include": [{"country": "US", "region": "US-CA"}], "exclude": []}
    made = ok(okta.post("/api/v1/zones", json=zone(type="DYNAMIC_V2", locations=places, asns={"include": ["23457"]})))
    assert (made["locations"], made["asns"]) == (places, {"include": ["23457"], "exclude": []})


def test_system_zones_stay(okta: httpx.Client) -> None:
    zones = {one["name"]: one for one in ok(okta.get("/api/v1/zones"))}
    assert zones["BlockedIpZone"]["system"] is True
    refused(okta.delete(f"/api/v1/zones/{zones['BlockedIpZone']['id']}"), 403, "E0000006")


def test_the_seed_has_a_blocklist_of_its_own(okta: httpx.Client) -> None:
    found = ok(okta.get("/api/v1/zones", params={"filter": 'usage eq "BLOCKLIST" and system eq false'}))
    assert [one["name"] for one in found] == ["Known Attackers"]


def test_authenticators_are_listed_by_name(okta: httpx.Client) -> None:
    names = [one["name"] for one in ok(okta.get("/api/v1/authenticators"))]
    assert names == sorted(names)
    assert "Okta Verify" in names


def test_settings_of_an_authenticator_can_be_replaced(okta: httpx.Client) -> None:
    question = authenticator(okta, "security_question")
    path = f"/api/v1/authenticators/{question['id']}"
    changed = ok(okta.put(path, json={**question, "settings": {"allowedFor": "any"}}))
    assert changed["settings"] == ok(okta.get(path))["settings"] == {"allowedFor": "any"}


def test_an_inactive_authenticator_can_not_be_deactivated(okta: httpx.Client) -> None:
    path = f"/api/v1/authenticators/{authenticator(okta, 'security_question')['id']}/lifecycle/deactivate"
    assert ok(okta.post(path))["status"] == "INACTIVE"
    assert refused(okta.post(path), 400, "E0000001") == (
        "Api validation failed: api.authenticator.error.unsupported.active.deactivate"
    )


def test_okta_verify_has_three_methods(okta: httpx.Client) -> None:
    verify = authenticator(okta, "okta_verify")
    methods = ok(okta.get(f"/api/v1/authenticators/{verify['id']}/methods"))
    assert [method["type"] for method in methods] == ["push", "totp", "signed_nonce"]


def test_an_authenticator_exists_once(okta: httpx.Client) -> None:
    refused(okta.post("/api/v1/authenticators", json={"key": "webauthn", "name": "Again"}), 400, "E0000001")


def test_an_authenticator_that_stands_for_an_identity_provider_can_not_be_made(okta: httpx.Client) -> None:
    body = {"key": "external_idp", "name": "Elsewhere"}
    assert "key" in refused(okta.post("/api/v1/authenticators", json=body), 400, "E0000001")


def test_the_org_is_an_identity_engine_org(okta: httpx.Client) -> None:
    metadata = ok(okta.get("/.well-known/okta-organization"))
    assert metadata["pipeline"] == "idx"
    assert metadata["_links"]["organization"]["href"] == "https://acme.okta.invalid"
    assert ok(okta.get("/api/v1/org"))["id"] == metadata["id"]
