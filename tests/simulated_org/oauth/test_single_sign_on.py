"""The org's session: when it spares people a sign-in, when it does not, and when it ends."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import httpx
import jwt
import pytest

from jamf_connect_okta.simulated_org.serving.running import RunningOrg
from jamf_connect_okta.simulated_org.sign_in import transactions

from ..conftest import Json, access_rule, ok, session_rule
from .conftest import Browser, exchange, state_token, values

NOON = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)


@pytest.fixture
def at_noon(org: RunningOrg) -> RunningOrg:
    org.org.clock = lambda: NOON
    return org


def later(org: RunningOrg, **time: float) -> None:
    org.org.clock = lambda: NOON + timedelta(**time)


def app_rule(okta: httpx.Client, policies: Json, mode: str = "1FA", **method: Any) -> None:
    path = f"/api/v1/policies/{policies['app']}/rules"
    (rule, _) = ok(okta.get(path))
    verification = {"type": "ASSURANCE", "factorMode": mode, **method}
    actions = {"appSignOn": {"access": "ALLOW", "verificationMethod": verification}}
    ok(okta.put(f"{path}/{rule['id']}", json=access_rule(actions=actions)))


def session_lasts(okta: httpx.Client, policies: Json, *, idle: int, life: int, persistent: bool = False) -> None:
    path = f"/api/v1/policies/{policies['session']}/rules"
    (rule,) = ok(okta.get(path))
    body = session_rule()
    body["actions"]["signon"]["session"] = {
        "maxSessionIdleMinutes": idle,
        "maxSessionLifetimeMinutes": life,
        "usePersistentCookie": persistent,
    }
    ok(okta.put(f"{path}/{rule['id']}", json=body))


@pytest.fixture
def lenient(at_noon: RunningOrg, okta: httpx.Client, policies: Json) -> RunningOrg:
    """An org whose app asks for a factor every two hours, and whose sessions last a day."""
    app_rule(okta, policies, reauthenticateIn="PT2H")
    session_lasts(okta, policies, idle=24 * 60, life=24 * 60)
    return at_noon


def is_asked(answer: httpx.Response) -> bool:
    """Whether the person has to sign in, rather than the client getting its code."""
    if answer.headers["Location"].startswith("/signin"):
        return True
    assert "code" in values(answer)
    return False


def in_transaction(org: RunningOrg, answer: httpx.Response) -> tuple[str | None, list[str]]:
    """Who the sign-in page knows already, and what need not be verified again."""
    found = transactions.find(org.org, state_token(answer))
    assert found is not None
    return found["userId"], found["factors"]


def test_a_session_spares_a_second_sign_in(lenient: RunningOrg, browser: Browser) -> None:
    browser.sign_in()
    assert not is_asked(browser.authorize())


def test_without_its_cookie_there_is_no_session(lenient: RunningOrg, browser: Browser) -> None:
    browser.sign_in()
    browser.http.cookies.clear()
    assert is_asked(browser.authorize())


def test_a_rule_that_asks_every_time_asks_again(at_noon: RunningOrg, browser: Browser) -> None:
    browser.sign_in()
    assert is_asked(browser.authorize())


@pytest.mark.parametrize(("minutes", "asked"), [(119, False), (120, True)])
def test_a_rule_asks_again_when_its_time_is_over(
    lenient: RunningOrg, browser: Browser, minutes: int, asked: bool
) -> None:
    browser.sign_in()
    later(lenient, minutes=minutes)
    assert is_asked(browser.authorize()) == asked


@pytest.mark.parametrize(("age", "asked"), [("60", False), ("59", True), ("0", True)])
def test_max_age_asks_again_before_the_rule_would(lenient: RunningOrg, browser: Browser, age: str, asked: bool) -> None:
    browser.sign_in()
    later(lenient, seconds=60)
    assert is_asked(browser.authorize(max_age=age)) == asked


def test_prompt_login_asks_whoever_comes(lenient: RunningOrg, browser: Browser) -> None:
    browser.sign_in()
    assert in_transaction(lenient, browser.authorize(prompt="login")) == (None, [])


def test_prompt_none_gets_a_code_from_a_session(lenient: RunningOrg, browser: Browser) -> None:
    browser.sign_in()
    assert not is_asked(browser.authorize(prompt="none"))


def test_a_step_up_asks_only_for_what_is_missing(
    lenient: RunningOrg, okta: httpx.Client, policies: Json, browser: Browser, alice: Json
) -> None:
    browser.sign_in()
    app_rule(okta, policies, "2FA", reauthenticateIn="PT2H")
    assert in_transaction(lenient, browser.authorize()) == (alice["id"], ["password"])


def test_what_a_step_up_did_not_ask_for_keeps_its_age(
    lenient: RunningOrg, okta: httpx.Client, policies: Json, browser: Browser, alice: Json
) -> None:
    browser.sign_in()
    app_rule(okta, policies, "2FA", reauthenticateIn="PT2H")
    later(lenient, minutes=90)
    browser.sign_in(factors=("push",))
    later(lenient, minutes=121)
    assert in_transaction(lenient, browser.authorize()) == (alice["id"], ["push"])


def test_tokens_of_a_session_tell_when_the_person_signed_in(
    lenient: RunningOrg, mfa_app: Json, browser: Browser
) -> None:
    browser.sign_in()
    later(lenient, minutes=30)
    tokens = ok(exchange(lenient, mfa_app, values(browser.authorize())["code"]))
    claims = jwt.decode(tokens["id_token"], options={"verify_signature": False})
    assert (claims["auth_time"], claims["amr"]) == (int(NOON.timestamp()), ["pwd"])


def test_a_session_that_spares_a_sign_in_is_in_the_log(lenient: RunningOrg, browser: Browser) -> None:
    browser.sign_in()
    answer = browser.authorize()
    entry = lenient.org.sign_ins.of_request(answer.headers["X-Okta-Request-Id"])
    assert entry is not None
    assert (entry.outcome, entry.login, entry.factors) == ("allowed", "alice@acme.example", ("password",))


def test_an_unassigned_person_with_a_session_goes_to_the_page(
    lenient: RunningOrg, okta: httpx.Client, mfa_app: Json, mac_users: str, browser: Browser
) -> None:
    browser.sign_in()
    assert okta.delete(f"/api/v1/apps/{mfa_app['id']}/groups/{mac_users}").status_code == 204
    assert is_asked(browser.authorize())


@pytest.mark.parametrize(("minutes", "asked"), [(29, False), (30, True)])
def test_a_session_ends_when_it_is_idle(
    lenient: RunningOrg, okta: httpx.Client, policies: Json, browser: Browser, minutes: int, asked: bool
) -> None:
    session_lasts(okta, policies, idle=30, life=0)
    browser.sign_in()
    later(lenient, minutes=20)
    assert not is_asked(browser.authorize())
    later(lenient, minutes=20 + minutes)
    assert is_asked(browser.authorize()) == asked


def test_a_session_ends_after_its_lifetime_however_busy(
    lenient: RunningOrg, okta: httpx.Client, policies: Json, browser: Browser
) -> None:
    session_lasts(okta, policies, idle=30, life=60)
    browser.sign_in()
    asked = []
    for minutes in (20, 40, 59, 60):
        later(lenient, minutes=minutes)
        asked.append(is_asked(browser.authorize()))
    assert asked == [False, False, False, True]


def test_a_suspended_person_has_no_session(
    lenient: RunningOrg, okta: httpx.Client, browser: Browser, alice: Json
) -> None:
    browser.sign_in()
    ok(okta.post(f"/api/v1/users/{alice['id']}/lifecycle/suspend"))
    assert is_asked(browser.authorize())


def test_the_next_person_does_not_inherit_what_the_last_one_verified(
    lenient: RunningOrg, okta: httpx.Client, policies: Json, browser: Browser
) -> None:
    browser.sign_in(factors=("password", "push"))
    browser.sign_in("ben", prompt="login")
    app_rule(okta, policies, "2FA", reauthenticateIn="PT2H")
    assert in_transaction(lenient, browser.authorize())[1] == ["password"]


def test_a_persistent_cookie_outlives_the_browser(
    lenient: RunningOrg, okta: httpx.Client, policies: Json, browser: Browser
) -> None:
    session_lasts(okta, policies, idle=30, life=60, persistent=True)
    cookie = browser.finish(browser.authorize(), "alice").headers["Set-Cookie"]
    assert "Max-Age=3600" in cookie


def test_a_session_cookie_is_out_of_reach_for_scripts(browser: Browser) -> None:
    assert "HttpOnly" in browser.finish(browser.authorize(), "alice").headers["Set-Cookie"]


def test_mfa_of_a_session_counts_as_long_as_the_rule_says(
    lenient: RunningOrg, okta: httpx.Client, policies: Json, browser: Browser
) -> None:
    path = f"/api/v1/policies/{policies['session']}/rules"
    (rule,) = ok(okta.get(path))
    body = session_rule()
    body["actions"]["signon"] |= {"requireFactor": True, "factorPromptMode": "SESSION", "factorLifetime": 15}
    ok(okta.put(f"{path}/{rule['id']}", json=body))
    browser.sign_in(factors=("password", "push"))
    later(lenient, minutes=14)
    assert not is_asked(browser.authorize())
    later(lenient, minutes=15)
    assert in_transaction(lenient, browser.authorize())[1] == ["password"]


def test_the_state_keeps_hashes_of_cookies_only(lenient: RunningOrg, browser: Browser) -> None:
    browser.sign_in()
    assert browser.http.cookies["idx"] not in str(lenient.org.store.all("session"))


def test_sessions_that_are_over_are_forgotten(lenient: RunningOrg, browser: Browser) -> None:
    browser.sign_in()
    browser.http.cookies.clear()
    later(lenient, days=1)
    browser.sign_in("ben")
    assert len(lenient.org.store.all("session")) == 1
