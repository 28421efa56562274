"""The dev stack through its life: deployed, unchanged, drifted, repaired, taken down."""

import pytest

from jamf_connect_okta.mdm.export import profiles_of
from jamf_connect_okta.mdm.preferences import flat, preferences_of
from jamf_connect_okta.mdm.stack_output import parse_stack_output
from tests.components.test_main import JAMF_CONNECT, REHEARSED

from .stack_under_test import Change, StackUnderTest

pytestmark = pytest.mark.engine

DECLARED = {
    "jamf-connect": "jamf-connect-okta:okta:JamfConnect",
    "ropg-policy": "okta:index/appSignonPolicy:AppSignonPolicy",
    "ropg-password": "okta:index/appSignonPolicyRule:AppSignonPolicyRule",
    "ropg-app": "okta:app/oAuth:OAuth",
    "ropg-api-scopes": "okta:index/appOauthApiScope:AppOauthApiScope",
    "ropg-groups": "okta:index/appGroupAssignments:AppGroupAssignments",
    "mfa-policy": "okta:index/appSignonPolicy:AppSignonPolicy",
    "mfa-password-and-second-factor": "okta:index/appSignonPolicyRule:AppSignonPolicyRule",
    "mfa-app": "okta:app/oAuth:OAuth",
    "mfa-api-scopes": "okta:index/appOauthApiScope:AppOauthApiScope",
    "mfa-groups": "okta:index/appGroupAssignments:AppGroupAssignments",
    "session-policy": "okta:policy/signon:Signon",
    "session-password": "okta:policy/ruleSignon:RuleSignon",
}


def test_a_deployment_creates_what_the_dev_stack_declares(stack: StackUnderTest) -> None:
    changes = stack.up()
    assert {change.op for change in changes} == {"create"}
    okta = {change.name: change.type for change in changes if change.type.startswith("okta:")}
    assert okta == {name: kind for name, kind in DECLARED.items() if kind.startswith("okta:")}


def test_profiles_can_be_made_of_what_a_deployment_leaves(deployed: StackUnderTest) -> None:
    output = parse_stack_output(deployed.outputs())
    assert len(profiles_of(output)) == 4
    # The engine carries numbers as fractions.
    assert type(flat(preferences_of(output)["com.jamf.connect"])["PasswordPolicies.NetworkCheck"]) is int


def test_a_second_preview_changes_nothing(deployed: StackUnderTest) -> None:
    assert deployed.preview() == []


def test_a_refresh_finds_no_drift(deployed: StackUnderTest) -> None:
    assert deployed.refresh() == []
    assert deployed.preview() == []


def test_the_outputs_hold_what_a_profile_repeats(deployed: StackUnderTest) -> None:
    outputs, state = deployed.outputs(), deployed.state()
    assert outputs["jamfConnect"] == {
        "provider": "Custom",
        "discoveryUrl": "https://acme.okta.invalid/.well-known/openid-configuration",
        "oidcClientId": state["mfa-app"]["outputs"]["clientId"],
        "ropgClientId": state["ropg-app"]["outputs"]["clientId"],
        "redirectUri": "https://127.0.0.1/jamfconnect",
        "scopes": "openid profile email groups",
        "groupsClaimName": "groups",
        "orgUrl": "https://acme.okta.invalid",
        "design": "two-apps",
        "stack": "dev",
        "tokenEndpointAuthMethod": "none",
        "adminGroups": ["Mac Admins"],
        "settings": JAMF_CONNECT | REHEARSED,
    }
    assert outputs["ids"] == {
        "ropgApp": state["ropg-app"]["id"],
        "ropgPolicy": state["ropg-policy"]["id"],
        "mfaApp": state["mfa-app"]["id"],
        "mfaPolicy": state["mfa-policy"]["id"],
        "sessionPolicy": state["session-policy"]["id"],
    }


def test_the_apps_follow_their_own_policies_from_the_first_moment(deployed: StackUnderTest) -> None:
    ids = deployed.outputs()["ids"]
    for app, policy in (("ropgApp", "ropgPolicy"), ("mfaApp", "mfaPolicy")):
        links = deployed.api("GET", f"/api/v1/apps/{ids[app]}")["_links"]
        assert links["accessPolicy"]["href"].endswith(ids[policy])


def test_the_catch_all_rules_deny(deployed: StackUnderTest) -> None:
    ids = deployed.outputs()["ids"]
    for policy in ("ropgPolicy", "mfaPolicy"):
        rules = deployed.api("GET", f"/api/v1/policies/{ids[policy]}/rules")
        assert [rule["actions"]["appSignOn"]["access"] for rule in rules] == ["ALLOW", "DENY"]


def test_a_full_deployment_stays_within_its_calls(stack: StackUnderTest) -> None:
    before = len(list(stack.calls()))
    stack.up()
    assert len(list(stack.calls())) - before <= 45


def test_a_preview_without_changes_makes_two_calls_and_one_per_lookup(deployed: StackUnderTest) -> None:
    before = len(list(deployed.calls()))
    deployed.preview()
    assert len(list(deployed.calls())) - before == 3


def test_a_refresh_stays_within_its_calls(deployed: StackUnderTest) -> None:
    before = len(list(deployed.calls()))
    deployed.refresh()
    assert len(list(deployed.calls())) - before <= 25


def test_going_down_leaves_the_org_as_seeded(stack: StackUnderTest) -> None:
    def everything() -> list[object]:
        paths = ["apps", "policies?type=ACCESS_POLICY", "policies?type=OKTA_SIGN_ON", "groups", "users", "zones"]
        return [stack.api("GET", f"/api/v1/{path}") for path in paths]

    seeded = everything()
    stack.up()
    stack.destroy()
    assert everything() == seeded


def test_no_secret_lies_in_the_state(deployed: StackUnderTest) -> None:
    state = deployed.state()
    assert deployed.org.token not in str(state)
    for resource in state.values():
        for name, value in (resource.get("inputs", {}) | resource.get("outputs", {})).items():
            # The engine keeps an encrypted value as an object.
            assert "Secret" not in name or name == "omitSecret" or not value or isinstance(value, dict)


def test_a_rule_that_somebody_weakened_is_seen_and_repaired(deployed: StackUnderTest) -> None:
    policy = deployed.outputs()["ids"]["mfaPolicy"]
    path = f"/api/v1/policies/{policy}/rules"
    rule = deployed.api("GET", path)[0]
    strict = rule["actions"]["appSignOn"]["verificationMethod"]
    rule["actions"]["appSignOn"]["verificationMethod"] = {
        "type": "ASSURANCE",
        "factorMode": "1FA",
        "reauthenticateIn": "PT12H",
        "constraints": [],
    }
    deployed.api("PUT", f"{path}/{rule['id']}", json=rule)
    assert [(change.op, change.name) for change in deployed.refresh()] == [("update", "mfa-password-and-second-factor")]
    assert [change.op for change in deployed.up()] == ["update"]
    assert deployed.api("GET", path)[0]["actions"]["appSignOn"]["verificationMethod"] == strict


def test_a_rule_that_somebody_deleted_comes_back(deployed: StackUnderTest) -> None:
    policy = deployed.outputs()["ids"]["ropgPolicy"]
    rule = deployed.api("GET", f"/api/v1/policies/{policy}/rules")[0]
    deployed.api("DELETE", f"/api/v1/policies/{policy}/rules/{rule['id']}")
    deployed.refresh()
    assert [(change.op, change.name) for change in deployed.up()] == [("create", "ropg-password")]


def test_a_group_that_somebody_assigned_by_hand_is_taken_away_again(deployed: StackUnderTest) -> None:
    app = deployed.outputs()["ids"]["ropgApp"]
    contractors = deployed.api("GET", "/api/v1/groups?q=Contractors")[0]["id"]
    deployed.api("PUT", f"/api/v1/apps/{app}/groups/{contractors}", json={})
    deployed.refresh()
    assert [(change.op, change.name) for change in deployed.up()] == [("update", "ropg-groups")]
    assigned = {group["id"] for group in deployed.api("GET", f"/api/v1/apps/{app}/groups")}
    assert contractors not in assigned


def test_a_changed_app_is_put_back(deployed: StackUnderTest) -> None:
    app = deployed.api("GET", f"/api/v1/apps/{deployed.outputs()['ids']['ropgApp']}")
    app["settings"]["oauthClient"]["redirect_uris"] = ["https://elsewhere.example/"]
    deployed.api("PUT", f"/api/v1/apps/{app['id']}", json=app)
    deployed.refresh()
    assert [change for change in deployed.up() if change.op != "same"] == [
        Change("update", "okta:app/oAuth:OAuth", "ropg-app", ("redirectUris[0]",))
    ]
