"""Answers that the SDK's models refuse, from a real org as from this one, and the SDK's own way around them."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest
from okta.models import AccessPolicy, NetworkZone, Policy
from pydantic import ValidationError

from ..conftest import Json
from ..recordings import FILES, SHARED
from .conftest import Sdk

of_real_orgs = pytest.mark.skipif(not FILES, reason="../shared, which holds the recordings of real orgs, is not here")

_LOCATIONS = [{"country": "US"}, {"country": "AF", "region": "AF-BGL"}]
_DYNAMIC_ZONES = [
    {"type": "DYNAMIC", "name": "Proxies", "proxyType": "TorAnonymizer", "usage": "BLOCKLIST"},
    {"type": "DYNAMIC", "name": "Countries", "locations": _LOCATIONS},
    {"type": "DYNAMIC", "name": "Networks", "asns": ["2232"], "proxyType": "Any"},
    {"type": "DYNAMIC_V2", "name": "Enhanced", "locations": {"include": _LOCATIONS}},
]


def recorded(name: str, method: str, target: str) -> list[Json]:
    """The steps of a recording that ask for this."""
    steps = json.loads((SHARED / "data" / "recordings" / f"{name}.json").read_text(encoding="utf-8"))
    return [step for step in steps if step["method"] == method and step["target"].startswith(target)]


def problems(read: Callable[..., object], *args: Any, **named: Any) -> list[tuple[str, Any, str]]:
    """Which model refuses what, and why; [] when nothing is refused."""
    try:
        read(*args, **named)
    except ValidationError as error:
        return [(error.title, one["loc"], one["type"]) for one in error.errors()]
    return []


def test_authentication_policies_are_listed_raw_and_read_one_by_one(sdk: Sdk) -> None:
    """In a list, `_embedded.resourceType` is the word APP; the model wants an object there. A policy on its own has no
    such part, so the raw list gives the ids and the models the rest."""
    made = sdk.create_policy(AccessPolicy(type="ACCESS_POLICY", name="Mac"))
    refused = problems(sdk.list_policies, type="ACCESS_POLICY")
    assert refused == [("AccessPolicy", ("_embedded", "resourceType"), "dict_type")]
    ids = [one["id"] for one in sdk.raw("GET", "/api/v1/policies?type=ACCESS_POLICY")]
    policies = [sdk.get_policy(one) for one in ids]
    assert made in policies
    assert {"Any two factors", "Okta Dashboard"} < {policy.name for policy in policies}


@of_real_orgs
def test_the_models_refuse_a_real_orgs_list_of_authentication_policies_alike(sdk: Sdk) -> None:
    target = "/api/v1/policies?type=ACCESS_POLICY"
    (step,) = recorded("ResourceOktaAppSignOnPolicyRule_AUTH_METHOD_CHAIN", "GET", target)
    # The SDK stops at the first of them.
    in_a_real_org = [problem for one in step["response"] for problem in problems(Policy.from_dict, one)]
    assert problems(sdk.list_policies, type="ACCESS_POLICY") == in_a_real_org[:1] != []


@pytest.mark.parametrize("zone", _DYNAMIC_ZONES, ids=lambda zone: str(zone["name"]))
def test_a_dynamic_zone_with_content_is_managed_raw(sdk: Sdk, zone: Json) -> None:
    """Countries and networks come as lists, and some proxy types by names that the models don't know: reading such a
    zone fails, alone or in a list. It is there all the same, and the raw call does every step of its life."""
    made = sdk.raw("POST", "/api/v1/zones", zone)
    path = f"/api/v1/zones/{made['id']}"
    assert problems(sdk.get_network_zone, made["id"]) == problems(sdk.list_network_zones) != []
    assert sdk.raw("GET", path) == made
    assert made in sdk.raw("GET", "/api/v1/zones")
    assert sdk.raw("PUT", path, {**zone, "name": "Renamed"})["name"] == "Renamed"
    assert sdk.raw("POST", f"{path}/lifecycle/deactivate")["status"] == "INACTIVE"
    assert sdk.raw("DELETE", path) is None
    assert sdk.refusal("get_network_zone", made["id"]) == (404, "E0000007")


@of_real_orgs
def test_the_models_refuse_a_real_orgs_dynamic_zones_alike(sdk: Sdk) -> None:
    steps = recorded("ResourceOktaNetworkZone_crud", "POST", "/api/v1/zones")
    dynamic = [step for step in steps if (step["request"] or {}).get("type", "IP") != "IP"]
    assert len(dynamic) == 3
    for step in dynamic:
        made = sdk.raw("POST", "/api/v1/zones", step["request"])
        in_a_real_org = problems(NetworkZone.from_dict, step["response"])
        assert problems(sdk.get_network_zone, made["id"]) == in_a_real_org != []
