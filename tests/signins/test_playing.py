"""Sign-ins are played from the same state each, and the org stays as it was."""

from __future__ import annotations

from dataclasses import replace

import httpx
import pytest

from jamf_connect_okta.signins.errors import FaultyExpectationsError, SigninsError
from jamf_connect_okta.signins.networks import networks_of
from jamf_connect_okta.signins.report_json import report_json
from jamf_connect_okta.signins.report_text import explanation, summary
from jamf_connect_okta.simulated_org.serving.copying import PATH

from ..simulated_org.conftest import ok
from .conftest import Deployed, written

WRONG = written(password="wrong", then="denied", because="wrong_password")
LOGIN_WINDOW = written(app="MFA", factors="push", prompts=["password", "push"])


def test_the_org_stays_as_it_was(deployed: Deployed) -> None:
    before = ok(deployed.okta.get(PATH))["documents"]
    newcomer = written(who=["chloe@acme.example", "erin@acme.example"], app="MFA")
    assert deployed.play(WRONG, LOGIN_WINDOW, newcomer).holds
    assert ok(deployed.okta.get(PATH))["documents"] == before


def test_no_sign_in_decides_about_another(deployed: Deployed) -> None:
    report = deployed.play(*[WRONG] * 12, written())
    assert report.holds
    assert {one.outcome.words for one in report.played} == {"", "Wrong password (failed attempt 1 of 10)"}


def test_an_expectation_for_the_other_design_is_named_and_not_played(deployed: Deployed) -> None:
    one_app = written(app="MFA", design="one-app", prompts=["password"])
    report = deployed.play(one_app)
    assert (report.played, report.other_design) == ((), (one_app,))
    assert report.holds


def test_an_expectation_by_which_nobody_is_meant_proves_nothing(deployed: Deployed) -> None:
    administrators = written(who={"members_of": "Contractors", "with_factor": "google_otp"})
    by_hand = replace(administrators, line=7)
    assert deployed.play(administrators).holds
    report = deployed.play(by_hand)
    assert not report.holds
    assert next(summary(report)).endswith("But there are expectations by which nobody is meant.")


def test_a_group_that_does_not_exist_is_told_with_the_one_that_does(deployed: Deployed) -> None:
    with pytest.raises(FaultyExpectationsError) as refused:
        deployed.play(written(who={"members_of": "Mac User"}))
    assert [(fault.what, fault.fix) for fault in refused.value.faults] == [
        ("members_of: Mac User", "Did you mean Mac Users?")
    ]


def test_a_zone_that_does_not_exist_is_told(deployed: Deployed) -> None:
    with pytest.raises(FaultyExpectationsError) as refused:
        deployed.play(written(**{"from": "Offices"}))
    assert [fault.fix for fault in refused.value.faults] == ["Did you mean Office?"]


@pytest.mark.parametrize(
    ("gateway", "address"),
    [
        ("198.18.5.5/32", "198.18.5.5"),
        ("198.18.5.8/31", "198.18.5.9"),
        ("198.18.6.0/24", "198.18.6.1"),
        ("198.18.7.1-198.18.7.9", "198.18.7.1"),
        ("2001:db8:5::5/128", "2001:db8:5::5"),
    ],
)
def test_somebody_in_a_zone_has_its_first_address(gateway: str, address: str) -> None:
    zone = {"id": "nzo1", "name": "Home", "gateways": [{"type": "CIDR", "value": gateway}]}
    with httpx.Client(
        base_url="http://org", transport=httpx.MockTransport(lambda _: httpx.Response(200, json=[zone]))
    ) as org:
        assert networks_of(org).address("Home") == address


def test_a_zone_without_addresses_is_no_place_to_sign_in_from(deployed: Deployed) -> None:
    with pytest.raises(FaultyExpectationsError) as refused:
        deployed.play(written(**{"from": "Tor"}))
    (fix,) = [fault.fix for fault in refused.value.faults]
    assert "VPN" in fix
    assert "BlockedIpZone" not in fix


def test_somebody_unknown_has_nothing_to_explain(deployed: Deployed) -> None:
    with pytest.raises(SigninsError, match=r"Nobody in the org signs in as alise@acme.example. Did you mean alice"):
        deployed.play(written(), only="alise@acme.example")


def test_members_are_active_and_have_a_password(deployed: Deployed) -> None:
    played = deployed.play(
        written(who={"members_of": "Mac Users", "but_not": ["Mac Admins", "paula@acme.example"]})
    ).played
    assert {one.login.partition("@")[0] for one in played} == {"alice", "chloe", "walter", "ada", "oscar"}


def test_both_programs_that_check_passwords_are_played(deployed: Deployed) -> None:
    assert [one.request for one in deployed.play(written()).played] == ["login window", "menu bar"]


def test_a_factor_is_chosen_in_the_order_of_the_expectation(deployed: Deployed) -> None:
    totp = written(app="MFA", factors=["totp", "push"], prompts=["password", "totp"])
    assert deployed.play(totp).holds


def test_a_push_may_be_denied(deployed: Deployed) -> None:
    denied = written(app="MFA", factors="push denied", then="denied", because="factor_refused")
    report = deployed.play(denied)
    assert report.holds
    assert {one.outcome.words for one in report.played} == {"alice@acme.example answered the push with no"}


def test_where_several_requests_come_to_the_same_one_line_is_enough(deployed: Deployed) -> None:
    lines = list(summary(deployed.play(written())))
    assert lines[0] == "2 of 2 sign-ins are as expected."
    assert [line for line in lines if "alice" in line] == ["  ok  alice@acme.example     allowed"]


def test_an_explanation_shows_what_was_considered_and_the_id_token(deployed: Deployed) -> None:
    ben = written(who="ben@acme.example", app="MFA", request="code id_token")
    text = "\n".join(explanation(deployed.play(ben).played))
    assert "Global session policy 'Macs': match" in text
    assert "Authentication policy 'Login window': match" in text
    assert "    groups: Mac Admins" in text


def test_a_script_gets_everything(deployed: Deployed) -> None:
    report = report_json(deployed.play(LOGIN_WINDOW))
    assert report["holds"]
    assert [one["idToken"]["amr"] for one in report["signIns"]] == [["pwd", "okta_verify", "swk", "mfa"]] * 2


@pytest.mark.parametrize("method", ["client_secret_basic", "client_secret_post"])
def test_an_app_that_asks_for_a_secret_gets_its_own(deployed: Deployed, method: str) -> None:
    for app in (deployed.ropg_app, deployed.mfa_app):
        client = {**app["credentials"]["oauthClient"], "token_endpoint_auth_method": method}
        body = {key: app[key] for key in ("label", "name", "signOnMode", "settings")}
        credentials = {**app["credentials"], "oauthClient": client}
        ok(deployed.okta.put(f"/api/v1/apps/{app['id']}", json={**body, "credentials": credentials}))
    assert [one.differences for one in deployed.play(written(), LOGIN_WINDOW).failed] == []
