"""Whatever keeps people out of their Macs makes an expectation fail, with the reason."""

from collections.abc import Callable

import pytest

from jamf_connect_okta.signins.playing import Played
from jamf_connect_okta.signins.reading import Written

from ..simulated_org.conftest import access_rule, group_id, ok, session_rule
from .conftest import Deployed, written

ALICE = "alice@acme.example"
PASSWORD = written()
LOGIN_WINDOW = written(app="MFA", factors="push", prompts=["password", "push"])


def test_as_deployed_everything_is_as_expected(deployed: Deployed) -> None:
    report = deployed.play()
    assert [(one.login, one.differences) for one in report.failed] == []
    assert report.holds


def mfa_in_the_session_policy(deployed: Deployed) -> None:
    actions = {"signon": {**session_rule()["actions"]["signon"], "requireFactor": True, "factorPromptMode": "ALWAYS"}}
    deployed.change_rule(deployed.session_policy, actions=actions)


def a_session_policy_of_higher_priority(deployed: Deployed) -> None:
    everyone = group_id(deployed.okta, "Everyone")
    body = {"type": "OKTA_SIGN_ON", "name": "VIP", "priority": 1}
    policy = ok(
        deployed.okta.post(
            "/api/v1/policies", json={**body, "conditions": {"people": {"groups": {"include": [everyone]}}}}
        )
    )
    actions = {"signon": {**session_rule()["actions"]["signon"], "access": "DENY"}}
    ok(deployed.okta.post(f"/api/v1/policies/{policy['id']}/rules", json=session_rule("Nobody", actions=actions)))


def two_factors_in_the_ropg_policy(deployed: Deployed) -> None:
    method = {"type": "ASSURANCE", "factorMode": "2FA", "reauthenticateIn": "PT0S"}
    actions = {"appSignOn": {"access": "ALLOW", "verificationMethod": method}}
    deployed.change_rule(deployed.ropg_policy, actions=actions)


def a_missing_assignment(deployed: Deployed) -> None:
    path = f"/api/v1/apps/{deployed.ropg_app['id']}/groups/{group_id(deployed.okta, 'Mac Users')}"
    assert deployed.okta.delete(path).status_code == 204


def a_missing_password_grant(deployed: Deployed) -> None:
    app = deployed.ropg_app
    client = {**app["settings"]["oauthClient"], "grant_types": ["authorization_code", "implicit"]}
    body = {key: app[key] for key in ("label", "name", "signOnMode", "credentials")}
    ok(deployed.okta.put(f"/api/v1/apps/{app['id']}", json={**body, "settings": {"oauthClient": client}}))


def a_device_condition(deployed: Deployed) -> None:
    deployed.change_rule(deployed.ropg_policy, conditions={"device": {"registered": True}})


def a_blocked_zone(deployed: Deployed) -> None:
    gateway = {"type": "CIDR", "value": "100.64.0.0/10"}
    zone = {"type": "IP", "name": "Carriers", "usage": "BLOCKLIST", "gateways": [gateway]}
    ok(deployed.okta.post("/api/v1/zones", json=zone))


def a_locked_user(deployed: Deployed) -> None:
    client_id = deployed.ropg_app["credentials"]["oauthClient"]["client_id"]
    form = {"grant_type": "password", "client_id": client_id, "username": ALICE, "password": "no", "scope": "openid"}
    for _ in range(10):
        deployed.okta.post("/oauth2/v1/token", data=form)


def a_platform_condition(deployed: Deployed) -> None:
    macs = {"platform": {"include": [{"type": "DESKTOP", "os": {"type": "MACOS"}}]}}
    deployed.change_rule(deployed.ropg_policy, conditions=macs)


@pytest.mark.parametrize(
    ("weaken", "reason", "words"),
    [
        (
            mfa_in_the_session_policy,
            "session_mfa",
            "'Macs', rule 'Allow' asks for MFA; ROPG can only present a password",
        ),
        (a_session_policy_of_higher_priority, "session_policy", "'VIP', rule 'Nobody' denies access"),
        (two_factors_in_the_ropg_policy, "app_factors", "rule 'Password' asks for two factors; ROPG can only"),
        (a_missing_assignment, "not_assigned", "'Password check' is not assigned to alice@acme.example"),
        (a_missing_password_grant, "unauthorized_client", "Configured grant types: [authorization_code, implicit]"),
        (a_device_condition, "app_policy", "'Password check', rule 'Catch-all Rule' denies access"),
        (a_platform_condition, "app_policy", "'Password check', rule 'Catch-all Rule' denies access"),
        (a_blocked_zone, "blocked_zone", "100.64.0.1 lies in the blocklist zone 'Carriers'"),
        (a_locked_user, "locked_out", "alice@acme.example is locked out"),
    ],
    ids=lambda value: value.__name__.replace("_", " ") if callable(value) else "",
)
def test_a_silent_password_check_fails_by(
    deployed: Deployed, weaken: Callable[[Deployed], None], reason: str, words: str
) -> None:
    weaken(deployed)
    for one in the_failed(deployed, PASSWORD):
        assert (one.outcome.reason, one.differences) == (reason, ("must be allowed, is denied",))
        assert words in one.outcome.words


def no_authenticators(deployed: Deployed) -> None:
    for authenticator in ok(deployed.okta.get("/api/v1/authenticators")):
        if authenticator["key"] in ("okta_verify", "phone_number"):
            ok(deployed.okta.post(f"/api/v1/authenticators/{authenticator['id']}/lifecycle/deactivate"))


def the_app_is_not_assigned(deployed: Deployed) -> None:
    path = f"/api/v1/apps/{deployed.mfa_app['id']}/groups/{group_id(deployed.okta, 'Mac Users')}"
    assert deployed.okta.delete(path).status_code == 204


def only_security_keys_will_do(deployed: Deployed) -> None:
    possession = {"required": True, "authenticationMethods": [{"key": "webauthn", "method": "webauthn"}]}
    constraint = {"knowledge": {"required": True, "types": ["password"]}, "possession": possession}
    method = {"type": "ASSURANCE", "factorMode": "2FA", "reauthenticateIn": "PT0S", "constraints": [constraint]}
    actions = {"appSignOn": {"access": "ALLOW", "verificationMethod": method}}
    deployed.change_rule(deployed.mfa_policy, actions=actions)


@pytest.mark.parametrize(
    ("weaken", "reason", "words"),
    [
        (no_authenticators, "no_factor", "'Login window', rule 'Password' asks for two factors"),
        (the_app_is_not_assigned, "not_assigned", "'Login window' is not assigned to alice@acme.example"),
        (only_security_keys_will_do, "no_factor", "'Login window', rule 'Password' asks for two factors"),
        (a_session_policy_of_higher_priority, "session_policy", "'VIP', rule 'Nobody' denies access"),
    ],
    ids=lambda value: value.__name__.replace("_", " ") if callable(value) else "",
)
def test_the_login_window_fails_by(
    deployed: Deployed, weaken: Callable[[Deployed], None], reason: str, words: str
) -> None:
    weaken(deployed)
    for one in the_failed(deployed, LOGIN_WINDOW):
        assert one.outcome.reason == reason
        assert words in one.outcome.words


def test_an_inactive_authenticator_changes_what_people_are_asked_for(deployed: Deployed) -> None:
    for authenticator in ok(deployed.okta.get("/api/v1/authenticators")):
        if authenticator["key"] == "okta_verify":
            ok(deployed.okta.post(f"/api/v1/authenticators/{authenticator['id']}/lifecycle/deactivate"))
    for one in the_failed(deployed, LOGIN_WINDOW):
        assert one.differences == ("must be asked for password, push, is asked for password, enroll-factor",)


def test_a_login_window_without_a_second_factor_fails(deployed: Deployed) -> None:
    deployed.change_rule(deployed.mfa_policy, actions=access_rule()["actions"])
    for one in the_failed(deployed, LOGIN_WINDOW):
        assert one.differences == ("must be asked for password, push, is asked for password",)


ADMINISTRATOR = written(who="ben@acme.example", app="MFA", claims={"groups": {"contains": "Mac Admins"}})


def test_a_claim_that_matches_other_groups_fails(deployed: Deployed) -> None:
    deployed.claim(valueType="EXPRESSION", name="groups", value='Groups.startsWith("OKTA", "Project", 100)')
    for one in the_failed(deployed, ADMINISTRATOR):
        assert one.differences == ("claim groups must contain 'Mac Admins', is not there",)


def test_an_expression_that_fails_denies_the_token(deployed: Deployed) -> None:
    deployed.claim(valueType="EXPRESSION", name="groups", value="Nonsense.of(1)")
    for one in the_failed(deployed, ADMINISTRATOR):
        assert one.outcome.reason == "groups_claim"
        assert "The groups claim of 'Login window' fails for ben@acme.example" in one.outcome.words


def test_more_than_a_hundred_groups_deny_the_token_of_the_hybrid_flow(deployed: Deployed) -> None:
    deployed.claim(valueType="GROUPS", groupFilterType="REGEX", name="groups", value=".*")
    paula = written(who="paula@acme.example", app="MFA", request="code id_token")
    for one in the_failed(deployed, paula):
        assert one.outcome.reason == "groups_claim"
        assert one.outcome.answer.startswith("server_error: The groups claim matched too many groups")


def the_failed(deployed: Deployed, expectation: Written) -> tuple[Played, ...]:
    report = deployed.play(expectation)
    assert report.failed
    assert report.failed == report.played
    return report.failed
