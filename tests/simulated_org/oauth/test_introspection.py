"""Introspection: which tokens are active, and what they say."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import httpx
import pytest

from jamf_connect_okta.simulated_org.serving.running import RunningOrg

from ..conftest import Json, ok
from .conftest import Browser, exchange, make_app

INACTIVE = {"active": False}


def introspect(org: RunningOrg, app: Json, token: str) -> Json:
    form = {"client_id": app["id"], "token": token}
    return dict(ok(httpx.post(f"{org.base_url}/oauth2/v1/introspect", data=form, trust_env=False)))


@pytest.fixture
def tokens(org: RunningOrg, mfa_app: Json, browser: Browser) -> Json:
    return dict(ok(exchange(org, mfa_app, browser.sign_in()["code"])))


def test_an_access_token_says_whose_it_is(org: RunningOrg, mfa_app: Json, tokens: Json, alice: Json) -> None:
    told = introspect(org, mfa_app, tokens["access_token"])
    assert told["active"] is True
    assert (told["username"], told["uid"]) == ("alice@acme.example", alice["id"])
    assert (told["client_id"], told["scope"]) == (mfa_app["id"], tokens["scope"])
    assert told["exp"] - told["iat"] == 3600


@pytest.mark.parametrize("kind", ["access_token", "refresh_token", "id_token"])
def test_every_kind_of_token_is_known(org: RunningOrg, mfa_app: Json, tokens: Json, kind: str) -> None:
    assert introspect(org, mfa_app, tokens[kind])["active"] is True


@pytest.mark.parametrize("kind", ["access_token", "refresh_token", "id_token"])
def test_tokens_of_another_client_are_not_active(
    org: RunningOrg, okta: httpx.Client, mac_users: str, policies: Json, tokens: Json, kind: str
) -> None:
    assert introspect(org, make_app(okta, mac_users, policies), tokens[kind]) == INACTIVE


@pytest.mark.parametrize("kind", ["access_token", "refresh_token"])
def test_tokens_of_a_suspended_person_are_not_active(
    org: RunningOrg, okta: httpx.Client, mfa_app: Json, tokens: Json, alice: Json, kind: str
) -> None:
    ok(okta.post(f"/api/v1/users/{alice['id']}/lifecycle/suspend"))
    assert introspect(org, mfa_app, tokens[kind]) == INACTIVE


@pytest.mark.parametrize("kind", ["access_token", "id_token"])
def test_tokens_end_after_an_hour(org: RunningOrg, mfa_app: Json, tokens: Json, kind: str) -> None:
    org.org.clock = lambda: datetime.now(UTC) + timedelta(hours=1, seconds=1)
    assert introspect(org, mfa_app, tokens[kind]) == INACTIVE


@pytest.mark.parametrize("token", ["nonsense", "a.b.c"])
def test_what_is_no_token_is_not_active(org: RunningOrg, mfa_app: Json, token: str) -> None:
    assert introspect(org, mfa_app, token) == INACTIVE
