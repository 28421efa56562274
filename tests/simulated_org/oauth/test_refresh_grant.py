"""Refresh tokens: how long, how often, and what happens to one that was replaced."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import httpx
import jwt
import pytest

from jamf_connect_okta.simulated_org.serving.running import RunningOrg

from ..conftest import Json, ok
from .conftest import Browser, exchange, make_app, token_request

NOON = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)


@pytest.fixture
def at_noon(org: RunningOrg) -> RunningOrg:
    org.org.clock = lambda: NOON
    return org


def later(org: RunningOrg, **time: float) -> None:
    org.org.clock = lambda: NOON + timedelta(**time)


def refresh(org: RunningOrg, app: Json, token: str, **changes: Any) -> httpx.Response:
    return token_request(org, app, **({"grant_type": "refresh_token", "refresh_token": token} | changes))


@pytest.fixture
def tokens(at_noon: RunningOrg, mfa_app: Json, browser: Browser) -> Json:
    return dict(ok(exchange(at_noon, mfa_app, browser.sign_in()["code"])))


@pytest.fixture
def rotating(okta: httpx.Client, mac_users: str, policies: Json) -> Json:
    """An app whose refresh tokens are replaced at every use, with half a minute of leeway."""
    return make_app(okta, mac_users, policies, refresh_token={"rotation_type": "ROTATE", "leeway": 30})


@pytest.fixture
def first(at_noon: RunningOrg, rotating: Json, browser: Browser) -> str:
    """The first refresh token of the rotating app."""
    code = browser.sign_in(client_id=rotating["id"])["code"]
    return str(ok(exchange(at_noon, rotating, code))["refresh_token"])


def userinfo(org: RunningOrg, tokens: Json) -> int:
    headers = {"Authorization": f"Bearer {tokens['access_token']}"}
    return httpx.get(f"{org.base_url}/oauth2/v1/userinfo", headers=headers, trust_env=False).status_code


def test_a_refresh_token_gets_new_tokens(at_noon: RunningOrg, mfa_app: Json, tokens: Json) -> None:
    new = ok(refresh(at_noon, mfa_app, tokens["refresh_token"]))
    assert new["scope"] == tokens["scope"]
    assert new["access_token"] != tokens["access_token"]


def test_a_refreshed_id_token_still_tells_of_the_sign_in(at_noon: RunningOrg, mfa_app: Json, tokens: Json) -> None:
    later(at_noon, days=1)
    new = ok(refresh(at_noon, mfa_app, tokens["refresh_token"]))
    claims = jwt.decode(new["id_token"], options={"verify_signature": False, "verify_iat": False, "verify_exp": False})
    assert (claims["auth_time"], claims["amr"]) == (int(NOON.timestamp()), ["pwd"])


def test_a_password_gets_a_refresh_token_too(at_noon: RunningOrg, mfa_app: Json) -> None:
    form = {"username": "alice@acme.example", "password": "Alice-Rehearsal-1", "scope": "openid offline_access"}
    tokens = ok(token_request(at_noon, mfa_app, grant_type="password", **form))
    assert ok(refresh(at_noon, mfa_app, tokens["refresh_token"]))


@pytest.mark.parametrize(("days", "status"), [(89, 200), (90, 400)])
def test_a_refresh_token_lasts_90_days(
    at_noon: RunningOrg, mfa_app: Json, tokens: Json, days: int, status: int
) -> None:
    later(at_noon, days=days)
    assert refresh(at_noon, mfa_app, tokens["refresh_token"]).status_code == status


def test_a_static_token_works_again_and_again(at_noon: RunningOrg, mfa_app: Json, tokens: Json) -> None:
    for _ in range(3):
        assert ok(refresh(at_noon, mfa_app, tokens["refresh_token"]))["refresh_token"] == tokens["refresh_token"]


def test_fewer_scopes_may_be_asked_for(at_noon: RunningOrg, mfa_app: Json, tokens: Json) -> None:
    new = ok(refresh(at_noon, mfa_app, tokens["refresh_token"], scope="openid"))
    assert new["scope"] == "openid"
    assert new["refresh_token"] == tokens["refresh_token"]


def test_a_refresh_token_of_another_client_is_refused(at_noon: RunningOrg, rotating: Json, tokens: Json) -> None:
    assert refresh(at_noon, rotating, tokens["refresh_token"]).status_code == 400


def test_a_refresh_token_of_somebody_who_was_suspended_is_refused(
    at_noon: RunningOrg, okta: httpx.Client, mfa_app: Json, tokens: Json, alice: Json
) -> None:
    ok(okta.post(f"/api/v1/users/{alice['id']}/lifecycle/suspend"))
    assert refresh(at_noon, mfa_app, tokens["refresh_token"]).status_code == 400


def test_a_rotating_token_is_replaced(at_noon: RunningOrg, rotating: Json, first: str) -> None:
    second = ok(refresh(at_noon, rotating, first))["refresh_token"]
    assert second != first
    assert ok(refresh(at_noon, rotating, second))["refresh_token"] not in (first, second)


@pytest.mark.parametrize(("seconds", "status"), [(29, 200), (30, 400)])
def test_a_replaced_token_works_during_the_leeway(
    at_noon: RunningOrg, rotating: Json, first: str, seconds: int, status: int
) -> None:
    ok(refresh(at_noon, rotating, first))
    later(at_noon, seconds=seconds)
    assert refresh(at_noon, rotating, first).status_code == status


def test_a_replaced_token_that_comes_back_ends_all_the_others(at_noon: RunningOrg, rotating: Json, first: str) -> None:
    second = ok(refresh(at_noon, rotating, first))
    assert userinfo(at_noon, second) == 200
    later(at_noon, seconds=30)
    assert refresh(at_noon, rotating, first).status_code == 400
    assert refresh(at_noon, rotating, second["refresh_token"]).status_code == 400
    assert userinfo(at_noon, second) == 401


def test_rotation_does_not_prolong_the_90_days(at_noon: RunningOrg, rotating: Json, first: str) -> None:
    later(at_noon, days=60)
    second = ok(refresh(at_noon, rotating, first))["refresh_token"]
    later(at_noon, days=90)
    assert refresh(at_noon, rotating, second).status_code == 400


def test_the_state_keeps_hashes_of_refresh_tokens_only(at_noon: RunningOrg, tokens: Json) -> None:
    assert at_noon.org.store.all("refreshToken")
    assert tokens["refresh_token"] not in str(at_noon.org.store.all("refreshToken"))
