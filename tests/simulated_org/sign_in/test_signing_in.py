"""Signing in at the page: from the username to the redirect."""

from __future__ import annotations

from datetime import timedelta

import httpx
import pytest

from jamf_connect_okta.simulated_org.core.org import Org
from jamf_connect_okta.simulated_org.serving.running import RunningOrg

from ..conftest import Json, ok
from .conftest import App, mfa, switch
from .reading import Visit


def wait(org: Org, **time: int) -> None:
    """So much time passes."""
    now = org.clock() + timedelta(**time)
    org.clock = lambda: now


def test_a_code_of_okta_verify_gets_in(visit: Visit) -> None:
    assert visit.step == "username"
    assert visit.name("alice").step == "password"
    assert visit.give(password="Alice-Rehearsal-1").step == "select-factor"
    assert visit.page.factors == ["push", "totp"]
    assert visit.give(factor="totp").step == "code"
    assert visit.give(code=visit.code()).step == "finished"
    assert visit.answer.status_code == 303
    assert visit.answer.headers["location"] == f"/login/token/redirect?stateToken={visit.state_token}"


def test_an_approved_push_gets_in(visit: Visit) -> None:
    visit.password("alice").give(factor="push")
    assert visit.look_again().step == "push"
    assert visit.answer_push("approve").json()["state"] == "approved"
    assert visit.look_again().step == "finished"
    assert visit.answer.status_code == 302


@pytest.mark.parametrize("factor", ["sms", "voice"])
def test_a_code_to_the_phone_gets_in(visit: Visit, factor: str) -> None:
    visit.password("ben").give(factor=factor)
    (message,) = visit.outbox()
    assert (message["login"], message["factor"]) == ("ben@acme.example", factor)
    assert visit.give(code=message["code"]).step == "finished"


def test_a_password_alone_gets_in_where_policy_asks_for_no_more(visit: Visit, app: App) -> None:
    app.asks_for({"type": "ASSURANCE", "factorMode": "1FA", "constraints": [{"knowledge": {"types": ["password"]}}]})
    assert visit.password("chloe").step == "finished"


def test_what_was_decided_is_written_down(visit: Visit) -> None:
    visit.password("alice").give(factor="totp").give(code=visit.code())
    entry = visit.org.sign_ins.of_request(visit.answer.headers["x-okta-request-id"])
    assert entry is not None
    assert (entry.flow, entry.outcome, entry.login) == ("oidc", "allowed", "alice@acme.example")
    assert entry.factors == ("password", "totp")
    assert [policy["outcome"] for policy in entry.considered] == ["match", "match"]


def test_a_finished_sign_in_stays_finished(visit: Visit) -> None:
    visit.password("alice").give(factor="totp").give(code=visit.code())
    assert visit.look_again().step == "finished"


def test_the_username_may_be_known_beforehand(org: RunningOrg, app: App, browser: httpx.Client) -> None:
    visit = Visit(org, app.id, browser, hint="alice@acme.example")
    assert (visit.step, visit.page.inputs["username"]["value"]) == ("username", "alice@acme.example")


def test_a_code_is_good_for_half_a_minute_more(visit: Visit) -> None:
    visit.password("alice").give(factor="totp")
    code = visit.code()
    wait(visit.org, seconds=30)
    assert visit.give(code=code).step == "finished"


def test_an_old_code_of_the_app_is_wrong(visit: Visit) -> None:
    visit.password("alice").give(factor="totp")
    code = visit.code()
    wait(visit.org, seconds=90)
    assert visit.give(code=code).page.alert == "Your code doesn't match our records. Please try again."


def test_a_code_by_sms_is_good_for_five_minutes(visit: Visit) -> None:
    visit.password("ben").give(factor="sms")
    code = visit.code()
    wait(visit.org, minutes=5)
    assert visit.outbox() == []
    assert visit.give(code=code).step == "code"
    assert visit.give(factor="sms").give(code=visit.code()).step == "finished"


def test_a_new_code_replaces_the_one_before(visit: Visit) -> None:
    visit.password("ben").give(factor="sms")
    first = visit.outbox()[0]
    second = visit.give(factor="sms").outbox()[0]
    assert len(visit.outbox()) == 1
    assert second["id"] != first["id"]


def test_a_code_by_sms_is_good_once(visit: Visit) -> None:
    visit.password("ben").give(factor="sms").give(code=visit.code())
    assert visit.outbox() == []


def test_five_wrong_codes_end_the_sign_in(visit: Visit) -> None:
    visit.password("ben").give(factor="sms")
    right = visit.code()
    for _ in range(4):
        assert visit.give(code="wrong").step == "code"
    assert visit.give(code="wrong").page.reason == "factor_refused"
    assert visit.give(code=right).step == "denied"
    assert [entry.reason for entry in visit.org.sign_ins.all()] == ["factor_refused"] * 5


def test_a_denied_push_can_be_sent_again(visit: Visit) -> None:
    visit.password("alice").give(factor="push")
    visit.answer_push("deny")
    assert visit.look_again().look_again().page.alert == "You have chosen to reject this login."
    assert [entry.reason for entry in visit.org.sign_ins.all()] == ["factor_refused"]
    assert visit.give(factor="push").page.alert is None
    visit.answer_push("approve")
    assert visit.look_again().step == "finished"


def test_a_push_is_answered_within_five_minutes(visit: Visit) -> None:
    visit.password("alice").give(factor="push")
    wait(visit.org, minutes=5)
    assert "has expired" in visit.look_again().page.text
    assert visit.outbox("pushes") == []


def test_the_choice_can_be_made_again(visit: Visit) -> None:
    visit.password("alice").give(factor="push")
    assert visit.give(factor="").step == "select-factor"
    assert visit.give(factor="totp").give(code=visit.code()).step == "finished"


def test_an_approved_push_is_of_no_use_to_the_next_person(visit: Visit) -> None:
    visit.password("alice").give(factor="push")
    visit.answer_push("approve")
    visit.give(restart="yes").password("paula")
    assert visit.step == "push"
    assert visit.look_again().step == "push"


def test_answers_to_another_step_change_nothing(visit: Visit) -> None:
    visit.name("alice")
    assert visit.give(username="ben@acme.example").step == "password"
    assert visit.give(code="123456").step == "password"
    assert visit.give(factor="push").step == "password"


def test_a_blank_answer_is_not_taken(visit: Visit) -> None:
    assert visit.give(username=" ").page.alert == "This field cannot be left blank"
    assert visit.name("alice").give(password="").page.alert == "This field cannot be left blank"
    assert visit.org.sign_ins.all() == []


@pytest.mark.parametrize("name", ["alice", "nobody", "liam", "dora", "sam"])
def test_who_exists_is_not_told(visit: Visit, name: str) -> None:
    visit.name(name)
    assert (visit.step, visit.page.alert) == ("password", None)
    visit.give(password="wrong")
    assert (visit.step, visit.page.alert) == ("password", "Unable to sign in")


@pytest.mark.parametrize(
    ("name", "reason"),
    [("liam", "locked_out"), ("dora", "inactive_user"), ("sam", "inactive_user"), ("nobody", "unknown_user")],
)
def test_the_log_tells_why_a_right_password_is_refused(visit: Visit, name: str, reason: str) -> None:
    assert visit.password(name).page.alert == "Unable to sign in"
    assert visit.org.sign_ins.all()[-1].reason == reason


def test_ten_wrong_passwords_lock_somebody_out(visit: Visit, okta: httpx.Client) -> None:
    visit.name("alice")
    for _ in range(10):
        visit.give(password="wrong")
    assert ok(okta.get("/api/v1/users/alice@acme.example"))["status"] == "LOCKED_OUT"
    assert visit.give(password="Alice-Rehearsal-1").page.alert == "Unable to sign in"


def test_somebody_locked_out_on_the_way_gets_no_further(visit: Visit, okta: httpx.Client, alice: Json) -> None:
    visit.password("alice").give(factor="totp")
    code = visit.code()
    assert okta.post(f"/api/v1/users/{alice['id']}/lifecycle/suspend").status_code == 200
    assert visit.give(code=code).page.reason == "inactive_user"


def test_somebody_without_an_assignment_is_told_after_the_password(visit: Visit) -> None:
    assert visit.name("ines").step == "password"
    visit.give(password="Ines-Rehearsal-1")
    assert visit.answer.status_code == 403
    assert (visit.page.reason, visit.page.alert) == ("not_assigned", "User is not assigned to this application")


def test_a_policy_that_denies_is_told_after_the_password(visit: Visit, app: App) -> None:
    app.asks_for(mfa("push"), access="DENY")
    assert visit.name("alice").step == "password"
    assert visit.give(password="Alice-Rehearsal-1").page.reason == "app_policy"
    assert "Authentication policy 'MFA', rule 'MFA' denies access" in visit.page.text


def test_a_condition_that_nobody_can_tell_denies(visit: Visit, app: App) -> None:
    app.asks_for(mfa("push"), elCondition={"condition": "device.profile.managed == true"})
    assert visit.password("alice").page.reason == "undecidable"


def test_a_blocked_address_gets_no_page(visit: Visit) -> None:
    visit.client.headers["X-Forwarded-For"] = "192.0.2.7"
    assert visit.name("alice").page.reason == "blocked_zone"


def test_a_denied_sign_in_is_written_down_once(visit: Visit) -> None:
    visit.password("ines").look_again().look_again()
    assert [entry.reason for entry in visit.org.sign_ins.all()] == ["not_assigned"]


def test_a_denied_person_makes_room_for_another(visit: Visit) -> None:
    visit.password("ines").give(restart="yes")
    assert visit.step == "username"
    assert visit.password("alice").step == "select-factor"


def test_a_federated_person_is_sent_elsewhere(visit: Visit) -> None:
    assert visit.name("farid").page.reason == "no_password"
    assert visit.page.alert == "You sign in with another identity provider"


def test_policies_are_looked_at_again_at_every_step(visit: Visit, app: App) -> None:
    visit.password("alice").give(factor="totp")
    code = visit.code()
    app.asks_for(mfa("push"))
    assert visit.give(code=code).step == "push"


def test_an_unknown_state_token_leads_nowhere(visit: Visit) -> None:
    visit.state_token = "unknown"
    assert (visit.look_again().step, visit.answer.status_code) == ("expired", 400)


def test_an_hour_is_the_longest_sign_in(visit: Visit) -> None:
    wait(visit.org, hours=1)
    assert visit.look_again().step == "expired"


def test_a_switched_off_authenticator_cannot_be_used(visit: Visit, okta: httpx.Client) -> None:
    switch(okta, "okta_verify", "deactivate")
    visit.password("alice")
    assert visit.step == "enroll-factor"
    assert visit.page.factors == ["sms", "voice", "email"]
