"""The authorize endpoint: who is asked to sign in, and how the answer comes back."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlsplit

import httpx
import jwt
import pytest

from jamf_connect_okta.simulated_org.serving.running import RunningOrg
from jamf_connect_okta.simulated_org.sign_in import transactions

from ..conftest import Json, ok
from .conftest import REDIRECT_URI, Browser, alert, fields, make_app, state_token, values


def claims(token: str) -> Json:
    return dict(jwt.decode(token, options={"verify_signature": False}))


def test_a_person_is_sent_to_the_sign_in_page_of_this_very_server(browser: Browser) -> None:
    answer = browser.authorize()
    assert answer.headers["Location"].startswith("/signin?stateToken=")


def test_a_posted_request_is_one_too(browser: Browser) -> None:
    answer = browser.http.post("/oauth2/v1/authorize", data=browser.request)
    assert state_token(answer)


def test_a_login_hint_reaches_the_sign_in_page(org: RunningOrg, browser: Browser) -> None:
    found = transactions.find(org.org, state_token(browser.authorize(login_hint="alice@acme.example")))
    assert found is not None
    assert (found["login"], found["userId"]) == ("alice@acme.example", None)


@pytest.mark.parametrize(
    ("response_type", "returned"),
    [
        ("code", {"code"}),
        ("id_token", {"id_token"}),
        ("code id_token", {"code", "id_token"}),
        ("id_token code", {"code", "id_token"}),
        ("id_token token", {"id_token", "access_token", "token_type", "expires_in", "scope"}),
        ("code token", {"code", "access_token", "token_type", "expires_in", "scope"}),
    ],
)
def test_what_was_asked_for_comes_back_with_the_state(browser: Browser, response_type: str, returned: set[str]) -> None:
    told = browser.sign_in(response_type=response_type)
    assert told.pop("state") == "a-state"
    assert set(told) == returned


@pytest.mark.parametrize(
    ("response_type", "response_mode", "place"),
    [
        ("code", None, "query"),
        ("code", "query", "query"),
        ("code", "fragment", "fragment"),
        ("code id_token", None, "fragment"),
        ("id_token", "fragment", "fragment"),
    ],
)
def test_the_answer_is_where_the_response_mode_says(
    browser: Browser, response_type: str, response_mode: str | None, place: str
) -> None:
    asked = browser.authorize(response_type=response_type, response_mode=response_mode)
    location = urlsplit(browser.finish(asked, "alice").headers["Location"])
    assert {name for name in ("query", "fragment") if getattr(location, name)} == {place}


def test_a_form_is_posted_to_the_client(browser: Browser) -> None:
    asked = browser.authorize(response_type="code id_token", response_mode="form_post")
    form = fields(browser.finish(asked, "alice"))
    assert form.action == REDIRECT_URI
    assert set(form.values) == {"code", "id_token", "state"}


def test_a_form_can_not_be_broken_out_of(browser: Browser) -> None:
    state = '"><script>alert(1)</script>'
    answer = browser.finish(browser.authorize(state=state, response_mode="form_post"), "alice")
    assert fields(answer).values["state"] == state
    assert "<script>alert" not in answer.text


@pytest.mark.parametrize("mode", ["query", "fragment", "form_post"])
def test_an_error_comes_back_the_way_an_answer_would(browser: Browser, mode: str) -> None:
    told = values(browser.authorize(prompt="none", response_mode=mode))
    assert (told["error"], told["state"]) == ("login_required", "a-state")


def test_nothing_is_sent_to_an_address_that_is_not_the_clients(browser: Browser) -> None:
    answer = browser.authorize(redirect_uri=f"{REDIRECT_URI}/")
    assert alert(answer)[0] == 400
    assert "Location" not in answer.headers


def test_a_wildcard_stands_for_one_label_of_the_host(
    okta: httpx.Client, mac_users: str, policies: Json, browser: Browser
) -> None:
    app = make_app(
        okta, mac_users, policies, wildcard_redirect="SUBDOMAIN", redirect_uris=["https://*.acme.example/done"]
    )
    good, bad = "https://mac.acme.example/done", "https://evil.example/.acme.example/done"
    assert state_token(browser.authorize(client_id=app["id"], redirect_uri=good))
    assert alert(browser.authorize(client_id=app["id"], redirect_uri=bad))[0] == 400


def test_a_blocked_address_sees_a_page(browser: Browser) -> None:
    browser.http.headers["X-Forwarded-For"] = "192.0.2.7"
    assert alert(browser.authorize()) == (403, "The resource owner or authorization server denied the request.")


def test_an_id_token_that_comes_alone_is_fat(browser: Browser) -> None:
    told = claims(browser.sign_in(response_type="id_token")["id_token"])
    assert (told["groups"], told["given_name"], told["nonce"]) == (["Mac Users"], "Alice", "a-nonce")


def test_an_id_token_beside_a_code_is_fat_and_names_the_code(browser: Browser) -> None:
    told = claims(browser.sign_in(response_type="code id_token")["id_token"])
    assert told["groups"] == ["Mac Users"]
    assert "c_hash" in told
    assert "at_hash" not in told


def test_an_id_token_beside_an_access_token_is_thin(browser: Browser) -> None:
    told = claims(browser.sign_in(response_type="id_token token")["id_token"])
    assert "at_hash" in told
    assert not {"groups", "given_name"} & told.keys()


def test_a_finished_sign_in_answers_once(browser: Browser) -> None:
    asked = browser.authorize()
    browser.finish(asked, "alice")
    again = browser.http.get("/login/token/redirect", params={"stateToken": state_token(asked)})
    assert alert(again) == (400, "Request expired, please start over and try again.")


def test_a_sign_in_that_is_not_finished_answers_nothing(browser: Browser) -> None:
    answer = browser.http.get("/login/token/redirect", params={"stateToken": state_token(browser.authorize())})
    assert alert(answer)[0] == 400


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"redirect_uri": "https://elsewhere"}, "invalid_request"),
        ({"client_id": "0oaUnknown"}, "invalid_client"),
        ({"scope": "openid my.scope"}, "invalid_scope"),
        ({"prompt": "none"}, "login_required"),
    ],
)
def test_a_refused_request_is_in_the_log(org: RunningOrg, browser: Browser, changes: Any, reason: str) -> None:
    answer = browser.authorize(**changes)
    entry = org.org.sign_ins.of_request(answer.headers["X-Okta-Request-Id"])
    assert entry is not None
    assert (entry.flow, entry.outcome, entry.reason) == ("oidc", "denied", reason)


def test_tokens_from_the_authorize_endpoint_open_userinfo(org: RunningOrg, browser: Browser, alice: Json) -> None:
    token = browser.sign_in(response_type="id_token token")["access_token"]
    headers = {"Authorization": f"Bearer {token}"}
    answer = httpx.get(f"{org.base_url}/oauth2/v1/userinfo", headers=headers, trust_env=False)
    assert ok(answer)["sub"] == alice["id"]
