"""Revocation: which tokens end together."""

from __future__ import annotations

import httpx
import pytest

from jamf_connect_okta.simulated_org.serving.running import RunningOrg

from ..conftest import Json, ok
from .conftest import Browser, exchange, make_app, token_request


@pytest.fixture
def tokens(org: RunningOrg, mfa_app: Json, browser: Browser) -> Json:
    return dict(ok(exchange(org, mfa_app, browser.sign_in()["code"])))


def revoke(org: RunningOrg, app: Json, token: str) -> httpx.Response:
    form = {"client_id": app["id"], "token": token}
    return httpx.post(f"{org.base_url}/oauth2/v1/revoke", data=form, trust_env=False)


def opens_userinfo(org: RunningOrg, tokens: Json) -> bool:
    headers = {"Authorization": f"Bearer {tokens['access_token']}"}
    return httpx.get(f"{org.base_url}/oauth2/v1/userinfo", headers=headers, trust_env=False).status_code == 200


def refreshes(org: RunningOrg, app: Json, tokens: Json) -> bool:
    form = {"grant_type": "refresh_token", "refresh_token": tokens["refresh_token"]}
    return token_request(org, app, **form).status_code == 200


def test_a_revoked_access_token_goes_alone(org: RunningOrg, mfa_app: Json, tokens: Json) -> None:
    assert revoke(org, mfa_app, tokens["access_token"]).status_code == 200
    assert not opens_userinfo(org, tokens)
    assert refreshes(org, mfa_app, tokens)


def test_a_revoked_refresh_token_takes_its_access_tokens_with_it(org: RunningOrg, mfa_app: Json, tokens: Json) -> None:
    assert revoke(org, mfa_app, tokens["refresh_token"]).status_code == 200
    assert not opens_userinfo(org, tokens)
    assert not refreshes(org, mfa_app, tokens)


def test_other_sign_ins_stay(org: RunningOrg, mfa_app: Json, browser: Browser, tokens: Json) -> None:
    others = ok(exchange(org, mfa_app, browser.sign_in()["code"]))
    revoke(org, mfa_app, tokens["refresh_token"])
    assert opens_userinfo(org, others)


def test_what_is_no_token_is_revoked_too(org: RunningOrg, mfa_app: Json) -> None:
    answer = revoke(org, mfa_app, "nonsense")
    assert (answer.status_code, answer.content) == (200, b"")


@pytest.mark.parametrize("kind", ["access_token", "refresh_token"])
def test_a_client_revokes_its_own_tokens_only(
    org: RunningOrg, okta: httpx.Client, mac_users: str, policies: Json, tokens: Json, kind: str
) -> None:
    assert revoke(org, make_app(okta, mac_users, policies), tokens[kind]).status_code == 200
    assert opens_userinfo(org, tokens)
