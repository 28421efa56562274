"""People at the sign-in page of an app that asks for a password and a second factor."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import httpx
import pytest

from jamf_connect_okta.simulated_org.serving.running import RunningOrg

from ..conftest import Json, access_rule, native_app, ok, session_rule
from .reading import Visit

POSSESSION = ["push", "totp", "sms", "voice", "email"]


def mfa(*methods: str) -> Json:
    """A password, and one of these methods."""
    constraint = {"knowledge": {"types": ["password"]}, "possession": {"methods": list(methods)}}
    return {"type": "ASSURANCE", "factorMode": "2FA", "reauthenticateIn": "PT0S", "constraints": [constraint]}


class App:
    """An app with its policies, as an administrator can change them."""

    def __init__(self, okta: httpx.Client, group_id: str) -> None:
        self.okta = okta
        self.document = ok(okta.post("/api/v1/apps", json=native_app()))
        self.id = str(self.document["id"])
        self.policy_id = ok(okta.post("/api/v1/policies", json={"type": "ACCESS_POLICY", "name": "MFA"}))["id"]
        assert okta.put(f"/api/v1/apps/{self.id}/policies/{self.policy_id}").status_code == 204
        ok(okta.put(f"/api/v1/apps/{self.id}/groups/{group_id}", json={}))
        session = {"type": "OKTA_SIGN_ON", "name": "Mac", "conditions": {"people": {"groups": {"include": [group_id]}}}}
        session_policy = ok(okta.post("/api/v1/policies", json=session))
        ok(okta.post(f"/api/v1/policies/{session_policy['id']}/rules", json=session_rule()))
        self.rule_path = f"/api/v1/policies/{self.policy_id}/rules"
        rule = ok(okta.post(self.rule_path, json=access_rule("MFA")))
        self.rule_path += f"/{rule['id']}"
        self.asks_for(mfa(*POSSESSION))

    def asks_for(self, method: Json, access: str = "ALLOW", **conditions: Any) -> None:
        """The one rule of the authentication policy, apart from the catch-all."""
        actions = {"appSignOn": {"access": access, "verificationMethod": method}}
        rule = access_rule("MFA", actions=actions)
        ok(self.okta.put(self.rule_path, json={**rule, "conditions": {**rule["conditions"], **conditions}}))


@pytest.fixture
def app(okta: httpx.Client, mac_users: str) -> App:
    return App(okta, mac_users)


@pytest.fixture
def browser(org: RunningOrg) -> Iterator[httpx.Client]:
    """What opens pages, on somebody's machine."""
    with httpx.Client(base_url=org.base_url, trust_env=False) as client:
        yield client


@pytest.fixture
def visit(org: RunningOrg, app: App, browser: httpx.Client) -> Visit:
    """Somebody opens the sign-in page."""
    return Visit(org, app.id, browser)


def switch(okta: httpx.Client, key: str, status: str) -> None:
    """Switches an authenticator on ("activate") or off ("deactivate")."""
    (found,) = [one for one in ok(okta.get("/api/v1/authenticators")) if one["key"] == key]
    ok(okta.post(f"/api/v1/authenticators/{found['id']}/lifecycle/{status}"))
