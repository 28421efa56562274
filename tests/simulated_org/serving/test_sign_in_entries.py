"""The log of sign-ins, over HTTP."""

from __future__ import annotations

import httpx

from jamf_connect_okta.simulated_org.serving.running import RunningOrg

from ..conftest import Json, client_of, ok, refused

PATH = "/simulated-org/sign-ins"


def attempt(okta: httpx.Client, app: Json, login: str) -> httpx.Response:
    client_id = app["credentials"]["oauthClient"]["client_id"]
    form = {"grant_type": "password", "client_id": client_id, "username": login, "password": "no", "scope": "openid"}
    return okta.post("/oauth2/v1/token", data=form)


def test_a_decision_is_found_by_the_id_of_its_request(okta: httpx.Client, ropg_app: Json) -> None:
    answer = attempt(okta, ropg_app, "alice@acme.example")
    entry = ok(okta.get(f"{PATH}/{answer.headers['X-Okta-Request-Id']}"))
    assert (entry["login"], entry["outcome"], entry["reason"]) == ("alice@acme.example", "denied", "wrong_password")


def test_decisions_about_one_person_are_told_apart(okta: httpx.Client, ropg_app: Json) -> None:
    attempt(okta, ropg_app, "alice@acme.example")
    attempt(okta, ropg_app, "ben@acme.example")
    assert [entry["login"] for entry in ok(okta.get(PATH))] == ["alice@acme.example", "ben@acme.example"]
    assert [entry["login"] for entry in ok(okta.get(f"{PATH}?login=Ben@acme.example"))] == ["ben@acme.example"]


def test_a_request_that_decided_nothing_is_not_found(okta: httpx.Client) -> None:
    refused(okta.get(f"{PATH}/{okta.get(PATH).headers['X-Okta-Request-Id']}"), 404, "E0000007")


def test_the_log_takes_the_api_token_only(org: RunningOrg) -> None:
    with client_of(org, "Bearer nothing") as stranger:
        assert stranger.get(PATH).status_code == 401
