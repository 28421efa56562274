"""What a stack declares where it chooses other than most."""

from .deploying import declared_by
from .mocked_org import MockedOrg
from .stacks import prod, rehearsal

MFA = {"stage": "active"}


def test_an_unmanaged_session_policy_is_not_declared(org: MockedOrg) -> None:
    declaration = declared_by(prod(mfaApp=MFA), org)
    assert not [name for name in declaration.resources if name.startswith("session")]


def test_single_users_alone_need_no_group_assignment(org: MockedOrg) -> None:
    declaration = declared_by(prod(groups=[], users=["ines@acme.example"], mfaApp=MFA), org)
    assert {name for name in declaration.resources if "groups" in name or "user" in name} == {
        "ropg-user-ines@acme.example",
        "mfa-user-ines@acme.example",
    }


def test_both_apps_get_the_same_people(org: MockedOrg) -> None:
    declaration = declared_by(prod(groups=["Mac Admins", "Mac Users"], mfaApp=MFA), org)
    ropg, mfa = (declaration[f"{app}-groups"].properties["groups"] for app in ("ropg", "mfa"))
    assert ropg == mfa
    assert [group["id"] for group in ropg] == ["00gMacAdmins00000001", "00gMacUsers000000001"]


def test_groups_are_kept_away_from_password_checks_only(org: MockedOrg) -> None:
    declaration = declared_by(prod(ropgApp={"excludedGroups": ["Okta Administrators"]}, mfaApp=MFA), org)
    assert declaration["ropg-password"].properties["groupsExcluded"] == ["00gOktaAdmins0000001"]
    assert "groupsExcluded" not in declaration["mfa-password-and-second-factor"].properties


def test_zones_of_the_one_app_leave_the_other_open(org: MockedOrg) -> None:
    declaration = declared_by(prod(mfaApp=MFA | {"zones": ["Office"]}), org)
    assert declaration["ropg-password"].properties["networkConnection"] == "ANYWHERE"
    assert declaration["mfa-password-and-second-factor"].properties["networkConnection"] == "ZONE"


def test_a_custom_domain_leaves_the_grants_issuer_at_the_org(org: MockedOrg) -> None:
    declaration = declared_by(prod(customDomain="login.acme.com", mfaApp=MFA), org)
    for app in ("ropg", "mfa"):
        assert declaration[f"{app}-app"].properties["issuerMode"] == "CUSTOM_URL"
        assert declaration[f"{app}-api-scopes"].properties["issuer"] == "https://acme.okta.com"


def test_the_order_of_factors_and_scopes_changes_nothing(org: MockedOrg) -> None:
    one = declared_by(
        rehearsal(mfaApp=MFA | {"factors": ["sms", "push"]}, apiScopes=["okta.groups.read", "okta.apps.read"]), org
    )
    other = declared_by(
        rehearsal(mfaApp=MFA | {"factors": ["push", "sms"]}, apiScopes=["okta.apps.read", "okta.groups.read"]), org
    )
    assert {name: resource.properties for name, resource in one.resources.items()} == {
        name: resource.properties for name, resource in other.resources.items()
    }


def test_no_rule_asks_for_what_a_mac_at_its_login_window_has_not(org: MockedOrg) -> None:
    declaration = declared_by(rehearsal(mfaApp=MFA), org)
    rules = [resource.properties for resource in declaration.resources.values() if resource.type.endswith("PolicyRule")]
    asked = {key for rule in rules for key in rule}
    assert len(rules) == 2
    assert not [key for key in asked if "device" in key.lower() or "platform" in key.lower() or "risk" in key.lower()]
    assert "customExpression" not in asked
