"""Codes: what they are exchanged for, how long, how often, by whom."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import httpx
import jwt
import pytest

from jamf_connect_okta.simulated_org.serving.running import RunningOrg

from ..conftest import Json, ok
from .conftest import Browser, exchange, make_app


def claims(token: str) -> Json:
    return dict(jwt.decode(token, options={"verify_signature": False}))


def refused(answer: httpx.Response) -> tuple[int, str, str]:
    body = answer.json()
    return answer.status_code, body["error"], body["error_description"]


INVALID = (400, "invalid_grant", "The authorization code is invalid or has expired.")


def test_a_code_is_exchanged_for_tokens(org: RunningOrg, mfa_app: Json, browser: Browser) -> None:
    tokens = ok(exchange(org, mfa_app, browser.sign_in()["code"]))
    assert set(tokens) == {"token_type", "expires_in", "access_token", "scope", "id_token", "refresh_token"}


def test_the_id_token_says_who_signed_in_how(org: RunningOrg, mfa_app: Json, browser: Browser, alice: Json) -> None:
    code = browser.sign_in(factors=("password", "push"))["code"]
    told = claims(ok(exchange(org, mfa_app, code))["id_token"])
    assert told["sub"] == alice["id"]
    assert told["nonce"] == "a-nonce"
    assert told["exp"] - told["iat"] == 3600
    assert told["amr"] == ["pwd", "okta_verify", "swk", "mfa"]


def test_the_id_token_is_fat(org: RunningOrg, mfa_app: Json, browser: Browser) -> None:
    told = claims(ok(exchange(org, mfa_app, browser.sign_in()["code"]))["id_token"])
    assert (told["groups"], told["given_name"]) == (["Mac Users"], "Alice")


def test_the_id_token_is_thin_where_okta_might_have_it_so(org: RunningOrg, mfa_app: Json, browser: Browser) -> None:
    org.org.unknowns = org.org.unknowns.model_copy(update={"id_token_of_code_flow": "thin"})
    told = claims(ok(exchange(org, mfa_app, browser.sign_in()["code"]))["id_token"])
    assert not {"groups", "given_name"} & told.keys()


def test_a_code_works_once(org: RunningOrg, mfa_app: Json, browser: Browser) -> None:
    code = browser.sign_in()["code"]
    ok(exchange(org, mfa_app, code))
    assert refused(exchange(org, mfa_app, code)) == INVALID


@pytest.mark.parametrize(("seconds", "status"), [(299, 200), (300, 400)])
def test_a_code_lasts_five_minutes(org: RunningOrg, mfa_app: Json, browser: Browser, seconds: int, status: int) -> None:
    signed_in = datetime.now(UTC)
    org.org.clock = lambda: signed_in
    code = browser.sign_in()["code"]
    org.org.clock = lambda: signed_in + timedelta(seconds=seconds)
    assert exchange(org, mfa_app, code).status_code == status


def test_a_code_of_somebody_who_was_deactivated_since_is_refused(
    org: RunningOrg, okta: httpx.Client, mfa_app: Json, browser: Browser, alice: Json
) -> None:
    code = browser.sign_in()["code"]
    ok(okta.post(f"/api/v1/users/{alice['id']}/lifecycle/suspend"))
    assert refused(exchange(org, mfa_app, code)) == INVALID


def test_the_state_keeps_hashes_of_codes_only(org: RunningOrg, browser: Browser) -> None:
    code = browser.sign_in()["code"]
    assert org.org.store.all("authorizationCode")
    assert code not in str(org.org.store.all("authorizationCode"))


def test_without_offline_access_there_is_no_refresh_token(org: RunningOrg, mfa_app: Json, browser: Browser) -> None:
    tokens = ok(exchange(org, mfa_app, browser.sign_in(scope="openid")["code"]))
    assert "refresh_token" not in tokens


def test_without_the_grant_there_is_no_refresh_token(
    org: RunningOrg, okta: httpx.Client, mac_users: str, policies: Json, browser: Browser
) -> None:
    app = make_app(okta, mac_users, policies, grant_types=["authorization_code"], response_types=["code"])
    tokens = ok(exchange(org, app, browser.sign_in(client_id=app["id"])["code"]))
    assert "refresh_token" not in tokens


def test_without_openid_there_is_no_id_token(
    org: RunningOrg, okta: httpx.Client, mfa_app: Json, browser: Browser
) -> None:
    grant = {"issuer": "https://acme.okta.invalid", "scopeId": "okta.users.read"}
    ok(okta.post(f"/api/v1/apps/{mfa_app['id']}/grants", json=grant))
    tokens = ok(exchange(org, mfa_app, browser.sign_in(scope="okta.users.read")["code"]))
    assert tokens["scope"] == "okta.users.read"
    assert "id_token" not in tokens
