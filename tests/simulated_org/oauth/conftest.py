"""Apps that people sign in to, and a browser that gets through the sign-in."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser
from typing import Any
from urllib.parse import parse_qsl, urlsplit

import authlib.deprecate  # noqa: F401 - Shows its warnings always, unless pytest's filters come later.
import httpx
import pytest

from jamf_connect_okta.simulated_org.management.directory.user_documents import find_user
from jamf_connect_okta.simulated_org.serving.running import RunningOrg
from jamf_connect_okta.simulated_org.sign_in import transactions

from ..conftest import Json, access_rule, native_app, ok, session_rule

REDIRECT_URI = "https://127.0.0.1/jamfconnect"
VERIFIER = "a-code-verifier-that-is-long-enough-for-RFC-7636"
CHALLENGE = base64.urlsafe_b64encode(hashlib.sha256(VERIFIER.encode()).digest()).rstrip(b"=").decode()
EVERY_GRANT = ["authorization_code", "implicit", "refresh_token", "password"]


@dataclass
class Browser:
    """Somebody's browser: keeps cookies, follows no redirect on its own."""

    org: RunningOrg
    http: httpx.Client
    request: Json
    last: httpx.Response | None = field(default=None)

    def authorize(self, **changes: str | None) -> httpx.Response:
        """An authorize request; None leaves a parameter out."""
        parameters = {**self.request, **changes}
        sent = {name: value for name, value in parameters.items() if value is not None}
        return self.http.get("/oauth2/v1/authorize", params=sent)

    def sign_in(self, name: str = "alice", factors: tuple[str, ...] = ("password",), **changes: str | None) -> Json:
        """What comes back at the redirect URI after the person verified these factors on the sign-in page."""
        return values(self.finish(self.authorize(**changes), name, factors))

    def finish(self, asked: httpx.Response, name: str, factors: tuple[str, ...] = ("password",)) -> httpx.Response:
        """Does what the sign-in page would, then goes where it would send the browser."""
        org, token = self.org.org, state_token(asked)
        found = transactions.find(org, token)
        user = find_user(org, f"{name}@acme.example")
        assert found is not None
        with org.store.transaction():
            verified = list(dict.fromkeys([*found["factors"], *factors]))
            transactions.finish(org, {**found, "userId": user["id"], "factors": verified})
        return self.http.get("/login/token/redirect", params={"stateToken": token})


class _Fields(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.action = ""
        self.values: dict[str, str] = {}
        self.alert: str | None = None
        self._in_alert = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        named = dict(attrs)
        self._in_alert = named.get("role") == "alert"
        if tag == "form":
            self.action = named["action"] or ""
        if tag == "input":
            self.values[named["name"] or ""] = named["value"] or ""

    def handle_endtag(self, tag: str) -> None:  # noqa: ARG002
        self._in_alert = False

    def handle_data(self, data: str) -> None:
        if self._in_alert:
            self.alert = data


def values(answer: httpx.Response) -> Json:
    """What an answer hands to the client, in whichever mode."""
    if answer.status_code == 200:
        form = fields(answer)
        assert form.action == REDIRECT_URI
        return dict(form.values)
    assert answer.status_code == 302, answer.text
    parts = urlsplit(answer.headers["Location"])
    assert answer.headers["Location"].startswith(REDIRECT_URI)
    return dict(parse_qsl(parts.query or parts.fragment))


def fields(answer: httpx.Response) -> Any:
    parser = _Fields()
    parser.feed(answer.text)
    return parser


def alert(answer: httpx.Response) -> tuple[int, str | None]:
    """The status of a page and what it says is wrong."""
    assert answer.headers["Content-Type"].startswith("text/html")
    return answer.status_code, fields(answer).alert


def state_token(answer: httpx.Response) -> str:
    """Of an answer that asks a person to sign in."""
    location = urlsplit(answer.headers["Location"])
    assert (answer.status_code, location.path) == (302, "/signin")
    return dict(parse_qsl(location.query))["stateToken"]


@pytest.fixture
def policies(okta: httpx.Client, mac_users: str) -> Json:
    """The ids of an authentication policy and a session policy that are both satisfied by a password."""
    policy = ok(okta.post("/api/v1/policies", json={"type": "ACCESS_POLICY", "name": "Password only"}))
    ok(okta.post(f"/api/v1/policies/{policy['id']}/rules", json=access_rule()))
    session = {"type": "OKTA_SIGN_ON", "name": "Mac", "conditions": {"people": {"groups": {"include": [mac_users]}}}}
    session_policy = ok(okta.post("/api/v1/policies", json=session))
    ok(okta.post(f"/api/v1/policies/{session_policy['id']}/rules", json=session_rule()))
    return {"app": policy["id"], "session": session_policy["id"]}


@pytest.fixture
def mfa_app(okta: httpx.Client, mac_users: str, policies: Json) -> Json:
    """A public client with every way to sign people in, assigned to Mac Users."""
    app = make_app(okta, mac_users, policies)
    settings = {"issuerMode": "ORG_URL", "valueType": "GROUPS", "groupFilterType": "REGEX", "name": "groups"}
    path = f"/api/v1/internal/apps/{app['id']}/settings/oauth/idToken"
    ok(okta.post(path, json={**settings, "value": "Mac.*"}))
    return app


def make_app(okta: httpx.Client, mac_users: str, policies: Json, **client: Any) -> Json:
    settings = {"grant_types": EVERY_GRANT, "response_types": ["code", "id_token", "token"]}
    app = dict(ok(okta.post("/api/v1/apps", json=native_app(**(settings | client)))))
    assert okta.put(f"/api/v1/apps/{app['id']}/policies/{policies['app']}").status_code == 204
    ok(okta.put(f"/api/v1/apps/{app['id']}/groups/{mac_users}", json={}))
    return app


@pytest.fixture
def browser(org: RunningOrg, mfa_app: Json) -> Iterator[Browser]:
    request = {
        "client_id": mfa_app["id"],
        "response_type": "code",
        "redirect_uri": REDIRECT_URI,
        "scope": "openid profile email groups offline_access",
        "state": "a-state",
        "nonce": "a-nonce",
        "code_challenge": CHALLENGE,
        "code_challenge_method": "S256",
    }
    with httpx.Client(base_url=org.base_url, trust_env=False) as http:
        yield Browser(org, http, request)


def token_request(org: RunningOrg, app: Json, **form: Any) -> httpx.Response:
    """A token request of a public client; None leaves a parameter out."""
    data = {name: value for name, value in {"client_id": app["id"], **form}.items() if value is not None}
    return httpx.post(f"{org.base_url}/oauth2/v1/token", data=data, trust_env=False)


def exchange(org: RunningOrg, app: Json, code: str, **changes: Any) -> httpx.Response:
    """Tokens for a code."""
    form = {"grant_type": "authorization_code", "redirect_uri": REDIRECT_URI, "code_verifier": VERIFIER, "code": code}
    return token_request(org, app, **(form | changes))
