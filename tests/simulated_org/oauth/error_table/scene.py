"""An app to sign in to, and what the rows of the error table change about it."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Literal

import httpx
import jwt

from jamf_connect_okta.simulated_org.serving.running import RunningOrg

from ...conftest import Json, access_rule, ok, session_rule
from ..conftest import Browser, make_app, token_request

ASSERTION_TYPE = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer"


@dataclass
class Scene:
    """An app that Mac users sign in to with a password, and what a row changes about it."""

    org: RunningOrg
    okta: httpx.Client
    app: Json
    browser: Browser
    mac_users: str
    policies: Json

    def ropg(self, app: Json | None = None, name: str = "alice", **changes: Any) -> httpx.Response:
        form = {
            "grant_type": "password",
            "username": f"{name}@acme.example",
            "password": f"{name.capitalize()}-Rehearsal-1",
            "scope": "openid profile",
        }
        return token_request(self.org, app or self.app, **(form | changes))

    def post(self, path: str = "/oauth2/v1/token", *, auth: tuple[str, str] | None = None, **form: str) -> Any:
        return httpx.post(self.org.base_url + path, data=form, auth=auth, trust_env=False)

    def other_app(self, **client: Any) -> Json:
        return make_app(self.okta, self.mac_users, self.policies, **client)

    def secret_app(self, method: str) -> Json:
        """An app with a secret, which it proves itself with in that way."""
        return self.other_app(token_endpoint_auth_method=method, client_secret="s" * 40)

    def assertion(self, app: Json, secret: str, **claims: Any) -> httpx.Response:
        now = int(time.time())
        content = {"iss": app["id"], "sub": app["id"], "aud": f"{self.org.base_url}/oauth2/v1/token", "exp": now + 60}
        signed = jwt.encode(content | claims, secret, "HS256")
        return self.ropg(app, client_id=None, client_assertion=signed, client_assertion_type=ASSERTION_TYPE)

    def app_rule(self, **changes: Any) -> None:
        """Makes another rule the only one of the app's policy, but for the catch-all."""
        path = f"/api/v1/policies/{self.policies['app']}/rules"
        (rule, _) = ok(self.okta.get(path))
        ok(self.okta.put(f"{path}/{rule['id']}", json=access_rule(**changes)))

    def two_factors(self) -> None:
        method = {"type": "ASSURANCE", "factorMode": "2FA", "reauthenticateIn": "PT2H"}
        self.app_rule(actions={"appSignOn": {"access": "ALLOW", "verificationMethod": method}})

    def session_needs_mfa(self) -> None:
        path = f"/api/v1/policies/{self.policies['session']}/rules"
        (rule,) = ok(self.okta.get(path))
        body = session_rule()
        body["actions"]["signon"] |= {"requireFactor": True, "factorPromptMode": "ALWAYS"}
        ok(self.okta.put(f"{path}/{rule['id']}", json=body))

    def groups_claim(self, expression: str) -> None:
        path = f"/api/v1/internal/apps/{self.app['id']}/settings/oauth/idToken"
        settings = {"issuerMode": "ORG_URL", "valueType": "EXPRESSION", "name": "groups", "value": expression}
        ok(self.okta.post(path, json=settings))

    def assign(self, name: str) -> None:
        user = ok(self.okta.get(f"/api/v1/users/{name}@acme.example"))
        ok(self.okta.post(f"/api/v1/apps/{self.app['id']}/users", json={"id": user["id"]}))


@dataclass(frozen=True)
class Row:
    """One case. `words` take the place of the catalogue's placeholders.

    Where the refusal shows: as JSON with the catalogue's status, at the redirect URI, which has no status, on a page
    with a status of its own, or in the management API's shape.
    """

    case: str
    code: str
    ask: Callable[[Scene], httpx.Response]
    words: tuple[str, ...] = ()
    where: Literal["json", "redirect", "page", "api"] = "json"
