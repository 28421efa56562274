"""What an org holds on its first day."""

from __future__ import annotations

from pathlib import Path

import httpx
import pytest

from jamf_connect_okta.simulated_org.core.org import Org
from jamf_connect_okta.simulated_org.management.directory.memberships import groups_of
from jamf_connect_okta.simulated_org.management.directory.passwords import is_password
from jamf_connect_okta.simulated_org.management.directory.user_documents import find_user
from jamf_connect_okta.simulated_org.seed.planting import new_org
from jamf_connect_okta.simulated_org.seed.seed import (
    AuthenticatorEntry,
    GroupEntry,
    Person,
    Seed,
    SeedError,
    ZoneEntry,
    load_seed,
)
from jamf_connect_okta.simulated_org.serving.running import running_org

from ..conftest import client_of, native_app, ok


def seed_file(tmp_path: Path, text: str) -> Path:
    file = tmp_path / "seed.yaml"
    file.write_text(text, encoding="utf-8")
    return file


@pytest.fixture(scope="module")
def first_day() -> Org:
    return new_org(load_seed())


def test_a_seed_that_is_written_out_is_read_back_the_same(tmp_path: Path) -> None:
    seed = load_seed()
    assert load_seed(seed_file(tmp_path, seed.to_yaml())) == seed


def test_a_caller_gives_the_org_objects_with_the_ids_that_its_stack_names() -> None:
    seed = load_seed()
    wanted = "00gabcdefghijklmnop1"
    extended = seed.model_copy(update={"groups": [*seed.groups, GroupEntry(name="Named By Id", id=wanted)]})
    with running_org(extended) as org, client_of(org) as okta:
        assert ok(okta.get(f"/api/v1/groups/{wanted}"))["profile"]["name"] == "Named By Id"


def test_zones_and_people_take_ids_too() -> None:
    seed = load_seed()
    zone = ZoneEntry(name="Lab", gateways=["192.0.2.7"], id="nzoabcdefghijklmnop1")
    person = Person(login="x@acme.example", first_name="X", last_name="Y", id="00uabcdefghijklmnop1")
    extended = seed.model_copy(update={"zones": [*seed.zones, zone], "people": [*seed.people, person]})
    org = new_org(extended)
    assert org.store.get("zone", "nzoabcdefghijklmnop1") is not None
    assert find_user(org, "x@acme.example")["id"] == "00uabcdefghijklmnop1"
    org.close()


def test_a_seed_can_hold_an_authenticator_that_stands_for_an_identity_provider() -> None:
    seed = load_seed()
    provider = AuthenticatorEntry(key="external_idp", id="autabcdefghijklmnop1")
    org = new_org(seed.model_copy(update={"authenticators": [*seed.authenticators, provider]}))
    planted = org.store.get("authenticator", "autabcdefghijklmnop1")
    assert planted is not None
    assert planted["document"]["key"] == "external_idp"
    org.close()


def test_a_person_has_administrator_roles_that_okta_knows() -> None:
    with pytest.raises(ValueError, match="SUPER_ADMIN"):
        Person.model_validate({"login": "a@b.c", "first_name": "A", "last_name": "B", "roles": ["KING"]})


def test_two_orgs_seeded_alike_and_asked_alike_give_the_same_ids() -> None:
    ids = []
    for _ in range(2):
        with running_org() as org, client_of(org) as okta:
            ids.append((ok(okta.get("/api/v1/users/me"))["id"], ok(okta.post("/api/v1/apps", json=native_app()))["id"]))
    assert ids[0] == ids[1]


def test_ids_have_twenty_characters_and_oktas_prefixes(first_day: Org) -> None:
    prefixes = {"app": "0oa", "group": "00g", "user": "00u", "zone": "nzo", "authenticator": "aut"}
    for kind, prefix in prefixes.items():
        for document in first_day.store.all(kind):
            assert len(document["id"]) == 20
            assert document["id"].startswith(prefix)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("org: {api_token_owner: nobody@acme.example}", "nobody@acme.example is nobody in `people`"),
        ("org: {api_token_owner: x, url: http://acme}", "org.url: an org URL is https://"),
        ("org: {api_token_owner: x}\ngroups: [{name: A}, {name: A}]", "'A' appears 2 times"),
        ("org: {api_token_owner: x}\ngroups: [{name: A, count: 3}]", "go together"),
        ("org: {api_token_owner: x}\nzones: [{name: A, gatways: []}]", "zones.0.gatways"),
        ("people: [", "is not YAML"),
    ],
)
def test_a_wrong_seed_is_explained(tmp_path: Path, text: str, told: str) -> None:
    with pytest.raises(SeedError, match=r"seed\.yaml") as error:
        load_seed(seed_file(tmp_path, text))
    assert told in str(error.value)


def test_a_federated_person_has_no_okta_password() -> None:
    with pytest.raises(ValueError, match="remove `password`"):
        Person(login="a@b.c", first_name="A", last_name="B", provider="FEDERATION", password="Rehearsal-1")


def test_a_seed_that_can_not_be_planted_leaves_no_state_behind(tmp_path: Path) -> None:
    seed = load_seed()
    broken = seed.model_copy(update={"zones": [ZoneEntry(name="Nowhere", gateways=["not an address"])]})
    with pytest.raises(SeedError, match="'not an address' is neither an address"):
        new_org(broken, tmp_path / "org.sqlite")
    assert not (tmp_path / "org.sqlite").exists()


def test_passwords_are_kept_as_hashes_only(first_day: Org) -> None:
    alice = find_user(first_day, "alice@acme.example")
    assert is_password("Alice-Rehearsal-1", alice["password"])
    assert not is_password("alice-rehearsal-1", alice["password"])
    assert "Rehearsal-1" not in str(first_day.store.all("user"))


@pytest.mark.parametrize(
    ("login", "status", "provider", "factors"),
    [
        ("alice", "ACTIVE", "OKTA", ["push", "totp"]),
        ("chloe", "ACTIVE", "OKTA", []),
        ("liam", "LOCKED_OUT", "OKTA", ["push"]),
        ("erin", "PASSWORD_EXPIRED", "OKTA", ["totp"]),
        ("sam", "STAGED", "OKTA", []),
        ("dora", "DEPROVISIONED", "OKTA", []),
        ("farid", "ACTIVE", "FEDERATION", ["push"]),
        ("ada", "ACTIVE", "ACTIVE_DIRECTORY", ["totp"]),
    ],
)
def test_the_people_who_matter_are_there(
    first_day: Org, login: str, status: str, provider: str, factors: list[str]
) -> None:
    person = find_user(first_day, f"{login}@acme.example")
    assert person["document"]["status"] == status
    assert person["document"]["credentials"]["provider"]["type"] == provider
    assert person["factors"] == factors


def test_paula_is_in_more_than_100_groups(first_day: Org) -> None:
    assert len(groups_of(first_day, find_user(first_day, "paula@acme.example")["id"])) > 100


def test_everybody_is_in_everyone(first_day: Org) -> None:
    for person in first_day.store.all("user"):
        assert "Everyone" in [group["document"]["profile"]["name"] for group in groups_of(first_day, person["id"])]


def test_staff_of_active_directory_is_an_app_group(first_day: Org) -> None:
    (staff,) = [group for group in first_day.store.all("group") if group["document"]["profile"]["name"] == "AD Staff"]
    assert (staff["document"]["type"], staff["source"]) == ("APP_GROUP", "active_directory")


def test_exactly_one_authentication_policy_is_the_default(okta: httpx.Client) -> None:
    policies = ok(okta.get("/api/v1/policies", params={"type": "ACCESS_POLICY"}))
    assert [policy["name"] for policy in policies if policy["system"]] == ["Any two factors"]


def test_the_default_session_policy_asks_for_a_second_factor(okta: httpx.Client) -> None:
    (policy,) = ok(okta.get("/api/v1/policies", params={"type": "OKTA_SIGN_ON"}))
    (rule,) = ok(okta.get(f"/api/v1/policies/{policy['id']}/rules"))
    assert (policy["name"], rule["name"], rule["system"]) == ("Default Policy", "Default Rule", True)
    assert rule["actions"]["signon"]["requireFactor"] is True


def test_one_authenticator_is_inactive(okta: httpx.Client) -> None:
    authenticators = ok(okta.get("/api/v1/authenticators"))
    assert [one["key"] for one in authenticators if one["status"] == "INACTIVE"] == ["google_otp"]


def test_a_seed_can_leave_the_second_factor_out() -> None:
    relaxed: Seed = load_seed().model_copy(update={"session_requires_factor": False})
    with running_org(relaxed) as org, client_of(org) as okta:
        (policy,) = ok(okta.get("/api/v1/policies", params={"type": "OKTA_SIGN_ON"}))
        (rule,) = ok(okta.get(f"/api/v1/policies/{policy['id']}/rules"))
        assert rule["actions"]["signon"]["requireFactor"] is False
