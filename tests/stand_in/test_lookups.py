"""The functions: calls, arguments, results."""

from typing import Any

import httpx
import pytest

from jamf_connect_okta.stand_in.errors import OperationError
from jamf_connect_okta.stand_in.get_groups import GetGroups
from jamf_connect_okta.stand_in.get_network_zone import GetNetworkZone
from jamf_connect_okta.stand_in.get_users import GetUsers

from .recorded_org import Json, RecordedOrg
from .scripted_server import ScriptedServer

GROUPS, USERS, ZONE = GetGroups(), GetUsers(), GetNetworkZone()


def users(org: RecordedOrg, **arguments: Any) -> list[Json]:
    defaults = {"compoundSearchOperator": "and", "includeGroups": False, "includeRoles": False}
    found: list[Json] = USERS.look_up(org, defaults | arguments)["users"]
    return found


def test_groups_are_searched_for_in_one_call(org: RecordedOrg, mac_users: str) -> None:
    found = GROUPS.look_up(org, {"limit": 200, "search": 'profile.name eq "Mac Users"'})
    assert org.calls == ['GET /api/v1/groups?limit=200&search=profile.name eq "Mac Users"']
    (group,) = found["groups"]
    assert (group["id"], group["name"], group["type"]) == (mac_users, "Mac Users", "OKTA_GROUP")
    assert group["customProfileAttributes"] == "{}"


def test_a_type_becomes_a_filter(scripted_org: RecordedOrg) -> None:
    GROUPS.look_up(scripted_org, {"limit": 200, "q": "Mac", "type": "OKTA_GROUP"})
    assert scripted_org.calls == ['GET /api/v1/groups?filter=type eq "OKTA_GROUP"&limit=200&q=Mac']


def test_groups_come_page_by_page(server: ScriptedServer, scripted_org: RecordedOrg) -> None:
    link = '<https://acme.okta.invalid/api/v1/groups?after=00g1&limit=1>; rel="next"'
    server.answer("GET /api/v1/groups", [{"id": "00g1"}], headers={"Link": link})
    server.answer("GET /api/v1/groups", [{"id": "00g2"}])
    found = GROUPS.look_up(scripted_org, {"limit": 1})
    assert [group["id"] for group in found["groups"]] == ["00g1", "00g2"]


def test_people_are_searched_for_in_one_call(org: RecordedOrg, alice: Json) -> None:
    search = [{"expression": 'profile.login eq "alice@acme.example"'}]
    (person,) = users(org, searches=search)
    assert org.calls == ['GET /api/v1/users?limit=200&search=profile.login eq "alice@acme.example"&sortOrder=0']
    assert (person["id"], person["login"], person["status"]) == (alice["id"], "alice@acme.example", "ACTIVE")
    assert person["groupMemberships"] == []


def test_clauses_are_joined_in_hash_order(scripted_org: RecordedOrg) -> None:
    clauses = [
        {"name": "profile.email", "value": "a@acme.example", "comparison": "eq"},
        {"name": "profile.department", "comparison": "pr"},
        {"expression": "status eq ACTIVE", "comparison": "eq"},
    ]
    users(scripted_org, searches=clauses, compoundSearchOperator="or")
    users(scripted_org, searches=list(reversed(clauses)), compoundSearchOperator="or")
    assert len(set(scripted_org.calls)) == 1
    joined = scripted_org.calls[0].partition("search=")[2].partition("&")[0]
    assert set(joined.split(" or ")) == {
        'profile.email eq "a@acme.example"',
        "profile.department pr",
        "status eq ACTIVE",
    }


def test_groups_of_people_cost_a_call_each(org: RecordedOrg, alice: Json, mac_users: str) -> None:
    (person,) = users(org, searches=[{"expression": 'profile.login eq "alice@acme.example"'}], includeGroups=True)
    assert org.calls[1:] == [f"GET /api/v1/users/{alice['id']}/groups"]
    assert mac_users in person["groupMemberships"]


def test_the_people_of_a_group(org: RecordedOrg, alice: Json, mac_users: str) -> None:
    assert alice["id"] in {person["id"] for person in users(org, groupId=mac_users)}
    assert org.calls == [f"GET /api/v1/groups/{mac_users}/users?limit=200"]


def test_people_need_a_question(scripted_org: RecordedOrg) -> None:
    with pytest.raises(OperationError, match="must specify either group_id or search attributes"):
        users(scripted_org)


def test_an_expired_password_counts_as_active(server: ScriptedServer, scripted_org: RecordedOrg) -> None:
    server.answer("GET /api/v1/users", [{"id": "00u1", "status": "PASSWORD_EXPIRED", "profile": {"shoe": 42}}])
    (person,) = users(scripted_org, searches=[{"expression": "id pr"}])
    assert person["status"] == "ACTIVE"
    assert person["customProfileAttributes"] == '{"shoe":42}'


def test_a_zone_is_found_by_its_name(org: RecordedOrg, okta: httpx.Client) -> None:
    zone = ZONE.look_up(org, {"name": "Office"})
    assert org.calls == ["GET /api/v1/zones"]
    (known,) = [each for each in okta.get("/api/v1/zones").json() if each["name"] == "Office"]
    assert {name: zone[name] for name in ("id", "type", "status", "usage")} == {
        name: known[name] for name in ("id", "type", "status", "usage")
    }


def test_a_zone_is_found_by_its_id(org: RecordedOrg) -> None:
    zone = ZONE.look_up(org, {"name": "Office"})
    assert ZONE.look_up(org, {"id": zone["id"]}) == zone


def test_a_single_address_is_no_range(server: ScriptedServer, scripted_org: RecordedOrg) -> None:
    gateways = [{"type": "RANGE", "value": "192.0.2.1-192.0.2.1"}, {"type": "CIDR", "value": "198.51.100.0/24"}]
    server.answer("GET /api/v1/zones/nzo1", {"id": "nzo1", "type": "IP", "gateways": gateways, "proxies": None})
    zone = ZONE.look_up(scripted_org, {"id": "nzo1"})
    assert (zone["gateways"], zone["proxies"]) == (["192.0.2.1", "198.51.100.0/24"], [])


def test_a_zone_that_does_not_exist(org: RecordedOrg) -> None:
    with pytest.raises(OperationError, match="network zone with name 'Moon' does not exist"):
        ZONE.look_up(org, {"name": "Moon"})
    with pytest.raises(OperationError, match="failed to find network zone: 404 Not Found"):
        ZONE.look_up(org, {"id": "nzoNone"})


def test_a_zone_needs_a_question(scripted_org: RecordedOrg) -> None:
    with pytest.raises(OperationError, match="config must provide either 'id' or 'name'"):
        ZONE.look_up(scripted_org, {})
