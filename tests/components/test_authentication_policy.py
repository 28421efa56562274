"""An authentication policy with several rules."""

import pytest

from components.assurance import Factor, password_and, password_only
from components.authentication_policy import AuthenticationPolicy, SignOnRule

from .mocked_engine import Declaration, declare
from .mocked_org import MockedOrg

RULES = [
    SignOnRule(name="From the office", assurance=password_only(), zone_ids=["nzoOffice00000000001"]),
    SignOnRule(name="Elsewhere", assurance=password_and([Factor.PUSH], reauthenticate_in="PT0S")),
]


@pytest.fixture
def policy(org: MockedOrg) -> Declaration:
    """Two rules: a password is enough in the office."""

    def program() -> None:
        AuthenticationPolicy("macs", policy_name="Macs", description="", rules=RULES)

    return declare(program, org)


def test_rules_count_from_one_in_the_given_order(policy: Declaration) -> None:
    rules = [policy["macs-from-the-office"], policy["macs-elsewhere"]]
    assert [rule.properties["priority"] for rule in rules] == [1, 2]


def test_rules_are_made_one_after_another(policy: Declaration) -> None:
    assert policy["macs-from-the-office"].depends_on == {"macs-policy"}
    assert policy["macs-elsewhere"].depends_on == {"macs-policy", "macs-from-the-office"}


def test_a_rule_reaches_no_further_than_its_zones(policy: Declaration) -> None:
    assert policy["macs-from-the-office"].properties["networkIncludes"] == ["nzoOffice00000000001"]
    assert policy["macs-elsewhere"].properties["networkConnection"] == "ANYWHERE"


def test_whoever_matches_no_rule_is_denied(policy: Declaration) -> None:
    assert policy["macs-policy"].properties["catchAll"] is False
    assert {rule.properties["access"] for rule in policy.resources.values() if "access" in rule.properties} == {"ALLOW"}
