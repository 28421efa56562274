"""Authentication policies (ACCESS_POLICY), their catch-all rule, and where rules stand."""

from __future__ import annotations

from typing import Any

import httpx
import pytest

from jamf_connect_okta.simulated_org.serving.running import RunningOrg

from ..conftest import Json, access_rule, ok, refused


@pytest.fixture
def rules(password_policy: Json) -> str:
    return f"/api/v1/policies/{password_policy['id']}/rules"


@pytest.fixture
def catch_all(okta: httpx.Client, rules: str) -> Json:
    (rule,) = ok(okta.get(rules))
    return dict(rule)


def places(okta: httpx.Client, rules: str) -> list[tuple[str, int]]:
    return [(rule["name"], rule["priority"]) for rule in ok(okta.get(rules))]


def kept_method(okta: httpx.Client, rules: str, method: Json) -> Json:
    """The verification method that Okta makes of one."""
    body = access_rule(actions={"appSignOn": {"access": "ALLOW", "verificationMethod": method}})
    return dict(ok(okta.post(rules, json=body))["actions"]["appSignOn"]["verificationMethod"])


def kept_conditions(okta: httpx.Client, rules: str, conditions: Json) -> Json:
    """The conditions that Okta makes of some."""
    return dict(ok(okta.post(rules, json=access_rule(conditions=conditions)))["conditions"])


def test_a_new_policy_allows_everybody_with_two_factors(catch_all: Json) -> None:
    assert (catch_all["name"], catch_all["priority"], catch_all["system"]) == ("Catch-all Rule", 99, True)
    assert catch_all["conditions"] is None
    assert catch_all["actions"]["appSignOn"] == {
        "access": "ALLOW",
        "verificationMethod": {
            "factorMode": "2FA",
            "type": "ASSURANCE",
            "reauthenticateIn": "PT12H",
            "constraints": [{"possession": {"required": True, "deviceBound": "REQUIRED"}}],
        },
        "keepMeSignedIn": {"postAuth": "NOT_ALLOWED"},
    }


def test_the_catch_all_rule_can_be_made_to_deny(okta: httpx.Client, rules: str, catch_all: Json) -> None:
    catch_all["actions"]["appSignOn"]["access"] = "DENY"
    changed = ok(okta.put(f"{rules}/{catch_all['id']}", json=catch_all))
    assert changed["actions"]["appSignOn"]["access"] == "DENY"
    assert (changed["conditions"], changed["system"], changed["priority"]) == (None, True, 99)


def test_the_catch_all_rule_takes_no_conditions(okta: httpx.Client, rules: str, catch_all: Json) -> None:
    body = {**catch_all, "name": "Other", "priority": 1, "conditions": {"network": {"connection": "ANYWHERE"}}}
    changed = ok(okta.put(f"{rules}/{catch_all['id']}", json=body))
    assert (changed["name"], changed["priority"], changed["conditions"]) == ("Catch-all Rule", 99, None)


def test_the_catch_all_rule_can_neither_go_nor_rest(okta: httpx.Client, rules: str, catch_all: Json) -> None:
    refused(okta.delete(f"{rules}/{catch_all['id']}"), 403, "E0000006")
    refused(okta.post(f"{rules}/{catch_all['id']}/lifecycle/deactivate"), 403, "E0000006")


def test_a_password_only_rule_comes_back_with_what_okta_adds(okta: httpx.Client, rules: str) -> None:
    rule = ok(okta.post(rules, json=access_rule()))
    assert rule["conditions"] == {
        "people": {"users": {"exclude": []}},
        "network": {"connection": "ANYWHERE"},
        "riskScore": {"level": "ANY"},
        "userType": {"include": [], "exclude": []},
    }
    method = rule["actions"]["appSignOn"]["verificationMethod"]
    assert method["constraints"] == [{"knowledge": {"required": True, "types": ["password"]}}]
    assert (rule["status"], rule["system"], rule["type"]) == ("ACTIVE", False, "ACCESS_POLICY")


def test_a_status_in_the_body_is_ignored(okta: httpx.Client, rules: str) -> None:
    rule = ok(okta.post(rules, json=access_rule(status="INACTIVE")))
    assert rule["status"] == "ACTIVE"
    answer = okta.post(f"{rules}/{rule['id']}/lifecycle/deactivate")
    assert (answer.status_code, answer.content) == (204, b"")
    assert ok(okta.get(f"{rules}/{rule['id']}"))["status"] == "INACTIVE"


def test_reauthentication_is_every_twelve_hours_unless_said(okta: httpx.Client, rules: str) -> None:
    assert kept_method(okta, rules, {"type": "ASSURANCE", "factorMode": "2FA"})["reauthenticateIn"] == "PT12H"


def test_constraint_keys_that_okta_does_not_know_are_dropped(okta: httpx.Client, rules: str) -> None:
    method = {"type": "ASSURANCE", "factorMode": "2FA", "constraints": [{"authenticationMethods": [], "next": []}]}
    assert kept_method(okta, rules, method)["constraints"] == [{}]


def test_a_chain_has_neither_factor_mode_nor_inactivity(okta: httpx.Client, rules: str) -> None:
    chains = [{"authenticationMethods": [{"key": "okta_password", "method": "password"}]}]
    sent = {"type": "AUTH_METHOD_CHAIN", "factorMode": "2FA", "inactivityPeriod": "PT1H", "chains": chains}
    kept = kept_method(okta, rules, {**sent, "reauthenticateIn": "PT0S"})
    assert kept == {"type": "AUTH_METHOD_CHAIN", "chains": chains, "reauthenticateIn": "PT0S"}


def test_a_platform_is_normalised(okta: httpx.Client, rules: str) -> None:
    include = [
        {"type": "DESKTOP", "os": {"type": "MACOS", "expression": None}},
        {"type": "DESKTOP", "os": {"type": "ANY", "expression": ""}},
    ]
    assert kept_conditions(okta, rules, {"platform": {"include": include}})["platform"] == {
        "include": [
            {"type": "DESKTOP", "os": {"type": "MACOS"}},
            {"type": "DESKTOP", "os": {"type": "OTHER", "expression": ""}},
        ],
        "exclude": [],
    }


def test_groups_kept_away_are_kept(okta: httpx.Client, rules: str, mac_users: str) -> None:
    people = {"groups": {"exclude": [mac_users]}, "users": {"include": [], "exclude": []}}
    assert kept_conditions(okta, rules, {"people": people})["people"] == {
        "users": {"exclude": []},
        "groups": {"exclude": [mac_users]},
    }


@pytest.mark.parametrize(
    "conditions",
    [
        {"people": {"groups": {"include": ["00gnobody"]}}},
        {"people": {"users": {"exclude": ["00unobody"]}}},
        {"network": {"connection": "ZONE", "include": ["nzonowhere"]}},
        {"network": {"connection": "ZONE"}},
        {"network": {"connection": "MOON"}},
        {"device": {"managed": True}},
    ],
)
def test_a_condition_that_names_nothing_real_is_refused(okta: httpx.Client, rules: str, conditions: Json) -> None:
    refused(okta.post(rules, json=access_rule(conditions=conditions)), 400, "E0000001")
    assert places(okta, rules) == [("Catch-all Rule", 99)]


@pytest.mark.parametrize(
    "method",
    [
        {"type": "MAGIC"},
        {"type": "ASSURANCE", "factorMode": "3FA"},
        {"type": "ASSURANCE", "reauthenticateIn": "two hours"},
        {"type": "ASSURANCE", "factorMode": "1FA", "constraints": [{"knowledge": {"a": 1}, "possession": {"b": 1}}]},
        {"type": "AUTH_METHOD_CHAIN", "chains": []},
        {
            "type": "AUTH_METHOD_CHAIN",
            "reauthenticateIn": "PT1H",
            "chains": [{"authenticationMethods": [{"key": "okta_password"}], "reauthenticateIn": "PT1H"}],
        },
    ],
)
def test_a_verification_that_okta_does_not_know_is_refused(okta: httpx.Client, rules: str, method: Json) -> None:
    actions = {"appSignOn": {"access": "ALLOW", "verificationMethod": method}}
    refused(okta.post(rules, json=access_rule(actions=actions)), 400, "E0000001")


@pytest.mark.parametrize(
    "changes", [{"priority": 99}, {"priority": -1}, {"priority": "1"}, {"name": ""}, {"type": "SIGN_ON"}]
)
def test_a_rule_needs_a_name_a_type_and_a_place(okta: httpx.Client, rules: str, changes: Json) -> None:
    refused(okta.post(rules, json=access_rule(**changes)), 400, "E0000001")


def test_rule_names_are_unique_in_a_policy(okta: httpx.Client, rules: str) -> None:
    ok(okta.post(rules, json=access_rule("Password")))
    refused(okta.post(rules, json=access_rule("Password", priority=5)), 400, "E0000001")


def test_rules_are_listed_by_priority_and_gaps_stay(okta: httpx.Client, rules: str) -> None:
    for name, priority in (("last", 98), ("first", 0), ("middle", 7)):
        ok(okta.post(rules, json=access_rule(name, priority=priority)))
    assert places(okta, rules) == [("first", 0), ("middle", 7), ("last", 98), ("Catch-all Rule", 99)]


def test_a_rule_that_takes_a_place_moves_the_older_one_up_to_the_next_gap(okta: httpx.Client, rules: str) -> None:
    for name, priority in (("a", 1), ("b", 2), ("c", 4)):
        ok(okta.post(rules, json=access_rule(name, priority=priority)))
    ok(okta.post(rules, json=access_rule("new", priority=1)))
    assert places(okta, rules)[:-1] == [("new", 1), ("a", 2), ("b", 3), ("c", 4)]


def test_rules_that_swap_places_move_as_recorded(okta: httpx.Client, rules: str) -> None:
    made = {
        name: ok(okta.post(rules, json=access_rule(name, priority=priority)))["id"]
        for priority, name in enumerate(("t", "Rule3", "Rule2", "Rule4", "Rule1", "Rule5"))
    }
    for name, priority in (("Rule4", 1), ("Rule1", 2), ("Rule5", 4)):
        ok(okta.put(f"{rules}/{made[name]}", json=access_rule(name, priority=priority)))
    expected = [("t", 0), ("Rule4", 1), ("Rule1", 2), ("Rule3", 3), ("Rule5", 4), ("Rule2", 5)]
    assert places(okta, rules)[:-1] == expected


def test_no_place_left_is_refused_and_nothing_moves(okta: httpx.Client, rules: str) -> None:
    for name, priority in (("a", 97), ("b", 98)):
        ok(okta.post(rules, json=access_rule(name, priority=priority)))
    refused(okta.post(rules, json=access_rule("c", priority=97)), 400, "E0000001")
    assert places(okta, rules)[:-1] == [("a", 97), ("b", 98)]


def test_a_policy_has_at_most_100_rules(okta: httpx.Client, rules: str) -> None:
    for number in range(99):
        ok(okta.post(rules, json=access_rule(str(number), priority=number)))
    refused(okta.post(rules, json=access_rule("one too many", priority=0)), 400, "E0000001")


def test_an_org_has_at_most_5000_authentication_policies(okta: httpx.Client, org: RunningOrg) -> None:
    made = org.org.store.find("policy", "type", "ACCESS_POLICY")
    with org.org.store.transaction():
        for number in range(5000 - len(made)):
            org.org.store.put("policy", {**made[0], "id": f"rst{number:017}"})
    text = refused(okta.post("/api/v1/policies", json={"type": "ACCESS_POLICY", "name": "One more"}), 400, "E0000001")
    assert "5000" in text
    assert len(org.org.store.find("policy", "type", "ACCESS_POLICY")) == 5000


def test_a_policy_in_use_can_not_be_deleted(okta: httpx.Client, password_policy: Json, ropg_app: Json) -> None:
    okta.put(f"/api/v1/apps/{ropg_app['id']}/policies/{password_policy['id']}")
    text = refused(okta.delete(f"/api/v1/policies/{password_policy['id']}"), 400, "E0000001")
    assert "Jamf Connect" in text


def test_a_deleted_policy_takes_its_rules_along(
    okta: httpx.Client, password_policy: Json, rules: str, org: Any
) -> None:
    ok(okta.post(rules, json=access_rule()))
    assert okta.delete(f"/api/v1/policies/{password_policy['id']}").status_code == 204
    refused(okta.get(rules), 404, "E0000007")
    assert org.org.store.find("rule", "policyId", password_policy["id"]) == []


def test_the_default_policy_can_not_be_deleted(okta: httpx.Client) -> None:
    policies = ok(okta.get("/api/v1/policies?type=ACCESS_POLICY"))
    (default,) = [policy for policy in policies if policy["system"]]
    refused(okta.delete(f"/api/v1/policies/{default['id']}"), 403, "E0000006")


def test_every_listed_policy_says_what_it_is_for(okta: httpx.Client, password_policy: Json) -> None:
    listed = {one["name"]: one for one in ok(okta.get("/api/v1/policies?type=ACCESS_POLICY"))}
    assert listed[password_policy["name"]]["_embedded"] == {"resourceType": "APP"}
    account = listed["Okta Account Management Policy"]
    assert account["_embedded"] == {"resourceType": "END_USER_ACCOUNT_MANAGEMENT"}
    refused(okta.put(f"/api/v1/policies/{account['id']}", json=account), 403, "E0000006")


def test_a_policy_list_needs_a_type_that_okta_knows(okta: httpx.Client) -> None:
    refused(okta.get("/api/v1/policies"), 400, "E0000001")
    assert "Invalid policy type" in refused(okta.get("/api/v1/policies?type=MAGIC"), 400, "E0000001")


def test_mappings_tell_which_apps_a_policy_is_for(okta: httpx.Client, password_policy: Json, ropg_app: Json) -> None:
    path = f"/api/v1/policies/{password_policy['id']}"
    mapping = ok(okta.post(f"{path}/mappings", json={"resourceId": ropg_app["id"], "resourceType": "APP"}))
    assert ok(okta.get(f"{path}/mappings")) == [mapping]
    assert mapping["_links"]["application"]["href"].endswith(ropg_app["id"])
    assert [app["id"] for app in ok(okta.get(f"{path}/app"))] == [ropg_app["id"]]
    assert okta.delete(f"{path}/mappings/{mapping['id']}").status_code == 204
    assert ok(okta.get(f"{path}/app")) == []


def test_only_an_app_that_exists_can_be_mapped(okta: httpx.Client, password_policy: Json) -> None:
    body = {"resourceId": "0oanobody", "resourceType": "APP"}
    refused(okta.post(f"/api/v1/policies/{password_policy['id']}/mappings", json=body), 404, "E0000007")


def test_a_rule_without_a_priority_finds_a_free_place_when_the_last_one_is_taken(
    okta: httpx.Client, password_policy: Json
) -> None:
    rules = f"/api/v1/policies/{password_policy['id']}/rules"
    ok(okta.post(rules, json=access_rule("Last", priority=98)))

    unplaced = ok(okta.post(rules, json=access_rule("Unplaced", priority=None)))

    assert unplaced["priority"] == 97


def test_a_rule_for_a_deleted_user_alone_is_for_nobody(okta: httpx.Client, password_policy: Json, alice: Json) -> None:
    rules = f"/api/v1/policies/{password_policy['id']}/rules"
    only_alice = {"network": {"connection": "ANYWHERE"}, "people": {"users": {"include": [alice["id"]]}}}
    created = ok(okta.post(rules, json=access_rule("Alice", conditions=only_alice)))

    for _ in ("deactivated", "deleted"):
        okta.delete(f"/api/v1/users/{alice['id']}").raise_for_status()

    kept = ok(okta.get(f"{rules}/{created['id']}"))
    assert kept["status"] == "INACTIVE"
    assert alice["id"] not in str(kept["conditions"])
