"""Global session policies and their rules."""

from typing import Any

import httpx
import pytest

from jamf_connect_okta.stand_in import operations
from jamf_connect_okta.stand_in.errors import OperationError
from jamf_connect_okta.stand_in.session_policy import SessionPolicy
from jamf_connect_okta.stand_in.session_policy_rule import SessionPolicyRule

from .recorded_org import Json, Managed, RecordedOrg, imported
from .scripted_server import ScriptedServer

POLICY, RULE = SessionPolicy(), SessionPolicyRule()


@pytest.fixture
def policy(org: RecordedOrg, mac_users: str) -> Managed:
    return Managed(POLICY, org, name="Macs", description="Passwords", groupsIncluded=[mac_users], priority=1)


@pytest.fixture
def rule(org: RecordedOrg, policy: Managed) -> Managed:
    org.forget()
    return Managed(RULE, org, policyId=policy.id, name="Password", priority=1, primaryFactor="PASSWORD_IDP")


def test_a_policy_is_created_in_the_official_order(org: RecordedOrg, policy: Managed, mac_users: str) -> None:
    path = f"/api/v1/policies/{policy.id}"
    assert org.calls == ["POST /api/v1/policies", f"POST {path}/lifecycle/activate", f"GET {path}"]
    assert org.bodies[0] == {
        "type": "OKTA_SIGN_ON",
        "name": "Macs",
        "status": "ACTIVE",
        "description": "Passwords",
        "priority": 1,
        "conditions": {"people": {"groups": {"include": [mac_users]}}},
    }


def test_an_update_sets_the_status_again(org: RecordedOrg, policy: Managed) -> None:
    policy.update(status="INACTIVE")
    path = f"/api/v1/policies/{policy.id}"
    assert org.calls == [f"PUT {path}", f"POST {path}/lifecycle/deactivate", f"GET {path}"]
    assert policy.state["status"] == "INACTIVE"


def test_a_second_preview_and_a_refresh_change_nothing(policy: Managed) -> None:
    before = policy.state
    policy.refresh()
    assert policy.state == before
    assert policy.diff() == {}


def test_a_priority_that_is_no_longer_set_stays(policy: Managed) -> None:
    assert policy.diff(priority=None) == {}


def test_nothing_replaces_a_policy(policy: Managed) -> None:
    changed = policy.diff(name="Other", groupsIncluded=["00g1"], priority=2, description=None)
    assert changed == {
        "name": "UPDATE",
        "groupsIncluded[0]": "UPDATE",
        "priority": "UPDATE",
        "description": "DELETE",
    }


def test_another_priority_than_asked_for_is_an_error_and_the_policy_exists(
    server: ScriptedServer, scripted_org: RecordedOrg
) -> None:
    server.answer("POST /api/v1/policies", {"id": "00p1", "priority": 2})
    policy = Managed(POLICY, scripted_org, name="Macs", priority=9)
    assert policy.id == "00p1"
    assert "provided priority was not valid, got: 9, API responded with: 2." in policy.outcome.failure


def test_the_default_policy_is_left_alone(scripted_org: RecordedOrg) -> None:
    with pytest.raises(OperationError, match="Default Policy is immutable"):
        Managed(POLICY, scripted_org, name="Default Policy")
    assert scripted_org.calls == []


def test_a_policy_that_is_gone_reads_as_gone(policy: Managed, okta: httpx.Client) -> None:
    okta.delete(f"/api/v1/policies/{policy.id}").raise_for_status()
    assert policy.refresh() is None
    with pytest.raises(OperationError, match="failed to delete sign-on policy"):
        policy.delete()


def test_a_policy_is_imported_by_its_id(org: RecordedOrg, policy: Managed, mac_users: str) -> None:
    state, inputs = imported(POLICY, org, policy.id)
    assert inputs == {"name": "Macs", "description": "Passwords", "groupsIncluded": [mac_users], "priority": 1}
    assert Managed.adopted(POLICY, org, state, policy.inputs).diff() == {}


def test_a_rule_is_created_in_the_official_order(org: RecordedOrg, rule: Managed, policy: Managed) -> None:
    path = f"/api/v1/policies/{policy.id}"
    assert org.calls == [f"POST {path}/rules", f"GET {path}", f"GET {path}/rules/{rule.id}"]


@pytest.mark.usefixtures("rule")
def test_a_rule_is_sent_like_a_recorded_one(org: RecordedOrg) -> None:
    assert org.bodies[0] == {
        "type": "SIGN_ON",
        "name": "Password",
        "status": "ACTIVE",
        "priority": 1,
        "conditions": {
            "authContext": {"authType": "ANY"},
            "identityProvider": {"provider": "ANY"},
            "network": {"connection": "ANYWHERE"},
        },
        "actions": {
            "signon": {
                "access": "ALLOW",
                "rememberDeviceByDefault": False,
                "requireFactor": False,
                "primaryFactor": "PASSWORD_IDP",
                "session": {
                    "maxSessionIdleMinutes": 120,
                    "maxSessionLifetimeMinutes": 120,
                    "usePersistentCookie": False,
                },
            }
        },
    }


def test_what_is_set_beyond_the_usual_is_sent(server: ScriptedServer, scripted_org: RecordedOrg) -> None:
    server.answer("POST /api/v1/policies/00p1/rules", {"id": "0pr1"})
    server.answer("GET /api/v1/policies/00p1", status=404)
    with pytest.raises(OperationError, match="does not exist any more"):
        Managed(
            RULE,
            scripted_org,
            policyId="00p1",
            name="Two steps",
            access="CHALLENGE",
            usersExcluded=["00u1"],
            behaviors=["beh1"],
            identityProvider="SPECIFIC_IDP",
            identityProviderIds=["0oa2", "0oa1"],
            riskLevel="HIGH",
            mfaPrompt="SESSION",
            mfaLifetime=60,
            factorSequences=[
                {
                    "primaryCriteriaProvider": "OKTA",
                    "primaryCriteriaFactorType": "password",
                    "secondaryCriterias": [{"provider": "OKTA", "factorType": "push"}],
                }
            ],
        )
    sent = scripted_org.sent("POST /api/v1/policies/00p1/rules")
    assert "priority" not in sent
    assert sent["conditions"]["people"] == {"users": {"exclude": ["00u1"]}}
    assert sent["conditions"]["risk"] == {"behaviors": ["beh1"]}
    assert sent["conditions"]["identityProvider"] == {"provider": "SPECIFIC_IDP", "idpIds": ["0oa2", "0oa1"]}
    assert sent["conditions"]["riskScore"] == {"level": "HIGH"}
    assert sent["actions"]["signon"]["factorLifetime"] == 60
    assert sent["actions"]["signon"]["challenge"] == {
        "chain": [
            {
                "criteria": [{"provider": "OKTA", "factorType": "password"}],
                "next": [{"criteria": [{"provider": "OKTA", "factorType": "push"}]}],
            }
        ]
    }


def test_an_update_of_a_rule_sets_the_status_again(org: RecordedOrg, rule: Managed, policy: Managed) -> None:
    rule.update(sessionLifetime=480)
    path = f"/api/v1/policies/{policy.id}"
    assert org.calls == [
        f"PUT {path}/rules/{rule.id}",
        f"POST {path}/rules/{rule.id}/lifecycle/activate",
        f"GET {path}",
        f"GET {path}/rules/{rule.id}",
    ]
    assert rule.diff() == {}


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        ({"sessionIdle": 60}, {"sessionIdle": "UPDATE"}),
        ({"access": "DENY"}, {"access": "UPDATE"}),
        (
            {"networkConnection": "ZONE", "networkIncludes": ["nzo1"]},
            {"networkConnection": "UPDATE", "networkIncludes": "ADD"},
        ),
        ({"usersExcluded": ["00u1"]}, {"usersExcluded[0]": "ADD"}),
        ({"priority": None}, {}),
        ({"primaryFactor": None}, {}),
        ({"name": "Other"}, {"name": "UPDATE_REPLACE"}),
        ({"policyId": "00pOther"}, {"policyId": "UPDATE_REPLACE"}),
    ],
    ids=str,
)
def test_a_change_updates_or_replaces(rule: Managed, change: dict[str, Any], expected: dict[str, str]) -> None:
    assert rule.diff(**change) == expected


@pytest.mark.parametrize("missing", ["authContext", "network", "people"])
def test_a_rule_without_one_of_its_conditions_can_not_be_read(
    server: ScriptedServer, scripted_org: RecordedOrg, missing: str
) -> None:
    conditions = {"authContext": {"authType": "ANY"}, "network": {"connection": "ANYWHERE"}, "people": {"users": {}}}
    rule = {"name": "R", "actions": {"signon": {"access": "ALLOW", "session": {}}}, "conditions": conditions}
    server.answer("GET /api/v1/policies/00p1/rules/0pr1", rule)
    imported(RULE, scripted_org, "00p1/0pr1")
    server.answers.clear()
    del conditions[missing]
    server.answer("GET /api/v1/policies/00p1/rules/0pr1", rule)
    with pytest.raises(KeyError, match=missing):
        imported(RULE, scripted_org, "00p1/0pr1")


def test_a_rule_is_looked_at_before_it_is_deleted(org: RecordedOrg, rule: Managed, policy: Managed) -> None:
    rule.delete()
    path = f"/api/v1/policies/{policy.id}"
    assert org.calls == [f"GET {path}", f"GET {path}/rules/{rule.id}", f"DELETE {path}/rules/{rule.id}"]


def test_a_system_rule_is_not_deleted(server: ScriptedServer, scripted_org: RecordedOrg) -> None:
    server.answer("GET /api/v1/policies/00p1/rules/0pr1", {"id": "0pr1", "system": True})
    operations.delete(RULE, scripted_org, "0pr1", {"policyId": "00p1", "name": "Mine"})
    assert scripted_org.calls == ["GET /api/v1/policies/00p1", "GET /api/v1/policies/00p1/rules/0pr1"]


def test_a_rule_that_is_gone_reads_as_gone_and_is_deleted_without_a_word(
    rule: Managed, policy: Managed, okta: httpx.Client
) -> None:
    okta.delete(f"/api/v1/policies/{policy.id}").raise_for_status()
    rule.delete()
    assert rule.refresh() is None


def test_drift_shows_in_a_refresh_and_is_repaired(rule: Managed, policy: Managed, okta: httpx.Client) -> None:
    path = f"/api/v1/policies/{policy.id}/rules/{rule.id}"
    changed = okta.get(path).json()
    changed["actions"]["signon"]["session"]["maxSessionIdleMinutes"] = 5
    okta.put(path, json=changed).raise_for_status()
    rule.refresh()
    assert rule.diff() == {"sessionIdle": "UPDATE"}
    rule.update()
    assert rule.diff() == {}


def test_a_rule_is_imported_by_both_ids(org: RecordedOrg, rule: Managed, policy: Managed) -> None:
    state, inputs = imported(RULE, org, f"{policy.id}/{rule.id}")
    assert inputs == {"policyId": policy.id, "name": "Password", "priority": 1, "primaryFactor": "PASSWORD_IDP"}
    assert Managed.adopted(RULE, org, state, rule.inputs).diff() == {}


@pytest.mark.parametrize(
    ("inputs", "message"),
    [
        ({"access": "CHALLENGE"}, "'factor_sequence' can only be set when access is 'CHALLENGE' and vice versa"),
        (
            {"mfaPrompt": "ALWAYS", "mfaRememberDevice": True},
            "'mfa_remember_device' can only be set when mfa_prompt='DEVICE'",
        ),
        (
            {"mfaPrompt": "DEVICE", "identityProvider": "SPECIFIC_IDP"},
            "'identity_provider_ids' should have at least one element when 'identity_provider' is 'SPECIFIC_IDP'",
        ),
        ({"name": "Default Rule"}, "Default Rule is immutable"),
        ({"policyId": ""}, "'policy_id' field should be set"),
    ],
    ids=str,
)
def test_what_can_not_work_is_refused_before_any_call(scripted_org: RecordedOrg, inputs: Json, message: str) -> None:
    with pytest.raises(OperationError) as refused:
        Managed(RULE, scripted_org, **{"policyId": "00p1", "name": "Password", **inputs})
    assert message in str(refused.value)
    assert scripted_org.calls == []
