"""What has to be put in order on the way in: a missing factor, a password to be changed."""

from __future__ import annotations

import httpx
import pytest

from ..conftest import ok
from .conftest import App, mfa, switch
from .reading import Visit


@pytest.mark.parametrize("factor", ["push", "totp", "sms", "voice", "email"])
def test_a_factor_that_was_just_set_up_counts(visit: Visit, factor: str) -> None:
    visit.password("chloe")
    assert visit.page.factors == ["push", "totp", "sms", "voice", "email"]
    assert visit.give(factor=factor).step == "enroll-code"
    assert visit.give(code=visit.code()).step == "finished"
    assert visit.org.sign_ins.all()[-1].factors == ("password", factor)


def test_a_factor_that_was_set_up_is_asked_for_next_time(visit: Visit) -> None:
    visit.password("chloe").give(factor="totp").give(code=visit.code())
    (chloe,) = visit.org.store.find("user", "login", "chloe@acme.example")
    assert chloe["factors"] == ["totp"]


def test_a_wrong_code_sets_nothing_up(visit: Visit) -> None:
    visit.password("chloe").give(factor="sms").give(code="wrong")
    assert visit.step == "enroll-code"
    (chloe,) = visit.org.store.find("user", "login", "chloe@acme.example")
    assert chloe["factors"] == []


def test_something_else_can_be_set_up(visit: Visit) -> None:
    visit.password("chloe").give(factor="totp")
    assert visit.give(factor="").step == "enroll-factor"


def test_only_what_the_policy_accepts_is_offered(visit: Visit, app: App) -> None:
    app.asks_for(mfa("totp", "email"))
    assert visit.password("chloe").page.factors == ["totp", "email"]


def test_what_is_kept_for_recovery_is_not_offered(visit: Visit, okta: httpx.Client) -> None:
    (phone,) = [one for one in ok(okta.get("/api/v1/authenticators")) if one["key"] == "phone_number"]
    settings = {"name": "Phone", "settings": {"allowedFor": "recovery"}}
    ok(okta.put(f"/api/v1/authenticators/{phone['id']}", json=settings))
    assert visit.password("ben").page.factors == ["push", "totp", "email"]


def test_an_authenticator_that_is_switched_on_is_offered(visit: Visit, app: App, okta: httpx.Client) -> None:
    app.asks_for(mfa("otp", "email"))
    switch(okta, "google_otp", "activate")
    assert visit.password("chloe").page.factors == ["email", "google_otp"]
    assert visit.give(factor="google_otp").give(code=visit.code()).step == "finished"


def test_without_an_authenticator_that_fits_there_is_no_way(visit: Visit, app: App) -> None:
    app.asks_for(mfa("webauthn"))
    assert visit.password("chloe").page.reason == "no_factor"
    assert "asks for two factors (knowledge by password and possession by webauthn)" in visit.page.text


def test_a_security_key_is_a_dead_end(visit: Visit, app: App) -> None:
    app.asks_for(mfa("webauthn"))
    assert visit.password("walter").step == "security-key"
    assert visit.page.factors == []
    assert [entry.reason for entry in visit.org.sign_ins.all()] == ["no_factor"]


def test_a_security_key_can_be_left_for_another_factor(visit: Visit, app: App) -> None:
    app.asks_for(mfa("webauthn", "totp"))
    (walter,) = visit.org.store.find("user", "login", "walter@acme.example")
    with visit.org.store.transaction():
        visit.org.store.put("user", {**walter, "factors": ["webauthn", "totp"]})
    assert visit.password("walter").give(factor="webauthn").step == "security-key"
    assert visit.give(factor="").step == "select-factor"
    assert visit.give(factor="totp").give(code=visit.code()).step == "finished"


def test_a_security_question_is_answered(visit: Visit, app: App, okta: httpx.Client) -> None:
    (question,) = [one for one in ok(okta.get("/api/v1/authenticators")) if one["key"] == "security_question"]
    settings = {"name": "Question", "settings": {"allowedFor": "any"}}
    ok(okta.put(f"/api/v1/authenticators/{question['id']}", json=settings))
    then = [{"authenticationMethods": [{"key": "security_question", "method": "security_question"}]}]
    first = {"authenticationMethods": [{"key": "okta_password", "method": "password"}], "next": then}
    app.asks_for({"type": "AUTH_METHOD_CHAIN", "chains": [first]})
    (alice,) = visit.org.store.find("user", "login", "alice@acme.example")
    with visit.org.store.transaction():
        visit.org.store.put("user", {**alice, "factors": ["security_question"]})
    assert visit.password("alice").step == "answer"
    assert visit.give(answer="blue").page.alert == "Your answer doesn't match our records. Please try again."
    assert visit.give(answer=visit.code().upper()).step == "finished"


@pytest.fixture
def expired(visit: Visit) -> Visit:
    """Erin, whose password has expired, has typed it."""
    return visit.password("erin")


def change(visit: Visit, password: str, repeated: str | None = None) -> Visit:
    return visit.give(new_password=password, repeat_password=password if repeated is None else repeated)


def test_an_expired_password_is_changed_before_the_factor(expired: Visit, okta: httpx.Client) -> None:
    assert expired.step == "change-password"
    assert change(expired, "Better-Password-1").step == "code"
    assert expired.give(code=expired.code()).step == "finished"
    assert ok(okta.get("/api/v1/users/erin@acme.example"))["status"] == "ACTIVE"


def test_the_new_password_gets_in_next_time(expired: Visit) -> None:
    change(expired, "Better-Password-1").give(restart="yes").name("erin")
    assert expired.give(password="Erin-Rehearsal-1").page.alert == "Unable to sign in"
    assert expired.give(password="Better-Password-1").step == "code"


@pytest.mark.parametrize(
    ("password", "missed"),
    [
        ("Short-1", "at least 8 characters"),
        ("NO-LOWERCASE-1", "a lowercase letter"),
        ("no-uppercase-1", "an uppercase letter"),
        ("No-Number", "a number"),
        ("Example-Password-1", "no parts of your username"),
        ("Erin-Rehearsal-1", "not the password that you had"),
    ],
)
def test_a_new_password_meets_the_policy(expired: Visit, password: str, missed: str) -> None:
    change(expired, password)
    assert (expired.step, missed in (expired.page.alert or "")) == ("change-password", True), expired.page.alert


def test_a_new_password_is_typed_twice(expired: Visit) -> None:
    assert change(expired, "Better-Password-1", "Other-Password-1").page.alert == "New passwords must match"


def test_a_wrong_password_does_not_lead_to_changing_it(visit: Visit) -> None:
    assert visit.name("erin").give(password="wrong").step == "password"
    assert change(visit, "Better-Password-1").step == "password"


def test_a_temporary_password_must_be_changed(visit: Visit, okta: httpx.Client) -> None:
    sam = ok(okta.get("/api/v1/users/sam@acme.example"))
    ok(okta.post(f"/api/v1/users/{sam['id']}/lifecycle/activate", params={"sendEmail": "false"}))
    assert visit.password("sam").page.heading == "Your temporary password must be changed"
    assert change(visit, "Better-Password-1").step == "enroll-factor"
    assert visit.give(factor="totp").give(code=visit.code()).step == "finished"
