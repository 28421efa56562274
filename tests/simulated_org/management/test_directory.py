"""Groups, their members, and users."""

from __future__ import annotations

import httpx
import pytest

from ..conftest import Json, access_rule, group_id, ok, refused


def person(login: str = "nina@acme.example", **profile: object) -> Json:
    return {"profile": {"login": login, "email": login, "firstName": "Nina", "lastName": "Novak", **profile}}


@pytest.fixture
def nina(okta: httpx.Client) -> Json:
    body = {**person(), "credentials": {"password": {"value": "Rehearsal-1"}}}
    return dict(ok(okta.post("/api/v1/users", json=body)))


def test_a_group_lives_and_dies(okta: httpx.Client) -> None:
    group = ok(okta.post("/api/v1/groups", json={"profile": {"name": "Lab", "description": ""}}))
    assert (group["type"], group["objectClass"]) == ("OKTA_GROUP", ["okta:user_group"])
    path = f"/api/v1/groups/{group['id']}"
    assert ok(okta.put(path, json={"profile": {"name": "Labs"}}))["profile"] == {"name": "Labs", "description": None}
    assert okta.delete(path).status_code == 204
    refused(okta.get(path), 404, "E0000007")


@pytest.mark.parametrize(
    "profile",
    [
        {},
        {"name": ""},
        {"name": "x" * 256},
        {"name": "x", "description": "x" * 1025},
        {"name": "Mac Users"},
        {"name": "x", "a": 1},
    ],
)
def test_a_group_needs_a_name_of_its_own(okta: httpx.Client, profile: Json) -> None:
    refused(okta.post("/api/v1/groups", json={"profile": profile}), 400, "E0000001")


def test_groups_that_okta_does_not_master_can_not_be_changed(okta: httpx.Client, alice: Json) -> None:
    for name in ("AD Staff", "Everyone"):
        path = f"/api/v1/groups/{group_id(okta, name)}"
        assert okta.delete(path).status_code == 501
        assert okta.put(f"{path}/users/{alice['id']}").status_code == 501


def test_a_group_that_a_policy_names_can_not_be_deleted(
    okta: httpx.Client, password_policy: Json, mac_users: str
) -> None:
    body = access_rule(conditions={"people": {"groups": {"include": [mac_users]}}})
    ok(okta.post(f"/api/v1/policies/{password_policy['id']}/rules", json=body))
    assert password_policy["name"] in refused(okta.delete(f"/api/v1/groups/{mac_users}"), 400, "E0000001")


def test_members_come_and_go(okta: httpx.Client, nina: Json, mac_users: str) -> None:
    path = f"/api/v1/groups/{mac_users}/users"
    assert okta.put(f"{path}/{nina['id']}").status_code == 204
    assert okta.put(f"{path}/{nina['id']}").status_code == 204
    assert [one["id"] for one in ok(okta.get(f"{path}?limit=200"))].count(nina["id"]) == 1
    assert okta.delete(f"{path}/{nina['id']}").status_code == 204
    assert nina["id"] not in [one["id"] for one in ok(okta.get(path))]


def test_a_stranger_can_not_become_a_member(okta: httpx.Client, mac_users: str) -> None:
    refused(okta.put(f"/api/v1/groups/{mac_users}/users/00unobody"), 404, "E0000007")


def test_a_person_with_a_password_is_active_and_without_one_provisioned(okta: httpx.Client, nina: Json) -> None:
    assert nina["status"] == "ACTIVE"
    assert ok(okta.post("/api/v1/users", json=person("o@acme.example")))["status"] == "PROVISIONED"
    assert ok(okta.post("/api/v1/users?activate=false", json=person("p@acme.example")))["status"] == "STAGED"


def test_a_new_person_is_in_everyone(okta: httpx.Client, nina: Json) -> None:
    groups = ok(okta.get(f"/api/v1/users/{nina['id']}/groups"))
    assert [group["profile"]["name"] for group in groups] == ["Everyone"]


@pytest.mark.parametrize("name", ["nina@acme.example", "NINA@ACME.EXAMPLE", "nina"])
def test_a_person_is_found_by_login_or_its_short_form(okta: httpx.Client, nina: Json, name: str) -> None:
    assert ok(okta.get(f"/api/v1/users/{name}"))["id"] == nina["id"]


def test_an_unknown_person_is_not_found(okta: httpx.Client) -> None:
    refused(okta.get("/api/v1/users/nobody@acme.example"), 404, "E0000007")


def test_a_login_is_taken_once(okta: httpx.Client, nina: Json) -> None:
    refused(okta.post("/api/v1/users", json=person(nina["profile"]["login"].upper())), 400, "E0000001")


def test_a_profile_property_that_is_not_defined_is_named(okta: httpx.Client) -> None:
    text = refused(okta.post("/api/v1/users", json=person(shoeSize="42")), 400, "E0000001")
    assert text == "Api validation failed: newUser | Property name 'shoeSize' is not defined in profile"


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("firstName", "x" * 51),
        ("lastName", ""),
        ("login", "nina"),
        ("email", "nina at acme@example"),
        ("email", "a@b"),
        ("email", "x" * 100 + "@acme.example"),
        ("secondEmail", "nina"),
        ("countryCode", "USA"),
        ("city", "x" * 129),
        ("title", 7),
    ],
)
def test_a_profile_property_has_its_form_and_length(okta: httpx.Client, nina: Json, key: str, value: object) -> None:
    profile = {**person("otto@acme.example")["profile"], key: value}
    assert key in refused(okta.post("/api/v1/users", json={"profile": profile}), 400, "E0000001")
    assert key in refused(okta.post(f"/api/v1/users/{nina['id']}", json={"profile": {key: value}}), 400, "E0000001")
    assert ok(okta.get(f"/api/v1/users/{nina['id']}"))["profile"] == nina["profile"]
    refused(okta.get("/api/v1/users/otto@acme.example"), 404, "E0000007")


def test_a_short_password_is_refused(okta: httpx.Client) -> None:
    refused(
        okta.post("/api/v1/users", json={**person(), "credentials": {"password": {"value": "short"}}}), 400, "E0000001"
    )


def test_put_replaces_a_profile_and_post_changes_it(okta: httpx.Client, nina: Json) -> None:
    path = f"/api/v1/users/{nina['id']}"
    assert ok(okta.post(path, json={"profile": {"title": "Engineer"}}))["profile"]["firstName"] == "Nina"
    assert "title" not in ok(okta.put(path, json=person()))["profile"]


def test_passwords_never_come_back(okta: httpx.Client, nina: Json) -> None:
    assert nina["credentials"]["password"] == {}
    assert "Rehearsal" not in okta.get(f"/api/v1/users/{nina['id']}").text


def test_deleting_deactivates_first(okta: httpx.Client, nina: Json) -> None:
    path = f"/api/v1/users/{nina['id']}"
    assert okta.delete(path).status_code == 204
    assert ok(okta.get(path))["status"] == "DEPROVISIONED"
    assert okta.delete(path).status_code == 204
    refused(okta.get(path), 404, "E0000007")


def test_a_deleted_person_is_in_no_rule_any_more(okta: httpx.Client, nina: Json, password_policy: Json) -> None:
    body = access_rule(conditions={"people": {"users": {"exclude": [nina["id"]]}}})
    rule = ok(okta.post(f"/api/v1/policies/{password_policy['id']}/rules", json=body))
    assert rule["conditions"]["people"]["users"]["exclude"] == [nina["id"]]
    for _ in range(2):
        okta.delete(f"/api/v1/users/{nina['id']}")
    rule = ok(okta.get(f"/api/v1/policies/{password_policy['id']}/rules/{rule['id']}"))
    assert rule["conditions"]["people"]["users"]["exclude"] == []


@pytest.mark.parametrize(
    ("steps", "status"),
    [
        (["suspend"], "SUSPENDED"),
        (["suspend", "unsuspend"], "ACTIVE"),
        (["deactivate"], "DEPROVISIONED"),
        (["deactivate", "activate"], "ACTIVE"),
        (["expire_password"], "PASSWORD_EXPIRED"),
        (["reset_password"], "RECOVERY"),
    ],
)
def test_a_lifecycle_leads_to_its_status(okta: httpx.Client, nina: Json, steps: list[str], status: str) -> None:
    for step in steps:
        ok(okta.post(f"/api/v1/users/{nina['id']}/lifecycle/{step}"))
    assert ok(okta.get(f"/api/v1/users/{nina['id']}"))["status"] == status


def test_a_locked_out_person_can_be_unlocked_and_others_can_not(okta: httpx.Client, nina: Json) -> None:
    ok(okta.post("/api/v1/users/liam@acme.example/lifecycle/unlock"))
    assert ok(okta.get("/api/v1/users/liam@acme.example"))["status"] == "ACTIVE"
    refused(okta.post(f"/api/v1/users/{nina['id']}/lifecycle/unlock"), 403, "E0000032")


def test_an_active_person_can_not_be_activated(okta: httpx.Client, nina: Json) -> None:
    refused(okta.post(f"/api/v1/users/{nina['id']}/lifecycle/activate"), 403, "E0000016")


def test_an_administrator_has_a_role(okta: httpx.Client, alice: Json) -> None:
    assert [role["type"] for role in ok(okta.get("/api/v1/users/olivia@acme.example/roles"))] == ["SUPER_ADMIN"]
    assert ok(okta.get(f"/api/v1/users/{alice['id']}/roles")) == []


def test_the_api_token_is_the_administrators(okta: httpx.Client) -> None:
    assert ok(okta.get("/api/v1/users/me"))["profile"]["login"] == "olivia@acme.example"
