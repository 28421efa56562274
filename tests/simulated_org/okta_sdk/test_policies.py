"""What the SDK can do with policies."""

from __future__ import annotations

from typing import Any

import pytest
from okta.models import (
    AccessPolicy,
    AccessPolicyRule,
    OktaSignOnPolicy,
    OktaSignOnPolicyRule,
    PolicyMappingRequest,
)
from pydantic import ValidationError

from ..conftest import access_rule, session_rule
from .conftest import Sdk


@pytest.fixture
def access_policy(sdk: Sdk) -> Any:
    return sdk.create_policy(AccessPolicy(type="ACCESS_POLICY", name="Mac", description="Password only"))


@pytest.fixture
def session_policy(sdk: Sdk, mac_users: str) -> Any:
    return sdk.create_policy(session_policy_for(mac_users))


def session_policy_for(group: str, name: str = "Mac sessions") -> Any:
    condition = {"people": {"groups": {"include": [group]}}}
    return OktaSignOnPolicy.from_dict({"type": "OKTA_SIGN_ON", "name": name, "conditions": condition})


def test_an_authentication_policy_is_made_read_and_replaced(sdk: Sdk, access_policy: Any) -> None:
    assert (access_policy.name, access_policy.status, access_policy.system) == ("Mac", "ACTIVE", False)
    assert sdk.get_policy(access_policy.id) == access_policy
    access_policy.name = "Mac, renamed"
    access_policy.description = "No factor but the password"
    sdk.replace_policy(access_policy.id, access_policy)
    read = sdk.get_policy(access_policy.id)
    assert (read.name, read.description) == ("Mac, renamed", "No factor but the password")


def test_a_policy_is_switched_off_on_and_deleted(sdk: Sdk, access_policy: Any, session_policy: Any) -> None:
    for policy in (access_policy, session_policy):
        sdk.deactivate_policy(policy.id)
        assert sdk.get_policy(policy.id).status == "INACTIVE"
        sdk.activate_policy(policy.id)
        assert sdk.get_policy(policy.id).status == "ACTIVE"
        sdk.delete_policy(policy.id)
        assert sdk.refusal("get_policy", policy.id) == (404, "E0000007")


def test_a_new_authentication_policy_ends_in_its_catch_all_rule(sdk: Sdk, access_policy: Any) -> None:
    (rule,) = sdk.list_policy_rules(access_policy.id)
    assert (rule.name, rule.priority, rule.system) == ("Catch-all Rule", 99, True)
    method = rule.actions.app_sign_on.verification_method
    assert (method.factor_mode.value, method.reauthenticate_in) == ("2FA", "PT12H")
    rule.actions.app_sign_on.access = "DENY"
    sdk.replace_policy_rule(access_policy.id, rule.id, rule)
    assert sdk.get_policy_rule(access_policy.id, rule.id).actions.app_sign_on.access == "DENY"


def test_a_rule_of_an_authentication_policy_is_made_read_and_replaced(sdk: Sdk, access_policy: Any) -> None:
    made = sdk.create_policy_rule(access_policy.id, AccessPolicyRule.from_dict(access_rule(priority=1)))
    method = made.actions.app_sign_on.verification_method
    assert (method.factor_mode.value, method.constraints[0].knowledge.types) == ("1FA", ["password"])
    assert sdk.get_policy_rule(access_policy.id, made.id) == made
    made.name, made.priority = "Password, renamed", 2
    method.reauthenticate_in = "PT2H"
    sdk.replace_policy_rule(access_policy.id, made.id, made)
    read = sdk.get_policy_rule(access_policy.id, made.id)
    assert (read.name, read.priority) == ("Password, renamed", 2)
    assert read.actions.app_sign_on.verification_method.reauthenticate_in == "PT2H"
    assert [one.name for one in sdk.list_policy_rules(access_policy.id)] == ["Password, renamed", "Catch-all Rule"]


def test_a_global_session_policy_is_made_read_and_replaced(sdk: Sdk, session_policy: Any, mac_users: str) -> None:
    assert (session_policy.priority, session_policy.conditions.people.groups.include) == (1, [mac_users])
    assert sdk.get_policy(session_policy.id) == session_policy
    everyone = sdk.list_groups(q="Everyone")[0].id
    replacement = session_policy_for(everyone, "Sessions of all")
    assert sdk.replace_policy(session_policy.id, replacement).name == "Sessions of all"
    assert sdk.get_policy(session_policy.id).conditions.people.groups.include == [everyone]


def test_global_session_policies_are_listed_page_by_page(sdk: Sdk, session_policy: Any, mac_users: str) -> None:
    second = sdk.create_policy(session_policy_for(mac_users, "Second"))
    pages = sdk.pages("list_policies", type="OKTA_SIGN_ON", limit="2")
    names = [[(one.name, one.priority) for one in page] for page in pages]
    assert names == [[("Mac sessions", 1), ("Second", 2)], [("Default Policy", 3)]]
    assert pages[0] == [session_policy, second]


@pytest.mark.parametrize("kind", ["PASSWORD", "PROFILE_ENROLLMENT"])
def test_the_default_policies_of_other_types_are_listed_and_read(sdk: Sdk, kind: str) -> None:
    (policy,) = sdk.list_policies(type=kind)
    assert (policy.name, policy.type.value, policy.system) == ("Default Policy", kind, True)
    assert sdk.get_policy(policy.id) == policy


def test_a_rule_of_a_global_session_policy_is_made_read_and_replaced(sdk: Sdk, session_policy: Any) -> None:
    made = sdk.create_policy_rule(session_policy.id, OktaSignOnPolicyRule.from_dict(session_rule()))
    assert (made.name, made.actions.signon.access, made.actions.signon.require_factor) == ("Allow", "ALLOW", False)
    assert made.actions.signon.session.max_session_idle_minutes == 120
    assert sdk.get_policy_rule(session_policy.id, made.id) == made
    made.name = "Deny"
    made.actions.signon.access = "DENY"
    sdk.replace_policy_rule(session_policy.id, made.id, made)
    (read,) = sdk.list_policy_rules(session_policy.id)
    assert (read.name, read.actions.signon.access) == ("Deny", "DENY")


def test_a_rule_is_switched_off_on_and_deleted(sdk: Sdk, access_policy: Any, session_policy: Any) -> None:
    rules = (
        (access_policy.id, AccessPolicyRule.from_dict(access_rule())),
        (session_policy.id, OktaSignOnPolicyRule.from_dict(session_rule())),
    )
    for policy, rule in rules:
        made = sdk.create_policy_rule(policy, rule)
        sdk.deactivate_policy_rule(policy, made.id)
        assert sdk.get_policy_rule(policy, made.id).status == "INACTIVE"
        sdk.activate_policy_rule(policy, made.id)
        assert sdk.get_policy_rule(policy, made.id).status == "ACTIVE"
        sdk.delete_policy_rule(policy, made.id)
        assert sdk.refusal("get_policy_rule", policy, made.id) == (404, "E0000007")


def test_an_app_is_mapped_to_a_policy_and_unmapped(sdk: Sdk, access_policy: Any, app: Any) -> None:
    sdk.assign_application_policy(app.id, access_policy.id)
    (mapping,) = sdk.list_policy_mappings(access_policy.id)
    assert mapping.links.application.href.endswith(f"/api/v1/apps/{app.id}")
    assert sdk.get_policy_mapping(access_policy.id, mapping.id) == mapping
    with pytest.deprecated_call():
        (mapped,) = sdk.list_policy_apps(access_policy.id)
    assert (mapped.id, mapped.links.access_policy.href) == (app.id, access_policy.links.var_self.href)
    sdk.delete_policy_resource_mapping(access_policy.id, mapping.id)
    assert sdk.list_policy_mappings(access_policy.id) == []
    assert sdk.refusal("get_policy_mapping", access_policy.id, mapping.id) == (404, "E0000007")


def test_the_sdk_has_no_words_to_post_the_mapping_of_an_app(sdk: Sdk, access_policy: Any) -> None:
    """Its model knows mappings of policies to policies of types that are not served; an app takes a PUT of its own."""
    with pytest.raises(ValidationError, match="Input should be 'ACCESS_POLICY'"):
        PolicyMappingRequest(resourceType="APP")
    request = PolicyMappingRequest(resourceId=access_policy.id, resourceType="ACCESS_POLICY")
    assert sdk.refusal("map_resource_to_policy", access_policy.id, request) == (400, "E0000001")
