"""The org of a rehearsal: everything the stack names exists, and the standard people belong to it."""

import json
from typing import Any

import pytest

from components.settings import Settings
from components.stack_config import load_settings
from jamf_connect_okta.rehearsal.cast import seed_for
from jamf_connect_okta.simulated_org.seed.seed import Person, Seed, load_seed


def settings(**given: Any) -> Settings:
    values = {"okta:orgName": "globex", "okta:baseUrl": "okta.com.invalid", "jamf-connect-okta:rehearsal": "true"}
    document = {"groups": ["Designers"]} | given
    values |= {f"jamf-connect-okta:{key}": json.dumps(value) for key, value in document.items()}
    return load_settings("prod", {}, values, {"OKTA_HTTP_PROXY": "http://127.0.0.1"})


def person(seed: Seed, login: str) -> Person:
    return next(person for person in seed.people if person.login == login)


def test_the_org_has_the_stack_s_own_name() -> None:
    assert seed_for(settings()).org.url == "https://globex.okta.com.invalid"


def test_the_people_of_mac_users_join_the_stack_s_groups() -> None:
    assert "Designers" in person(seed_for(settings()), "alice@acme.example").groups


def test_somebody_who_is_in_no_mac_group_joins_none() -> None:
    assert person(seed_for(settings()), "ines@acme.example").groups == []


def test_the_administrators_of_macs_join_the_admin_groups() -> None:
    seed = seed_for(settings(adminGroups=["Fleet Admins"]))
    members = {person.login for person in seed.people if "Fleet Admins" in person.groups}
    assert members == {person.login for person in load_seed().people if "Mac Admins" in person.groups}


def test_okta_administrators_join_the_excluded_groups() -> None:
    seed = seed_for(settings(ropgApp={"excludedGroups": ["Super Admins"]}))
    assert "Super Admins" in person(seed, "olivia@acme.example").groups


def test_a_group_named_by_id_exists_under_that_id() -> None:
    seed = seed_for(settings(groups=["00gabcdefghijklmnopq"]))
    group = next(group for group in seed.groups if group.id == "00gabcdefghijklmnopq")
    assert group.name in person(seed, "alice@acme.example").groups


def test_a_user_named_by_login_exists() -> None:
    seed = seed_for(settings(users=["zoe@globex.example"], sessionPolicy={"managed": False}))
    assert person(seed, "zoe@globex.example").status == "ACTIVE"


def test_a_group_that_the_seed_has_already_is_not_made_twice() -> None:
    assert seed_for(settings(groups=["Mac Users"])).groups == load_seed().groups


@pytest.mark.parametrize("zone", ["Headquarters", "nzoabcdefghijklmnopq"], ids=["by name", "by id"])
def test_a_zone_that_the_stack_names_exists(zone: str) -> None:
    seed = seed_for(settings(mfaApp={"stage": "active", "zones": [zone]}))
    assert any(zone in (entry.name, entry.id) for entry in seed.zones)


def test_a_blocked_zone_holds_other_addresses_than_the_office() -> None:
    seed = seed_for(settings(ropgApp={"zones": ["Inside"]}, sessionPolicy={"blockedZones": ["Outside"]}))
    zones = {entry.name: entry.gateways for entry in seed.zones}
    assert zones["Inside"] != zones["Outside"]


def test_an_org_for_two_versions_of_a_stack_has_what_either_names() -> None:
    before, after = settings(ropgApp={"zones": ["nzo1234567890abcdefg"]}), settings(groups=["Engineers"])
    seed = seed_for(after, seed_for(before))
    assert {"Designers", "Engineers"} <= {group.name for group in seed.groups}
    assert seed_for(before, seed).zones == seed.zones
