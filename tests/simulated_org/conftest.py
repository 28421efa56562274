"""An org to ask, and the ways to ask it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import httpx
import pytest
from starlette.types import ASGIApp, Receive, Scope, Send

from jamf_connect_okta.simulated_org.management.admin_roles import RoleType
from jamf_connect_okta.simulated_org.oauth.access_tokens import issue
from jamf_connect_okta.simulated_org.seed.planting import new_org
from jamf_connect_okta.simulated_org.seed.seed import Person, load_seed
from jamf_connect_okta.simulated_org.serving.running import RunningOrg, serving
from jamf_connect_okta.simulated_org.serving.server import create_app

Json = dict[str, Any]


class Stage:
    """Serves whichever org is on it: one server for all tests, a new org for each."""

    def __init__(self) -> None:
        self.base_url = ""
        self.app: ASGIApp | None = None

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        assert self.app is not None
        await self.app(scope, receive, send)


@pytest.fixture(scope="session")
def stage() -> Iterator[Stage]:
    stage = Stage()
    with serving(stage) as stage.base_url:
        yield stage


@pytest.fixture
def org(stage: Stage) -> Iterator[RunningOrg]:
    org = new_org(load_seed())
    stage.app = create_app(org)
    yield RunningOrg(stage.base_url, org.api_token, org)
    org.close()


@pytest.fixture
def okta(org: RunningOrg) -> Iterator[httpx.Client]:
    """The management API, opened by the administrator's API token."""
    with client_of(org) as client:
        yield client


@pytest.fixture
def mac_users(okta: httpx.Client) -> str:
    return group_id(okta, "Mac Users")


@pytest.fixture
def alice(okta: httpx.Client) -> Json:
    return dict(ok(okta.get("/api/v1/users/alice@acme.example")))


@pytest.fixture
def ropg_app(okta: httpx.Client) -> Json:
    return dict(ok(okta.post("/api/v1/apps", json=native_app())))


@pytest.fixture
def password_policy(okta: httpx.Client) -> Json:
    return dict(ok(okta.post("/api/v1/policies", json={"type": "ACCESS_POLICY", "name": "Mac"})))


def client_of(org: RunningOrg, authorization: str | None = None) -> httpx.Client:
    headers = {"Authorization": authorization or f"SSWS {org.token}"}
    return httpx.Client(base_url=org.base_url, headers=headers, trust_env=False)


@contextmanager
def org_administrated_by(stage: Stage, *roles: RoleType, client_app_admins: bool = True) -> Iterator[RunningOrg]:
    """A new org whose API token belongs to a person with these roles."""
    seed = load_seed()
    owner = Person(login="rhea@acme.example", first_name="Rhea", last_name="Ross", roles=list(roles))
    facts = seed.org.model_copy(update={"api_token_owner": owner.login, "client_app_admins": client_app_admins})
    org = new_org(seed.model_copy(update={"org": facts, "people": [*seed.people, owner]}))
    stage.app = create_app(org)
    yield RunningOrg(stage.base_url, org.api_token, org)
    org.close()


def bearer_of(org: RunningOrg, client_id: str, *scopes: str) -> httpx.Client:
    """The management API, opened by an access token of that client."""
    with org.org.store.transaction():
        return client_of(org, f"Bearer {issue(org.org, client_id, list(scopes))}")


def ok(answer: httpx.Response) -> Any:
    assert answer.status_code in (200, 201), answer.text
    return answer.json()


def refused(answer: httpx.Response, status: int, code: str) -> str:
    """The summary and causes of a refusal, as one text."""
    assert (answer.status_code, answer.json().get("errorCode")) == (status, code), answer.text
    body = answer.json()
    return " | ".join([body["errorSummary"], *(cause["errorSummary"] for cause in body["errorCauses"])])


def group_id(okta: httpx.Client, name: str) -> str:
    (found,) = ok(okta.get("/api/v1/groups", params={"search": f'profile.name eq "{name}"'}))
    return str(found["id"])


def native_app(**client: Any) -> Json:
    """A native public client, as the official provider sends it; `client` changes its OAuth settings."""
    credentials = {"autoKeyRotation": True, "pkce_required": True, "token_endpoint_auth_method": "none"}
    credentials |= {key: client.pop(key) for key in (*credentials, "client_id", "client_secret") if key in client}
    settings = {
        "application_type": "native",
        "grant_types": ["authorization_code", "password"],
        "response_types": ["code"],
        "redirect_uris": ["https://127.0.0.1/jamfconnect"],
        "consent_method": "TRUSTED",
        "issuer_mode": "ORG_URL",
        "wildcard_redirect": "DISABLED",
        "dpop_bound_access_tokens": False,
        "idp_initiated_login": {"mode": "DISABLED", "default_scope": []},
    }
    return {
        "name": "oidc_client",
        "label": "Jamf Connect",
        "signOnMode": "OPENID_CONNECT",
        "credentials": {
            "oauthClient": credentials,
            "userNameTemplate": {"template": "${source.login}", "type": "BUILT_IN"},
        },
        "settings": {"notes": {}, "oauthClient": {**settings, **client}},
        "visibility": {"hide": {"iOS": True, "web": True}},
        "accessibility": {},
    }


def service_app(**changes: Any) -> Json:
    """A service app, as the official provider sends it; `changes` are those of native_app."""
    settings = {"application_type": "service", "grant_types": ["client_credentials"], "response_types": ["token"]}
    client = {"token_endpoint_auth_method": "private_key_jwt", "pkce_required": False, "redirect_uris": []}
    jwks = {"keys": [{"kty": "RSA", "kid": "k", "e": "AQAB", "n": "AQAB"}]}
    return native_app(**{**settings, **client, "jwks": jwks, **changes})


def access_rule(name: str = "Password", **changes: Any) -> Json:
    """A password-only rule of an authentication policy, as the official provider sends it."""
    method = {
        "type": "ASSURANCE",
        "factorMode": "1FA",
        "reauthenticateIn": "PT0S",
        "constraints": [{"knowledge": {"types": ["password"]}}],
    }
    return {
        "type": "ACCESS_POLICY",
        "name": name,
        "priority": 0,
        "conditions": {"network": {"connection": "ANYWHERE"}, "platform": {}},
        "actions": {"appSignOn": {"access": "ALLOW", "verificationMethod": method}},
    } | changes


def session_rule(name: str = "Allow", **changes: Any) -> Json:
    """A rule of a global session policy, as the official provider sends it."""
    session = {"maxSessionIdleMinutes": 120, "maxSessionLifetimeMinutes": 720, "usePersistentCookie": False}
    sign_on = {"access": "ALLOW", "requireFactor": False, "rememberDeviceByDefault": False, "session": session}
    return {
        "type": "SIGN_ON",
        "name": name,
        "status": "ACTIVE",
        "conditions": {
            "network": {"connection": "ANYWHERE"},
            "authContext": {"authType": "ANY"},
            "identityProvider": {"provider": "ANY"},
        },
        "actions": {"signon": {**sign_on, "primaryFactor": "PASSWORD_IDP"}},
    } | changes
