"""The two-app design, deployed through the management API of an org of this process."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import httpx
import pytest

from components.assurance import Factor, password_and
from jamf_connect_okta.signins.administrators import Administrators
from jamf_connect_okta.signins.expectations import Expectation
from jamf_connect_okta.signins.playing import Org, Report, play
from jamf_connect_okta.signins.reading import Written, read_expectations
from jamf_connect_okta.signins.rehearsed import made_up
from jamf_connect_okta.simulated_org.seed.seed import load_seed
from jamf_connect_okta.simulated_org.serving.running import RunningOrg, running_org

from ..simulated_org.conftest import Json, access_rule, client_of, group_id, native_app, ok, session_rule

SHIPPED = Path(__file__).parents[2] / "signins" / "dev.yaml"
FILTER = {"valueType": "GROUPS", "groupFilterType": "REGEX", "name": "groups", "value": "^(Mac Admins)$"}


@dataclass
class Deployed:
    """What was deployed, and the API with which a test weakens it."""

    okta: httpx.Client
    org: Org
    ropg_app: Json
    mfa_app: Json
    ropg_policy: str
    mfa_policy: str
    session_policy: str

    def play(self, *expectations: Written, only: str | None = None) -> Report:
        return play(self.org, expectations or read_expectations(SHIPPED, "signins/dev.yaml"), only)

    def change_rule(self, policy: str, **changes: Any) -> None:
        """Changes the first rule of a policy."""
        rule = ok(self.okta.get(f"/api/v1/policies/{policy}/rules"))[0]
        ok(self.okta.put(f"/api/v1/policies/{policy}/rules/{rule['id']}", json={**rule, **changes}))

    def claim(self, **settings: str) -> None:
        """Sets the groups claim of the login window's app."""
        path = f"/api/v1/internal/apps/{self.mfa_app['id']}/settings/oauth/idToken"
        ok(self.okta.post(path, json={"issuerMode": "ORG_URL", **settings}))


@pytest.fixture
def deployed() -> Iterator[Deployed]:
    with running_org() as org, client_of(org) as okta:
        yield _deploy(org, okta)


def written(**entry: Any) -> Written:
    """An expectation of a test, alice's silent password check unless something else is said."""
    entry = {"promise": "Of a test", "who": "alice@acme.example", "app": "ROPG", "then": "allowed"} | entry
    return Written(Expectation.model_validate(entry), "a test")


DISCOVERY_URL = "https://acme.okta.invalid/.well-known/openid-configuration"


def _deploy(org: RunningOrg, okta: httpx.Client) -> Deployed:
    groups = [group_id(okta, "Mac Users"), group_id(okta, "Mac Admins")]
    people = {"people": {"groups": {"exclude": [group_id(okta, "Okta Administrators")]}}}
    ropg_app, ropg_policy = _app(okta, "Password check", ["password"], groups, access_rule(conditions=people))
    method = {"type": "ASSURANCE", "factorMode": "2FA", "reauthenticateIn": "PT0S"}
    assurance = password_and([Factor.PUSH, Factor.TOTP, Factor.SMS], reauthenticate_in="PT0S")
    method["constraints"] = [json.loads(text) for text in assurance.constraints]  # type: ignore[assignment]
    actions = {"appSignOn": {"access": "ALLOW", "verificationMethod": method}}
    mfa_app, mfa_policy = _app(okta, "Login window", [], groups, access_rule(actions=actions))
    session = {"type": "OKTA_SIGN_ON", "name": "Macs", "conditions": {"people": {"groups": {"include": groups}}}}
    session_policy = ok(okta.post("/api/v1/policies", json=session))["id"]
    ok(okta.post(f"/api/v1/policies/{session_policy}/rules", json=session_rule()))
    values = {
        "design": "two-apps",
        "oidcClientId": mfa_app["credentials"]["oauthClient"]["client_id"],
        "ropgClientId": ropg_app["credentials"]["oauthClient"]["client_id"],
        "menuBarClientId": ropg_app["credentials"]["oauthClient"]["client_id"],
        "discoveryUrl": DISCOVERY_URL,
        "menuBarDiscoveryUrl": DISCOVERY_URL,
        "redirectUri": "https://127.0.0.1/jamfconnect",
        "scopes": "openid profile email groups",
    }
    administrators = Administrators(("Mac Admins",), "groups")
    played = Org(org.base_url, org.token, values, administrators, made_up(load_seed()))
    deployed = Deployed(okta, played, ropg_app, mfa_app, ropg_policy, mfa_policy, session_policy)
    deployed.claim(**FILTER)
    return deployed


def _app(okta: httpx.Client, label: str, grants: list[str], groups: list[str], rule: Json) -> tuple[Json, str]:
    client = native_app(grant_types=["authorization_code", "implicit", *grants], response_types=["code", "id_token"])
    app = dict(ok(okta.post("/api/v1/apps", json={**client, "label": label})))
    policy = str(ok(okta.post("/api/v1/policies", json={"type": "ACCESS_POLICY", "name": label}))["id"])
    ok(okta.post(f"/api/v1/policies/{policy}/rules", json=rule))
    (catch_all,) = [one for one in ok(okta.get(f"/api/v1/policies/{policy}/rules")) if one["system"]]
    denying = {**catch_all, "actions": {"appSignOn": {**catch_all["actions"]["appSignOn"], "access": "DENY"}}}
    ok(okta.put(f"/api/v1/policies/{policy}/rules/{catch_all['id']}", json=denying))
    assert okta.put(f"/api/v1/apps/{app['id']}/policies/{policy}").status_code == 204
    for group in groups:
        ok(okta.put(f"/api/v1/apps/{app['id']}/groups/{group}", json={}))
    return app, policy
