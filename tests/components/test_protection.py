"""What the engine refuses to replace or delete, and in which order it works."""

import pytest

from .deploying import declared_by
from .mocked_org import MockedOrg
from .stacks import prod, rehearsal


def protected(org: MockedOrg, *, stage: str, protect: bool) -> set[str]:
    declaration = declared_by(prod(mfaApp={"stage": stage}, protect=protect, users=["ines@acme.example"]), org)
    return {declared.name for declared in declaration.everything if declared.protect}


@pytest.mark.parametrize(
    ("stage", "expected"),
    [
        ("absent", {"ropg-app"}),
        ("active", {"ropg-app", "mfa-app"}),
        ("retiring", {"ropg-app", "mfa-app"}),
        ("unprotected", {"ropg-app"}),
    ],
)
def test_the_apps_and_nothing_else_are_protected(org: MockedOrg, stage: str, expected: set[str]) -> None:
    assert protected(org, stage=stage, protect=True) == expected


@pytest.mark.parametrize("stage", ["absent", "active", "retiring", "unprotected"])
def test_nothing_is_protected_where_the_stack_does_without(org: MockedOrg, stage: str) -> None:
    assert protected(org, stage=stage, protect=False) == set()


def test_the_session_rules_are_made_one_after_another(org: MockedOrg) -> None:
    declaration = declared_by(rehearsal(sessionPolicy={"blockedZones": ["Tor"]}), org)
    assert declaration["session-password"].depends_on >= {"session-blocked-zones", "session-policy"}


def test_without_blocked_zones_the_password_rule_comes_first(org: MockedOrg) -> None:
    declaration = declared_by(rehearsal(), org)
    assert "session-blocked-zones" not in declaration.resources
    assert declaration["session-password"].properties["priority"] == 1


def test_the_app_waits_for_its_policy_and_the_assignments_for_the_app(org: MockedOrg) -> None:
    declaration = declared_by(rehearsal(users=["ines@acme.example"]), org)
    assert declaration["ropg-app"].depends_on == {"ropg-policy"}
    assert declaration["ropg-groups"].depends_on == {"ropg-app"}
    assert declaration["ropg-user-ines@acme.example"].depends_on == {"ropg-app"}


def test_an_assignment_that_moves_is_a_new_one(org: MockedOrg) -> None:
    # The provider would try to update it in place, which Okta has no call for.
    declaration = declared_by(rehearsal(users=["ines@acme.example"]), org)
    replaced = {name: resource.replace_on_changes for name, resource in declaration.resources.items()}
    assert replaced.pop("ropg-user-ines@acme.example") == ("appId", "userId")
    assert set(replaced.values()) == {()}
