"""Userinfo: what each scope opens."""

from __future__ import annotations

from typing import Any

import httpx
import pytest

from jamf_connect_okta.simulated_org.serving.running import RunningOrg

from ..conftest import Json, client_of, ok, refused
from .conftest import Browser, exchange, token_request


def token_for(org: RunningOrg, app: Json, scope: str, name: str = "alice") -> str:
    form = {"username": f"{name}@acme.example", "password": f"{name.capitalize()}-Rehearsal-1", "scope": scope}
    return str(ok(token_request(org, app, grant_type="password", **form))["access_token"])


def userinfo(org: RunningOrg, token: str) -> httpx.Response:
    headers = {"Authorization": f"Bearer {token}"}
    return httpx.get(f"{org.base_url}/oauth2/v1/userinfo", headers=headers, trust_env=False)


@pytest.mark.parametrize(
    ("scope", "claims"),
    [
        ("openid", {"sub"}),
        ("openid email", {"sub", "email", "email_verified"}),
        (
            "openid profile",
            {"sub", "name", "preferred_username", "given_name", "family_name", "updated_at"},
        ),
        ("openid groups", {"sub", "groups"}),
    ],
)
def test_each_scope_opens_its_claims(org: RunningOrg, mfa_app: Json, scope: str, claims: set[str]) -> None:
    assert set(ok(userinfo(org, token_for(org, mfa_app, scope)))) == claims


def test_groups_of_a_password_sign_in_are_here(org: RunningOrg, mfa_app: Json) -> None:
    assert ok(userinfo(org, token_for(org, mfa_app, "openid groups")))["groups"] == ["Mac Users"]


def test_groups_are_told_without_a_cap(org: RunningOrg, okta: httpx.Client, mfa_app: Json) -> None:
    settings = {"issuerMode": "ORG_URL", "valueType": "GROUPS", "groupFilterType": "REGEX", "name": "groups"}
    ok(okta.post(f"/api/v1/internal/apps/{mfa_app['id']}/settings/oauth/idToken", json={**settings, "value": ".*"}))
    assert len(ok(userinfo(org, token_for(org, mfa_app, "openid groups", "paula")))["groups"]) > 100


def test_a_posted_token_is_one_too(org: RunningOrg, mfa_app: Json, alice: Json) -> None:
    form = {"access_token": token_for(org, mfa_app, "openid")}
    answer = httpx.post(f"{org.base_url}/oauth2/v1/userinfo", data=form, trust_env=False)
    assert ok(answer)["sub"] == alice["id"]


@pytest.mark.parametrize(
    ("request_", "description"),
    [
        ({"params": {"access_token": "x"}}, "The access token cannot be presented in a query string."),
        (
            {"data": {"access_token": "x"}, "headers": {"Authorization": "Bearer x"}},
            "The access token cannot be specified in both the Authorization header and the request-body.",
        ),
    ],
)
def test_a_token_comes_one_way_only(org: RunningOrg, request_: Any, description: str) -> None:
    answer = httpx.post(f"{org.base_url}/oauth2/v1/userinfo", trust_env=False, **request_)
    assert (answer.status_code, answer.json()["error_description"]) == (400, description)


def test_a_refusal_challenges_the_client(org: RunningOrg) -> None:
    assert userinfo(org, "wrong").headers["WWW-Authenticate"] == (
        'Bearer error="invalid_token", error_description="The access token is invalid."'
    )


def test_a_token_of_somebody_who_was_suspended_opens_nothing(
    org: RunningOrg, okta: httpx.Client, mfa_app: Json, alice: Json
) -> None:
    token = token_for(org, mfa_app, "openid")
    ok(okta.post(f"/api/v1/users/{alice['id']}/lifecycle/suspend"))
    assert userinfo(org, token).status_code == 401


def test_a_persons_token_does_not_open_the_management_api(org: RunningOrg, mfa_app: Json) -> None:
    with client_of(org, f"Bearer {token_for(org, mfa_app, 'openid profile')}") as api:
        refused(api.get("/api/v1/users"), 403, "E0000006")


def test_a_scope_of_the_api_opens_no_more_than_the_person_may(
    org: RunningOrg, okta: httpx.Client, mfa_app: Json, browser: Browser
) -> None:
    grant = {"issuer": "https://acme.okta.invalid", "scopeId": "okta.users.read"}
    ok(okta.post(f"/api/v1/apps/{mfa_app['id']}/grants", json=grant))
    tokens = ok(exchange(org, mfa_app, browser.sign_in(scope="openid okta.users.read")["code"]))
    assert tokens["scope"] == "openid okta.users.read"
    with client_of(org, f"Bearer {tokens['access_token']}") as api:
        refused(api.get("/api/v1/users"), 403, "E0000006")


def test_an_administrators_token_opens_what_its_scope_says(
    org: RunningOrg, okta: httpx.Client, mfa_app: Json, browser: Browser
) -> None:
    grant = {"issuer": "https://acme.okta.invalid", "scopeId": "okta.users.read"}
    ok(okta.post(f"/api/v1/apps/{mfa_app['id']}/grants", json=grant))
    tokens = ok(exchange(org, mfa_app, browser.sign_in("olivia", scope="openid okta.users.read")["code"]))
    with client_of(org, f"Bearer {tokens['access_token']}") as api:
        assert ok(api.get("/api/v1/users"))
        refused(api.get("/api/v1/apps"), 403, "E0000006")
