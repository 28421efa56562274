"""The calls that the official okta provider makes while it deploys, refreshes and destroys, in its order."""

from __future__ import annotations

import json

import httpx
import pytest

from .conftest import Json, access_rule, native_app, ok, session_rule

ORG_URL = "https://acme.okta.invalid"


@pytest.fixture
def deployed(okta: httpx.Client, mac_users: str) -> Json:
    """What one `up` makes: policies, app, rule, grant, assignment, session policy."""
    ok(okta.get("/api/v1/users/me"))
    assert ok(okta.get("/.well-known/okta-organization"))["pipeline"] == "idx"
    policy = ok(okta.post("/api/v1/policies", json={"type": "ACCESS_POLICY", "name": "P", "priority": 1}))["id"]
    rules = f"/api/v1/policies/{policy}/rules"
    (catch_all,) = [rule for rule in ok(okta.get(rules)) if rule["system"]]
    catch_all["actions"]["appSignOn"]["access"] = "DENY"
    ok(okta.put(f"{rules}/{catch_all['id']}", json=catch_all))
    app = ok(okta.post("/api/v1/apps?activate=true", json=native_app()))["id"]
    ok(okta.post(f"/api/v1/internal/apps/{app}/settings/oauth/idToken", json={"issuerMode": "ORG_URL"}))
    assert okta.put(f"/api/v1/apps/{app}/policies/{policy}").status_code == 204
    rule = ok(okta.post(rules, json=access_rule()))["id"]
    ok(okta.post(f"/api/v1/apps/{app}/grants", json={"issuer": ORG_URL, "scopeId": "okta.users.read"}))
    ok(okta.put(f"/api/v1/apps/{app}/groups/{mac_users}", json={"id": mac_users, "priority": 1, "profile": {}}))
    people = {"people": {"groups": {"include": [mac_users]}}}
    body = {"type": "OKTA_SIGN_ON", "name": "S", "status": "ACTIVE", "priority": 1, "conditions": people}
    session = ok(okta.post("/api/v1/policies", json=body))["id"]
    assert okta.post(f"/api/v1/policies/{session}/lifecycle/activate").status_code == 204
    session_rule_id = ok(okta.post(f"/api/v1/policies/{session}/rules", json=session_rule(priority=1)))["id"]
    return {"policy": policy, "rule": rule, "app": app, "session": session, "sessionRule": session_rule_id}


def reads(deployed: Json) -> list[str]:
    app, rules = f"/api/v1/apps/{deployed['app']}", f"/api/v1/policies/{deployed['policy']}/rules"
    session = f"/api/v1/policies/{deployed['session']}"
    return [
        f"/api/v1/policies/{deployed['policy']}",
        rules,
        app,
        f"/api/v1/internal/apps/{deployed['app']}/settings/oauth/idToken",
        f"{rules}/{deployed['rule']}",
        f"{app}/grants",
        f"{app}/groups?limit=200",
        session,
        f"{session}/rules/{deployed['sessionRule']}",
    ]


def test_what_the_provider_dereferences_is_there(okta: httpx.Client, deployed: Json) -> None:
    *_, rule, _, _, _, sign_on = [ok(okta.get(path)) for path in reads(deployed)]
    assert rule["conditions"]["network"]
    assert rule["actions"]["appSignOn"]
    assert sign_on["conditions"]["people"]["users"] == {"exclude": []}
    assert sign_on["conditions"]["authContext"]
    assert sign_on["actions"]["signon"]["session"]
    assert sign_on["priority"] == 1


def test_every_policy_of_a_list_says_whether_it_is_the_systems(okta: httpx.Client, deployed: Json) -> None:
    policies = ok(okta.get("/api/v1/policies?type=ACCESS_POLICY"))
    assert deployed["policy"] in [policy["id"] for policy in policies]
    assert [policy["system"] for policy in policies].count(True) == 1


def test_every_app_of_a_list_has_an_authentication_policy(okta: httpx.Client, deployed: Json) -> None:
    apps = ok(okta.get("/api/v1/apps?limit=200"))
    assert all(app["_links"]["accessPolicy"]["href"].startswith(f"{ORG_URL}/api/v1/policies/") for app in apps)
    assert deployed["app"] in [app["id"] for app in apps]


def test_reading_twice_reads_the_same(okta: httpx.Client, deployed: Json) -> None:
    first = [ok(okta.get(path)) for path in reads(deployed)]
    assert [ok(okta.get(path)) for path in reads(deployed)] == first


def test_sending_back_what_was_read_changes_nothing(okta: httpx.Client, deployed: Json) -> None:
    for path in (reads(deployed)[4], reads(deployed)[8]):
        before = ok(okta.get(path))
        after = ok(okta.put(path, json=before))
        assert {**after, "lastUpdated": None} == {**before, "lastUpdated": None}


def test_every_answer_with_a_body_is_json(okta: httpx.Client, deployed: Json) -> None:
    for path in reads(deployed):
        answer = okta.get(path)
        assert answer.headers["Content-Type"] == "application/json"
        json.loads(answer.content)


def test_a_destroy_in_the_providers_order_succeeds(okta: httpx.Client, deployed: Json, mac_users: str) -> None:
    app, policy, session = (f"/api/v1/{kind}/{deployed[key]}" for kind, key in
                            (("apps", "app"), ("policies", "policy"), ("policies", "session")))  # fmt: skip
    before = len(ok(okta.get("/api/v1/policies?type=OKTA_SIGN_ON")))
    (grant,) = ok(okta.get(f"{app}/grants"))
    deletes = [
        f"{session}/rules/{deployed['sessionRule']}",
        session,
        f"{app}/groups/{mac_users}",
        f"{app}/grants/{grant['id']}",
        f"{policy}/rules/{deployed['rule']}",
    ]
    assert [okta.delete(path).status_code for path in deletes] == [204] * 5
    assert okta.post(f"{app}/lifecycle/deactivate").json() == {}
    assert okta.delete(app).status_code == 204
    assert okta.delete(policy).status_code == 204
    assert len(ok(okta.get("/api/v1/policies?type=OKTA_SIGN_ON"))) == before - 1
