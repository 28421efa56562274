"""Authentication policies."""

import httpx
import pytest

from jamf_connect_okta.stand_in import operations
from jamf_connect_okta.stand_in.errors import OperationError
from jamf_connect_okta.stand_in.signon_policy import AppSignonPolicy

from .recorded_org import Managed, RecordedOrg, imported
from .scripted_server import ScriptedServer

POLICY = AppSignonPolicy()


@pytest.fixture
def policy(org: RecordedOrg) -> Managed:
    return Managed(POLICY, org, name="Jamf Connect", description="Macs", catchAll=False)


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


def test_an_app_that_can_not_be_reassigned_stops_no_deletion(server: ScriptedServer, scripted_org: RecordedOrg) -> None:
    server.answer("GET /api/v1/policies", [{"id": "rst0", "system": True}])
    server.answer("GET /api/v1/apps", [{"id": "0oa1", "_links": {"accessPolicy": {"href": "https://a/rst1"}}}])
    server.answer("PUT /api/v1/apps/0oa1/policies/rst0", status=403)
    server.answer("DELETE /api/v1/policies/rst1", status=204)
    operations.delete(POLICY, scripted_org, "rst1", {})
    assert scripted_org.calls[-1] == "DELETE /api/v1/policies/rst1"


def test_without_a_default_policy_none_is_deleted(server: ScriptedServer, scripted_org: RecordedOrg) -> None:
    server.answer("GET /api/v1/policies", [])
    with pytest.raises(OperationError, match="cannot find default ACCESS_POLICY policy"):
        operations.delete(POLICY, scripted_org, "rst1", {})
    assert "DELETE /api/v1/policies/rst1" not in scripted_org.calls


def test_a_policy_without_a_system_rule_is_refused(server: ScriptedServer, scripted_org: RecordedOrg) -> None:
    server.answer("GET /api/v1/policies/rst1", {"id": "rst1", "name": "P", "description": "D"})
    server.answer("GET /api/v1/policies/rst1/rules", [{"id": "rul1", "system": False}])
    with pytest.raises(OperationError, match=r"policy does not have a default \(system\) access policy rule"):
        imported(POLICY, scripted_org, "rst1")


def test_a_policy_that_is_created_by_half_is_lost(server: ScriptedServer, scripted_org: RecordedOrg) -> None:
    rule = {"id": "rul1", "system": True, "actions": {"appSignOn": {"access": "ALLOW"}}}
    server.answer("POST /api/v1/policies", {"id": "rst1", "name": "P", "description": "D"})
    server.answer("GET /api/v1/policies/rst1/rules", [rule])
    server.answer("PUT /api/v1/policies/rst1/rules/rul1", status=403)
    with pytest.raises(OperationError, match="failed to update access policy default rule to DENY: 403 Forbidden"):
        Managed(POLICY, scripted_org, name="P", description="D", catchAll=False)


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
