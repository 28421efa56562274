"""What follows from a stack's settings."""

import re
from typing import Any

import pytest

from components.settings import ARTICLE_EXPRESSION, Claim

from .stacks import prod, rehearsal

ADMINS: dict[str, Any] = {"adminGroups": ["Mac Admins"]}


def test_discovery_is_at_the_org() -> None:
    settings = prod()
    assert settings.discovery_url == "https://acme.okta.com/.well-known/openid-configuration"
    assert settings.issuer_mode == "ORG_URL"


def test_discovery_is_at_the_custom_domain_and_tokens_name_it() -> None:
    settings = prod(customDomain="login.acme.com")
    assert settings.discovery_url == "https://login.acme.com/.well-known/openid-configuration"
    assert settings.issuer_mode == "CUSTOM_URL"


@pytest.mark.parametrize("domain", ["", "login.acme.com"], ids=["without", "with"])
def test_the_org_s_url_is_the_same_with_and_without_a_custom_domain(domain: str) -> None:
    assert prod(customDomain=domain).org_url == "https://acme.okta.com"


STAGES: dict[str, tuple[str, bool, bool]] = {
    "absent": ("one-app", False, True),
    "active": ("two-apps", True, True),
    "retiring": ("one-app", True, True),
    "unprotected": ("one-app", True, False),
}


@pytest.mark.parametrize(("stage", "design"), [(stage, facts[0]) for stage, facts in STAGES.items()])
def test_new_profiles_name_the_mfa_app_only_while_it_is_active(stage: str, design: str) -> None:
    assert prod(mfaApp={"stage": stage}).design == design


@pytest.mark.parametrize(("stage", "declared"), [(stage, facts[1]) for stage, facts in STAGES.items()])
def test_the_mfa_app_stays_declared_until_it_is_absent(stage: str, declared: bool) -> None:
    assert prod(mfaApp={"stage": stage}).has_mfa_app is declared


@pytest.mark.parametrize(("stage", "protected"), [(stage, facts[2]) for stage, facts in STAGES.items()])
def test_the_mfa_app_is_protected_until_the_last_step(stage: str, protected: bool) -> None:
    assert prod(mfaApp={"stage": stage}).protects_mfa_app is protected
    assert not prod(mfaApp={"stage": stage}, protect=False).protects_mfa_app


def test_a_stack_without_more_has_one_app_and_protects_it() -> None:
    settings = prod()
    assert (settings.design, settings.protect) == ("one-app", True)


def test_the_mfa_app_accepts_push_and_totp_at_every_sign_in_by_default() -> None:
    settings = prod(mfaApp={"stage": "active"})
    assert settings.factors == ("push", "totp")
    assert settings.mfa_app.reauthenticate_in == "PT0S"


def test_pkce_without_client_authentication_is_the_default() -> None:
    settings = prod()
    assert (settings.pkce_required, settings.token_endpoint_auth_method) == (True, "none")


def test_a_rehearsal_manages_the_session_policy_by_default() -> None:
    assert rehearsal().manages_session_policy


def test_without_admin_groups_there_is_no_claim() -> None:
    assert prod().claim is None


def test_admin_groups_bring_a_filter_along() -> None:
    assert prod(**ADMINS).claim == Claim("groups", "FILTER", "^(Mac Admins)$", "REGEX")


def test_the_filter_carries_the_groups_that_are_named_for_it() -> None:
    claim = prod(**ADMINS, groupsClaim={"groups": ["Mac Admins", "Mac Users"]}).claim
    assert claim == Claim("groups", "FILTER", "^(Mac Admins|Mac Users)$", "REGEX")


@pytest.mark.parametrize("name", ["Mac (Berlin)", "C++", "a.b", "R&D [EU]", "50% $", r"ACME\Macs", "a|b", "^x*?{1}"])
def test_the_filter_takes_a_group_s_name_letter_by_letter(name: str) -> None:
    claim = prod(adminGroups=[name, "Macs"]).claim
    assert claim
    assert re.search(claim.value, name)
    assert re.search(claim.value, "Macs")
    assert not re.search(claim.value, f"{name}x")
    assert not re.search(claim.value, f"x{name}")


def test_an_expression_is_handed_to_okta_as_it_is() -> None:
    claim = prod(groupsClaim={"type": "EXPRESSION", "expression": "user.groups", "name": "mac_groups"}).claim
    assert claim == Claim("mac_groups", "EXPRESSION", "user.groups", None)


def test_the_preset_is_the_article_s_expression() -> None:
    claim = prod(groupsClaim={"type": "EXPRESSION", "preset": "okta-and-active-directory"}).claim
    assert claim == Claim("groups", "EXPRESSION", ARTICLE_EXPRESSION, None)
    assert ARTICLE_EXPRESSION == (
        'Arrays.isEmpty(Arrays.toCsvString(Groups.startsWith("active_directory","",100))) '
        '? Groups.startsWith("OKTA","",100) '
        ': Arrays.flatten(Groups.startsWith("OKTA","",100),Groups.startsWith("active_directory","",100))'
    )


def test_jamf_connect_asks_for_groups_only_where_a_claim_answers() -> None:
    assert prod().scopes == "openid profile email"
    assert prod(**ADMINS).scopes == "openid profile email groups"
    assert prod(groupsClaim={"type": "NONE"}).scopes == "openid profile email"
