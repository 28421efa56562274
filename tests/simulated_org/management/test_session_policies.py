"""Global session policies (OKTA_SIGN_ON) and their rules."""

from __future__ import annotations

import httpx
import pytest

from ..conftest import Json, ok, refused, session_rule


def session_policy(name: str, **changes: object) -> Json:
    return {"type": "OKTA_SIGN_ON", "name": name, "status": "ACTIVE", "conditions": {}} | changes


def session_of(**minutes: object) -> Json:
    return {"actions": {"signon": {"access": "ALLOW", "session": minutes}}}


def order(okta: httpx.Client) -> list[tuple[str, int]]:
    return [(policy["name"], policy["priority"]) for policy in ok(okta.get("/api/v1/policies?type=OKTA_SIGN_ON"))]


@pytest.fixture
def mac_policy(okta: httpx.Client, mac_users: str) -> Json:
    conditions = {"people": {"groups": {"include": [mac_users]}}}
    return dict(ok(okta.post("/api/v1/policies", json=session_policy("Macs", conditions=conditions))))


@pytest.fixture
def rules(mac_policy: Json) -> str:
    return f"/api/v1/policies/{mac_policy['id']}/rules"


def test_a_policy_is_for_groups(mac_policy: Json, mac_users: str) -> None:
    assert mac_policy["conditions"] == {"people": {"groups": {"include": [mac_users]}}}


def test_a_policy_for_a_group_that_does_not_exist_is_refused(okta: httpx.Client) -> None:
    body = session_policy("Nobody", conditions={"people": {"groups": {"include": ["00gnobody"]}}})
    assert "Invalid group ID" in refused(okta.post("/api/v1/policies", json=body), 400, "E0000001")


def test_policies_stand_in_an_order_without_gaps_and_the_default_last(okta: httpx.Client, mac_policy: Json) -> None:
    ok(okta.post("/api/v1/policies", json=session_policy("First", priority=1)))
    ok(okta.post("/api/v1/policies", json=session_policy("Far", priority=50)))
    assert order(okta) == [("First", 1), ("Macs", 2), ("Far", 3), ("Default Policy", 4)]
    okta.delete(f"/api/v1/policies/{mac_policy['id']}")
    assert order(okta) == [("First", 1), ("Far", 2), ("Default Policy", 3)]


def test_a_policy_can_move(okta: httpx.Client, mac_policy: Json) -> None:
    other = ok(okta.post("/api/v1/policies", json=session_policy("Other")))
    ok(okta.put(f"/api/v1/policies/{other['id']}", json=session_policy("Other", priority=1)))
    assert order(okta) == [("Other", 1), (mac_policy["name"], 2), ("Default Policy", 3)]


def test_policy_names_are_unique(okta: httpx.Client, mac_policy: Json) -> None:
    refused(okta.post("/api/v1/policies", json=session_policy(mac_policy["name"])), 400, "E0000001")


def test_a_policy_lifecycle_answers_204(okta: httpx.Client, mac_policy: Json) -> None:
    path = f"/api/v1/policies/{mac_policy['id']}"
    assert okta.post(f"{path}/lifecycle/activate").status_code == 204
    assert okta.post(f"{path}/lifecycle/deactivate").status_code == 204
    assert ok(okta.get(path))["status"] == "INACTIVE"


def test_a_new_policy_has_no_rules(okta: httpx.Client, rules: str) -> None:
    assert ok(okta.get(rules)) == []


def test_a_rule_comes_back_with_what_okta_adds(okta: httpx.Client, rules: str) -> None:
    body = session_rule()
    del body["actions"]["signon"]["primaryFactor"]
    rule = ok(okta.post(rules, json=body))
    assert rule["conditions"]["people"] == {"users": {"exclude": []}}
    assert rule["actions"]["signon"]["primaryFactor"] == "PASSWORD_IDP_ANY_FACTOR"
    assert rule["actions"]["signon"]["session"] == {
        "usePersistentCookie": False,
        "maxSessionIdleMinutes": 120,
        "maxSessionLifetimeMinutes": 720,
    }
    assert (rule["priority"], rule["type"]) == (1, "SIGN_ON")


def test_rules_stand_in_an_order_without_gaps(okta: httpx.Client, rules: str) -> None:
    for name, priority in (("a", None), ("b", 1), ("c", 9)):
        ok(okta.post(rules, json=session_rule(name, priority=priority)))
    assert [(rule["name"], rule["priority"]) for rule in ok(okta.get(rules))] == [("b", 1), ("a", 2), ("c", 3)]


def test_a_rule_of_the_default_policy_stands_before_the_default_rule(okta: httpx.Client) -> None:
    (default,) = ok(okta.get("/api/v1/policies?type=OKTA_SIGN_ON"))
    path = f"/api/v1/policies/{default['id']}/rules"
    assert ok(okta.post(path, json=session_rule("Ours")))["priority"] == 1
    assert [rule["name"] for rule in ok(okta.get(path))] == ["Ours", "Default Rule"]


def test_the_default_rule_can_not_be_deleted(okta: httpx.Client) -> None:
    (default,) = ok(okta.get("/api/v1/policies?type=OKTA_SIGN_ON"))
    (rule,) = ok(okta.get(f"/api/v1/policies/{default['id']}/rules"))
    refused(okta.delete(f"/api/v1/policies/{default['id']}/rules/{rule['id']}"), 403, "E0000006")
    refused(okta.delete(f"/api/v1/policies/{default['id']}"), 403, "E0000006")


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        ({"conditions": {"elCondition": {"condition": "true"}}}, "Invalid condition type specified: elCondition."),
        ({"conditions": {"network": {"connection": "ZONE", "include": ["nzonowhere"]}}}, "Invalid zone ID"),
        ({"actions": {"signon": {"access": "MAYBE"}}}, "access"),
        ({"actions": {"signon": {"access": "ALLOW", "primaryFactor": "EYES"}}}, "primaryFactor"),
        ({"actions": {"signon": {"access": "ALLOW", "session": {"maxSessionIdleMinutes": -1}}}}, "maxSessionIdle"),
        (session_of(maxSessionIdleMinutes=0), "maxSessionIdle"),
        (session_of(maxSessionIdleMinutes=90 * 24 * 60 + 1), "maxSessionIdle"),
        (session_of(maxSessionLifetimeMinutes=90 * 24 * 60 + 1), "maxSessionLifetime"),
        (session_of(maxSessionLifetimeMinutes="120"), "maxSessionLifetime"),
        ({"conditions": {"authContext": {"authType": "SMOKE"}}}, "authType"),
        ({"conditions": {"identityProvider": {"provider": "MINE"}}}, "provider"),
        ({"conditions": {"identityProvider": {"provider": "SPECIFIC_IDP"}}}, "needs the IDs of identity providers"),
        ({"conditions": {"identityProvider": {"idpIds": ["0oanobody"]}}}, "Invalid identity provider ID"),
        ({"conditions": {"riskScore": {"level": "EXTREME"}}}, "level"),
        ({"conditions": {"risk": {"behaviors": "New City"}}}, "behaviors"),
        ({"conditions": {"behaviors": [1]}}, "behaviors"),
        (
            {"actions": {"signon": {"access": "ALLOW", "requireFactor": True, "factorPromptMode": "NOW"}}},
            "factorPrompt",
        ),
        ({"type": "ACCESS_POLICY"}, "type"),
    ],
)
def test_what_is_no_session_rule_is_refused(okta: httpx.Client, rules: str, changes: Json, told: str) -> None:
    assert told in refused(okta.post(rules, json=session_rule(**changes)), 400, "E0000001")
    assert ok(okta.get(rules)) == []


def test_other_policy_types_can_not_be_created_here(okta: httpx.Client) -> None:
    assert "Invalid policy type" in refused(
        okta.post("/api/v1/policies", json={"type": "MAGIC", "name": "x"}), 400, "E0000001"
    )


def test_a_session_may_last_for_as_long_as_it_likes(okta: httpx.Client, rules: str) -> None:
    rule = ok(okta.post(rules, json=session_rule(**session_of(maxSessionLifetimeMinutes=0))))
    assert rule["actions"]["signon"]["session"]["maxSessionLifetimeMinutes"] == 0


def test_a_rule_may_be_for_one_way_to_authenticate(okta: httpx.Client, rules: str) -> None:
    conditions = {"authContext": {"authType": "RADIUS"}, "identityProvider": {"provider": "OKTA"}}
    kept = ok(okta.post(rules, json=session_rule(conditions=conditions)))["conditions"]
    assert {name: kept[name] for name in conditions} == conditions
