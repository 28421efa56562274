"""Rules of authentication policies."""

import json
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import httpx
import pytest

from jamf_connect_okta.stand_in.checks import failures
from jamf_connect_okta.stand_in.errors import OperationError
from jamf_connect_okta.stand_in.signon_policy_rule import AppSignonPolicyRule

from .recorded_org import Json, Managed, RecordedOrg, imported
from .scripted_server import ScriptedServer

RULE = AppSignonPolicyRule()
PASSWORD = json.dumps({"knowledge": {"types": ["password"], "required": True}})


@pytest.fixture
def rule(org: RecordedOrg, access_policy: str) -> Managed:
    return Managed(
        RULE,
        org,
        policyId=access_policy,
        name="Password",
        priority=0,
        factorMode="1FA",
        reAuthenticationFrequency="PT0S",
        constraints=[PASSWORD],
    )


def test_a_rule_is_created_in_the_official_order(org: RecordedOrg, rule: Managed, access_policy: str) -> None:
    path = f"/api/v1/policies/{access_policy}/rules"
    assert org.calls == ["GET /.well-known/okta-organization", f"POST {path}", f"GET {path}/{rule.id}"]


@pytest.mark.usefixtures("rule")
def test_a_rule_is_sent_like_a_recorded_one(org: RecordedOrg) -> None:
    assert org.bodies[1] == {
        "type": "ACCESS_POLICY",
        "name": "Password",
        "priority": 0,
        "actions": {
            "appSignOn": {
                "access": "ALLOW",
                "verificationMethod": {
                    "type": "ASSURANCE",
                    "factorMode": "1FA",
                    "reauthenticateIn": "PT0S",
                    "constraints": [{"knowledge": {"types": ["password"], "required": True}}],
                },
            }
        },
        "conditions": {"network": {"connection": "ANYWHERE"}, "platform": {}},
    }


def test_every_condition_is_sent(scripted_org: RecordedOrg, server: ScriptedServer) -> None:
    server.answer("POST /api/v1/policies/rst1/rules", {"id": "rul1"})
    server.answer("GET /api/v1/policies/rst1/rules/rul1", {"name": "All", "status": "ACTIVE", "actions": {}})
    Managed(
        RULE,
        scripted_org,
        policyId="rst1",
        name="All",
        networkConnection="ZONE",
        networkIncludes=["nzo2", "nzo1"],
        groupsIncluded=["00g1"],
        groupsExcluded=["00g2"],
        usersExcluded=["00u1"],
        userTypesIncluded=["oty1"],
        deviceIsRegistered=True,
        deviceIsManaged=True,
        deviceAssurancesIncluded=["dae1"],
        platformIncludes=[{"type": "DESKTOP", "osType": "MACOS"}, {"type": "MOBILE", "osType": "OTHER"}],
        customExpression="user.status == 'ACTIVE'",
        riskScore="LOW",
        office365ClientIncludes=["WEB"],
    )
    sent = scripted_org.sent("POST /api/v1/policies/rst1/rules")
    assert sent["conditions"] | {"platform": None} == {
        "network": {"connection": "ZONE", "include": ["nzo2", "nzo1"]},
        "people": {"groups": {"include": ["00g1"], "exclude": ["00g2"]}, "users": {"exclude": ["00u1"]}},
        "userType": {"include": ["oty1"]},
        "device": {"registered": True, "managed": True, "assurance": {"include": ["dae1"]}},
        "elCondition": {"condition": "user.status == 'ACTIVE'"},
        "riskScore": {"level": "LOW"},
        "office365Client": {"include": ["WEB"]},
        "platform": None,
    }
    platforms = sorted(sent["conditions"]["platform"]["include"], key=lambda each: str(each["type"]))
    assert platforms == [
        {"type": "DESKTOP", "os": {"type": "MACOS", "expression": None}},
        {"type": "MOBILE", "os": {"type": "OTHER", "expression": ""}},
    ]


def test_an_inactive_rule_is_deactivated_after_its_creation(org: RecordedOrg, access_policy: str) -> None:
    rule = Managed(RULE, org, policyId=access_policy, name="Off", status="INACTIVE")
    path = f"/api/v1/policies/{access_policy}/rules"
    assert org.calls[1:] == [
        f"POST {path}",
        f"POST {path}/{rule.id}/lifecycle/deactivate",
        f"GET {path}/{rule.id}",
    ]
    assert rule.diff() == {}


def test_a_second_preview_changes_nothing(rule: Managed) -> None:
    assert rule.diff() == {}
    # What Okta adds to the constraint is no change, whether the program says it or not.
    assert rule.diff(constraints=['{"knowledge": {"required": true, "types": ["password"]}}']) == {}


def test_without_the_false_that_okta_adds_nothing_changes(org: RecordedOrg, access_policy: str) -> None:
    text = '{"possession":{"deviceBound":"REQUIRED"}}'
    rule = Managed(RULE, org, policyId=access_policy, name="Bound", constraints=[text])
    assert '"required":false' in rule.state["constraints"][0]
    assert rule.diff() == {}


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        ({"name": "Other"}, {"name": "UPDATE"}),
        ({"priority": 3}, {"priority": "UPDATE"}),
        ({"factorMode": "2FA"}, {"factorMode": "UPDATE"}),
        ({"constraints": ['{"knowledge":{"types":["other"]}}']}, {"constraints[0]": "UPDATE"}),
        ({"constraints": None}, {"constraints": "DELETE"}),
        ({"groupsExcluded": ["00g1"]}, {"groupsExcluded": "ADD"}),
        ({"networkConnection": "ZONE"}, {"networkConnection": "UPDATE"}),
        ({"reAuthenticationFrequency": None}, {"reAuthenticationFrequency": "UPDATE"}),
        ({"policyId": "rstOther"}, {"policyId": "UPDATE_REPLACE"}),
        ({"riskScore": None, "keepMeSignedIn": None}, {}),
    ],
    ids=str,
)
def test_a_change_updates_or_replaces(rule: Managed, change: dict[str, Any], expected: dict[str, str]) -> None:
    assert rule.diff(**change) == expected


def test_an_update_puts_the_whole_rule(org: RecordedOrg, rule: Managed) -> None:
    rule.update(factorMode="2FA")
    path = f"/api/v1/policies/{rule.state['policyId']}/rules/{rule.id}"
    assert org.calls == [f"PUT {path}", f"GET {path}"]
    assert rule.diff() == {}


def test_rules_never_change_at_the_same_time(org: RecordedOrg, access_policy: str) -> None:
    with ThreadPoolExecutor() as pool:
        rules = list(pool.map(lambda name: Managed(RULE, org, policyId=access_policy, name=name), "ABCDEFGH"))
    org.calls.remove("GET /.well-known/okta-organization")
    steps = [call.partition(" ")[0] for call in org.calls]
    assert steps == ["POST", "GET"] * len(rules)


def test_where_okta_names_no_factor_mode_there_are_two(server: ScriptedServer, scripted_org: RecordedOrg) -> None:
    method = {"type": "AUTH_METHOD_CHAIN", "reauthenticateIn": "PT1H"}
    action = {"access": "ALLOW", "verificationMethod": method}
    server.answer("POST /api/v1/policies/rst1/rules", {"id": "rul1"})
    server.answer("GET /api/v1/policies/rst1/rules/rul1", {"name": "R", "actions": {"appSignOn": action}})
    rule = Managed(RULE, scripted_org, policyId="rst1", name="R", factorMode="1FA")
    assert rule.state["factorMode"] == "2FA"


def test_a_change_of_status_follows_the_put(org: RecordedOrg, rule: Managed) -> None:
    rule.update(status="INACTIVE")
    path = f"/api/v1/policies/{rule.state['policyId']}/rules/{rule.id}"
    assert org.calls == [f"PUT {path}", f"POST {path}/lifecycle/deactivate", f"GET {path}"]


def test_drift_shows_in_a_refresh_and_is_repaired(rule: Managed, okta: httpx.Client) -> None:
    path = f"/api/v1/policies/{rule.state['policyId']}/rules/{rule.id}"
    weakened = okta.get(path).json()
    weakened["actions"]["appSignOn"]["verificationMethod"]["constraints"] = []
    okta.put(path, json=weakened).raise_for_status()
    rule.refresh()
    assert rule.diff() == {"constraints[0]": "ADD"}
    rule.update()
    assert rule.diff() == {}


def test_a_rule_that_is_gone_reads_as_gone(rule: Managed, okta: httpx.Client) -> None:
    path = f"/api/v1/policies/{rule.state['policyId']}/rules/{rule.id}"
    okta.delete(path).raise_for_status()
    assert rule.refresh() is None
    with pytest.raises(OperationError, match="failed to delete app sign-on policy rule"):
        rule.delete()


def test_a_rule_goes_with_its_policy(rule: Managed, okta: httpx.Client) -> None:
    okta.delete(f"/api/v1/policies/{rule.state['policyId']}").raise_for_status()
    assert rule.refresh() is None


def test_a_rule_is_imported_by_both_ids(org: RecordedOrg, rule: Managed) -> None:
    state, inputs = imported(RULE, org, f"{rule.state['policyId']}/{rule.id}")
    assert state["id"] == rule.id
    expected: Json = {
        "policyId": rule.state["policyId"],
        "name": "Password",
        "factorMode": "1FA",
        "reAuthenticationFrequency": "PT0S",
    }
    assert {name: inputs[name] for name in expected} == expected
    assert json.loads(inputs["constraints"][0]) == json.loads(PASSWORD)


def test_the_catch_all_rule_can_be_adopted_but_not_deleted(
    org: RecordedOrg, access_policy: str, okta: httpx.Client
) -> None:
    (catch_all,) = okta.get(f"/api/v1/policies/{access_policy}/rules").json()
    state, inputs = imported(RULE, org, f"{access_policy}/{catch_all['id']}")
    assert state["system"] is True
    managed = Managed.adopted(RULE, org, state, inputs)
    managed.update(access="DENY")
    sent = org.bodies[0]
    assert "conditions" not in sent
    assert sent["system"] is True
    managed.delete()
    assert org.calls == []


@pytest.mark.parametrize(
    ("inputs", "message"),
    [
        ({"networkIncludes": ["a"], "networkExcludes": ["b"]}, '"network_includes": conflicts with network_excludes'),
        ({"deviceIsRegistered": False}, "can either be set to 'true' or should not be present"),
        ({"deviceIsManaged": True}, "all of `device_is_managed,device_is_registered` must be specified"),
        ({"constraints": ["{"]}, "contains an invalid JSON"),
        (
            {"keepMeSignedIn": {"postAuth": "MAYBE"}},
            'expected keep_me_signed_in.0.post_auth to be one of ["ALLOWED" "NOT_ALLOWED"], got MAYBE',
        ),
    ],
    ids=str,
)
def test_what_can_not_be_is_refused_by_check(inputs: Json, message: str) -> None:
    found = failures(RULE.schema, {"policyId": "rst1", "name": "R", **inputs}, "rule")
    assert any(message in failure.reason for failure in found)


def test_the_frequency_stands_in_one_place_only() -> None:
    inputs = {"reAuthenticationFrequency": "PT1H", "chains": ['{"reauthenticateIn":"PT1H"}']}
    assert [failure.reason[:6] for failure in RULE.failures(inputs)] == ["CANNOT"]


def test_a_chain_that_sets_the_frequency_silences_the_default(
    scripted_org: RecordedOrg, server: ScriptedServer
) -> None:
    server.answer("POST /api/v1/policies/rst1/rules", {"id": "rul1"})
    server.answer("GET /api/v1/policies/rst1/rules/rul1", {"name": "Chain", "status": "ACTIVE", "actions": {}})
    chain = {"authenticationMethods": [{"key": "okta_password", "method": "password"}], "reauthenticateIn": "PT1H"}
    rule = Managed(
        RULE, scripted_org, policyId="rst1", name="Chain", type="AUTH_METHOD_CHAIN", chains=[json.dumps(chain)]
    )
    method = scripted_org.sent("POST /api/v1/policies/rst1/rules")["actions"]["appSignOn"]["verificationMethod"]
    assert "reauthenticateIn" not in method
    assert method["chains"] == [chain]
    assert rule.diff() == {}
