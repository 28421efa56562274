"""What conditions of an authentication policy's rules may name."""

from __future__ import annotations

import httpx
import pytest

from ..conftest import Json, access_rule, ok, refused


@pytest.fixture
def rules(password_policy: Json) -> str:
    return f"/api/v1/policies/{password_policy['id']}/rules"


def kept(okta: httpx.Client, rules: str, conditions: Json) -> Json:
    return dict(ok(okta.post(rules, json=access_rule(conditions=conditions)))["conditions"])


def platform(kind: str, system: str) -> Json:
    return {"include": [{"type": kind, "os": {"type": system}}], "exclude": []}


def test_the_orgs_user_type_can_be_named(okta: httpx.Client, rules: str, alice: Json) -> None:
    user_type = {"include": [], "exclude": [alice["type"]["id"]]}
    assert kept(okta, rules, {"userType": user_type})["userType"] == user_type


@pytest.mark.parametrize("system", ["MACOS", "WINDOWS", "LINUX", "CHROMEOS", "IOS", "ANDROID", "OTHER"])
def test_a_platform_is_one_that_okta_knows(okta: httpx.Client, rules: str, system: str) -> None:
    assert kept(okta, rules, {"platform": platform("DESKTOP", system)})["platform"] == platform("DESKTOP", system)


def test_a_platform_can_be_kept_away(okta: httpx.Client, rules: str) -> None:
    exclude = [{"type": "MOBILE", "os": {"type": "IOS"}}]
    assert kept(okta, rules, {"platform": {"exclude": exclude}})["platform"] == {"include": [], "exclude": exclude}


@pytest.mark.parametrize(
    ("conditions", "told"),
    [
        ({"userType": {"include": ["otynobody"]}}, "Invalid user type ID specified: otynobody"),
        ({"userType": {"exclude": ["otynobody"]}}, "Invalid user type ID specified: otynobody"),
        (
            {"device": {"registered": True, "assurance": {"include": ["daenobody"]}}},
            "Invalid device assurance ID specified: daenobody",
        ),
        ({"device": {"registered": "yes"}}, "registered"),
        ({"platform": platform("DESKTOP", "OS2")}, "type: 'OS2' is none of"),
        ({"platform": platform("TOASTER", "OTHER")}, "type: 'TOASTER' is none of"),
        ({"platform": {"exclude": [{"type": "TOASTER"}]}}, "type: 'TOASTER' is none of"),
        ({"platform": {"include": [{"type": "DESKTOP", "os": {"type": "OTHER", "expression": 7}}]}}, "expression"),
        ({"riskScore": {"level": "EXTREME"}}, "level: 'EXTREME' is none of"),
        ({"elCondition": {"condition": 7}}, "condition"),
        ({"moon": {"phase": "FULL"}}, "Invalid condition type specified: moon."),
    ],
)
def test_a_condition_on_what_does_not_exist_is_refused(
    okta: httpx.Client, rules: str, conditions: Json, told: str
) -> None:
    before = ok(okta.get(rules))
    assert told in refused(okta.post(rules, json=access_rule(conditions=conditions)), 400, "E0000001")
    assert ok(okta.get(rules)) == before


def test_a_refused_change_leaves_the_rule_as_it_was(okta: httpx.Client, rules: str) -> None:
    rule = ok(okta.post(rules, json=access_rule()))
    wrong = access_rule("Renamed", priority=5, conditions={"userType": {"include": ["otynobody"]}})
    refused(okta.put(f"{rules}/{rule['id']}", json=wrong), 400, "E0000001")
    assert ok(okta.get(f"{rules}/{rule['id']}")) == rule
