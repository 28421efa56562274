"""Authentication policies and their rules."""

import json
from typing import Any

import httpx
import pytest

from jamf_connect_okta.stand_in.checks import failures
from jamf_connect_okta.stand_in.errors import OperationError
from jamf_connect_okta.stand_in.signon_policy import AppSignonPolicy
from jamf_connect_okta.stand_in.signon_policy_rule import AppSignonPolicyRule

from .recorded_org import Json, Managed, RecordedOrg, imported
from .scripted_server import ScriptedServer

POLICY, RULE = AppSignonPolicy(), AppSignonPolicyRule()
PASSWORD = json.dumps({"knowledge": {"types": ["password"], "required": True}})


@pytest.fixture
def policy(org: RecordedOrg) -> Managed:
    return Managed(POLICY, org, name="Jamf Connect", description="Macs", catchAll=False)


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


def test_a_policy_is_created_in_the_official_order(org: RecordedOrg, policy: Managed) -> None:
    rules = f"/api/v1/policies/{policy.id}/rules"
    assert org.calls == [
        "GET /.well-known/okta-organization",
        "POST /api/v1/policies",
        f"GET {rules}",
        f"GET {rules}",
        f"PUT {rules}/{policy.state['defaultRuleId']}",
    ]
    assert org.bodies[1] == {
        "type": "ACCESS_POLICY",
        "name": "Jamf Connect",
        "description": "Macs",
        "priority": 1,
    }


@pytest.mark.usefixtures("policy")
def test_the_catch_all_rule_goes_back_whole(org: RecordedOrg) -> None:
    sent = org.bodies[-1]
    assert sent["actions"]["appSignOn"]["access"] == "DENY"
    assert {"id", "created", "lastUpdated", "conditions", "system"} <= set(sent)


def test_a_policy_that_lets_the_rest_in_leaves_its_catch_all_rule_alone(org: RecordedOrg) -> None:
    Managed(POLICY, org, name="Jamf Connect", description="Macs")
    assert not [call for call in org.calls if call.startswith("PUT")]


def test_a_later_change_of_catch_all_does_nothing_in_okta(
    org: RecordedOrg, policy: Managed, okta: httpx.Client
) -> None:
    assert policy.diff(catchAll=True) == {"catchAll": "UPDATE"}
    policy.update(catchAll=True)
    assert org.calls == [f"PUT /api/v1/policies/{policy.id}", f"GET /api/v1/policies/{policy.id}/rules"]
    rules = okta.get(f"/api/v1/policies/{policy.id}/rules").json()
    assert [each["actions"]["appSignOn"]["access"] for each in rules] == ["DENY"]


def test_nothing_replaces_a_policy(policy: Managed) -> None:
    changed = policy.diff(name="Other", description="Other", priority=2, catchAll=True)
    assert set(changed.values()) == {"UPDATE"}


def test_a_policy_reads_with_its_rules(org: RecordedOrg, policy: Managed) -> None:
    before = policy.state
    policy.refresh()
    assert org.calls == [f"GET /api/v1/policies/{policy.id}", f"GET /api/v1/policies/{policy.id}/rules"]
    assert policy.state == before


def test_the_apps_of_a_deleted_policy_get_the_default_one(
    org: RecordedOrg, policy: Managed, okta: httpx.Client, app_id: str
) -> None:
    (default,) = [each["id"] for each in okta.get("/api/v1/policies?type=ACCESS_POLICY").json() if each["system"]]
    okta.put(f"/api/v1/apps/{app_id}/policies/{policy.id}").raise_for_status()
    policy.delete()
    assert org.calls == [
        "GET /api/v1/policies?type=ACCESS_POLICY",
        "GET /api/v1/apps?limit=200",
        f"PUT /api/v1/apps/{app_id}/policies/{default}",
        f"DELETE /api/v1/policies/{policy.id}",
    ]


def test_refreshing_a_policy_that_is_gone_fails(policy: Managed) -> None:
    policy.delete()
    with pytest.raises(OperationError, match="failed to read access policy: 404 Not Found"):
        policy.refresh()


def test_a_policy_is_imported_by_its_id(org: RecordedOrg, policy: Managed) -> None:
    _, inputs = imported(POLICY, org, policy.id)
    assert inputs == {"name": "Jamf Connect", "description": "Macs"}


def test_a_classic_org_has_no_such_policies(server: ScriptedServer, scripted_org: RecordedOrg) -> None:
    server.answer("GET /.well-known/okta-organization", {"pipeline": "v1"})
    with pytest.raises(OperationError, match='"okta_app_signon_policy" is a resource for OIE Orgs only'):
        Managed(POLICY, scripted_org, name="Jamf Connect", description="Macs")


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
