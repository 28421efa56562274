"""OAuth service apps: how they get an access token, and what it opens."""

from __future__ import annotations

import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

import httpx
import jwt
import pytest
from cryptography.hazmat.primitives.asymmetric import ec, rsa

from jamf_connect_okta.simulated_org.serving.running import RunningOrg

from ..conftest import Json, client_of, native_app, ok, refused

ASSERTION_TYPE = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer"
RSA_KEY = rsa.generate_private_key(public_exponent=65537, key_size=2048)
EC_KEY = ec.generate_private_key(ec.SECP256R1())
ORG_URL = "https://acme.okta.invalid"


def jwks() -> Json:
    rsa_jwk = jwt.algorithms.RSAAlgorithm.to_jwk(RSA_KEY.public_key(), as_dict=True)
    ec_jwk = jwt.algorithms.ECAlgorithm.to_jwk(EC_KEY.public_key(), as_dict=True)
    return {"keys": [{**rsa_jwk, "kid": "rsa-key", "use": "sig"}, {**ec_jwk, "kid": "ec-key", "use": "sig"}]}


@pytest.fixture
def deployer(okta: httpx.Client) -> str:
    """The client ID of a service app that was granted okta.apps.manage and okta.groups.read."""
    body = native_app(
        application_type="service",
        grant_types=["client_credentials"],
        response_types=["token"],
        redirect_uris=[],
        token_endpoint_auth_method="private_key_jwt",
        pkce_required=False,
        jwks=jwks(),
    )
    app = ok(okta.post("/api/v1/apps", json=body))
    for scope in ("okta.apps.manage", "okta.groups.read", "okta.appGrants.manage"):
        ok(okta.post(f"/api/v1/apps/{app['id']}/grants", json={"issuer": ORG_URL, "scopeId": scope}))
    return str(app["id"])


def signed(org: RunningOrg, client_id: str, *, key: Any = RSA_KEY, kid: str | None = None, **claims: Any) -> str:
    now = int(time.time())
    audience = f"{org.base_url}/oauth2/v1/token"
    content = {"iss": client_id, "sub": client_id, "aud": audience, "iat": now, "exp": now + 3600} | claims
    content = {name: value for name, value in content.items() if value is not None}
    algorithm = "ES256" if isinstance(key, ec.EllipticCurvePrivateKey) else "HS256" if isinstance(key, str) else "RS256"
    return jwt.encode(content, key, algorithm, headers={"kid": kid} if kid else None)


def form(assertion: str, scope: str = "okta.apps.manage okta.groups.read") -> dict[str, str]:
    return {
        "grant_type": "client_credentials",
        "scope": scope,
        "client_assertion_type": ASSERTION_TYPE,
        "client_assertion": assertion,
    }


def ask(org: RunningOrg, data: dict[str, str]) -> httpx.Response:
    return httpx.post(f"{org.base_url}/oauth2/v1/token", data=data, trust_env=False)


def denied(answer: httpx.Response, status: int, error: str) -> str:
    assert (answer.status_code, answer.json()["error"]) == (status, error), answer.text
    return str(answer.json()["error_description"])


@pytest.fixture
def bearer(org: RunningOrg, deployer: str) -> Iterator[httpx.Client]:
    """The management API, opened by an access token."""
    with client_of(org, f"Bearer {ok(ask(org, form(signed(org, deployer))))['access_token']}") as client:
        yield client


def test_a_signed_assertion_gets_an_hour(org: RunningOrg, deployer: str) -> None:
    token = ok(ask(org, form(signed(org, deployer, kid="rsa-key"))))
    assert (token["token_type"], token["expires_in"]) == ("Bearer", 3600)
    assert token["scope"] == "okta.apps.manage okta.groups.read"


def test_elliptic_curve_keys_work(org: RunningOrg, deployer: str) -> None:
    assert ok(ask(org, form(signed(org, deployer, key=EC_KEY, kid="ec-key"))))["access_token"]


def test_the_audience_may_be_the_org_url(org: RunningOrg, deployer: str) -> None:
    assert ok(ask(org, form(signed(org, deployer, aud=f"{ORG_URL}/oauth2/v1/token"))))


def test_parameters_may_come_in_the_query_with_an_empty_body(org: RunningOrg, deployer: str) -> None:
    answer = httpx.post(f"{org.base_url}/oauth2/v1/token", params=form(signed(org, deployer)), trust_env=False)
    assert ok(answer)["token_type"] == "Bearer"


def test_only_granted_scopes_are_issued(org: RunningOrg, deployer: str) -> None:
    token = ok(ask(org, form(signed(org, deployer), "okta.apps.manage okta.users.manage")))
    assert token["scope"] == "okta.apps.manage"


@pytest.mark.parametrize(
    ("claims", "description"),
    [
        ({"exp": 1}, "The client_assertion token is expired."),
        ({"exp": None}, "The client_assertion must contain the 'exp' claim as seconds since epoch."),
        ({"exp": 4_000_000_000}, "The client_assertion token has an expiration too far into the future."),
        ({"iat": 4_000_000_000}, "The client_assertion token must be issued before the current time."),
        ({"aud": ORG_URL}, "The audience claim for client_assertion must be the endpoint invoked for the request."),
        ({"aud": None}, "The audience claim for client_assertion must be the endpoint invoked for the request."),
        ({"iss": "nobody"}, "The issuer claim for client_assertion is not a valid client_id."),
        ({"sub": "nobody"}, "The subject claim for client_assertion is not a valid client_id."),
        ({"kid": "other"}, "The client_assertion JWT kid is invalid."),
        (
            {"key": rsa.generate_private_key(public_exponent=65537, key_size=2048)},
            "The client_assertion signature is invalid.",
        ),
        ({"key": EC_KEY, "kid": "rsa-key"}, "The client_assertion signature is invalid."),
        ({"key": "x" * 40}, "The client_assertion JWT signature algorithm is invalid."),
    ],
)
def test_an_assertion_that_proves_nothing_is_refused_in_oktas_words(
    org: RunningOrg, deployer: str, claims: Json, description: str
) -> None:
    assert denied(ask(org, form(signed(org, deployer, **claims))), 401, "invalid_client") == description


def test_what_is_no_jwt_is_refused(org: RunningOrg) -> None:
    assert "parsing" in denied(ask(org, form("not.a.jwt")), 401, "invalid_client")


def test_an_assertion_with_an_id_works_once(org: RunningOrg, deployer: str) -> None:
    assertion = signed(org, deployer, jti="once")
    ok(ask(org, form(assertion)))
    assert "already been used" in denied(ask(org, form(assertion)), 401, "invalid_client")


@pytest.mark.parametrize(
    ("changes", "status", "error"),
    [
        ({"grant_type": ""}, 400, "invalid_request"),
        ({"grant_type": "magic"}, 400, "unsupported_grant_type"),
        ({"client_assertion_type": "magic"}, 400, "invalid_request"),
        ({"client_assertion": ""}, 401, "invalid_client"),
        ({"scope": ""}, 400, "invalid_scope"),
        ({"scope": "my.scope"}, 400, "invalid_scope"),
        ({"scope": "okta.users.manage"}, 400, "consent_required"),
    ],
)
def test_a_request_that_is_none_is_refused(
    org: RunningOrg, deployer: str, changes: Json, status: int, error: str
) -> None:
    denied(ask(org, form(signed(org, deployer)) | changes), status, error)


def test_a_parameter_that_is_sent_twice_is_refused(org: RunningOrg, deployer: str) -> None:
    query = "?" + str(httpx.QueryParams(form(signed(org, deployer)))) + "&scope=x"
    assert "[scope]" in denied(httpx.post(f"{org.base_url}/oauth2/v1/token{query}"), 400, "invalid_request")


def test_a_native_app_gets_no_token_of_its_own(org: RunningOrg, okta: httpx.Client) -> None:
    app = ok(okta.post("/api/v1/apps", json=native_app(token_endpoint_auth_method="private_key_jwt", jwks=jwks())))
    description = denied(ask(org, form(signed(org, app["id"]))), 401, "invalid_client")
    assert "'application_type' of 'service'" in description


def test_a_client_that_is_no_service_must_use_a_key(org: RunningOrg, ropg_app: Json) -> None:
    assert "private_key_jwt" in denied(ask(org, form(signed(org, ropg_app["id"]))), 401, "invalid_client")


def test_a_token_opens_what_its_scopes_say(bearer: httpx.Client) -> None:
    assert ok(bearer.post("/api/v1/apps", json=native_app()))["label"] == "Jamf Connect"
    assert ok(bearer.get("/api/v1/groups?q=Mac"))


def test_a_read_scope_does_not_write(bearer: httpx.Client) -> None:
    answer = bearer.post("/api/v1/groups", json={"profile": {"name": "x"}})
    refused(answer, 403, "E0000006")
    assert "insufficient_scope" in answer.headers["WWW-Authenticate"]


def test_a_token_opens_nothing_else(bearer: httpx.Client) -> None:
    refused(bearer.get("/api/v1/policies?type=ACCESS_POLICY"), 403, "E0000006")


def test_id_token_settings_take_api_tokens_only(bearer: httpx.Client) -> None:
    app = ok(bearer.post("/api/v1/apps", json=native_app()))
    path = f"/api/v1/internal/apps/{app['id']}/settings/oauth/idToken"
    refused(bearer.get(path), 403, "E0000006")
    refused(bearer.post(path, json={"issuerMode": "ORG_URL"}), 403, "E0000006")


def test_a_token_ends_after_an_hour(org: RunningOrg, bearer: httpx.Client) -> None:
    org.org.clock = lambda: datetime.now(UTC) + timedelta(seconds=3601)
    refused(bearer.get("/api/v1/apps"), 401, "E0000011")


def test_tokens_of_a_deactivated_app_open_nothing(okta: httpx.Client, bearer: httpx.Client, deployer: str) -> None:
    ok(okta.post(f"/api/v1/apps/{deployer}/lifecycle/deactivate"))
    refused(bearer.get("/api/v1/apps"), 401, "E0000011")


def test_the_state_keeps_hashes_of_tokens_only(org: RunningOrg, bearer: httpx.Client) -> None:
    token = bearer.headers["Authorization"].removeprefix("Bearer ")
    assert token not in str(org.org.store.all("accessToken"))


def test_expired_tokens_are_forgotten(org: RunningOrg, deployer: str) -> None:
    ok(ask(org, form(signed(org, deployer))))
    org.org.clock = lambda: datetime.now(UTC) + timedelta(hours=2)
    later = int(time.time()) + 7200
    ok(ask(org, form(signed(org, deployer, iat=later, exp=later + 60))))
    assert len(org.org.store.all("accessToken")) == 1


def test_a_proof_that_can_not_be_verified_here_is_refused(org: RunningOrg, okta: httpx.Client) -> None:
    client = {"grant_types": ["authorization_code"], "dpop_bound_access_tokens": True}
    app = ok(okta.post("/api/v1/apps", json=native_app(**client)))
    form = {"grant_type": "authorization_code", "client_id": app["id"], "code": "any"}
    answer = httpx.post(f"{org.base_url}/oauth2/v1/token", data=form, headers={"DPoP": "a.b.c"}, trust_env=False)
    assert denied(answer, 400, "invalid_dpop_proof") == "The simulated org does not verify DPoP proofs."


def test_a_client_with_a_secret_may_sign_with_it(org: RunningOrg, okta: httpx.Client) -> None:
    secret = "s" * 40
    client = {"token_endpoint_auth_method": "client_secret_jwt", "client_secret": secret}
    app = ok(okta.post("/api/v1/apps", json=native_app(**client)))
    credentials = {"client_assertion_type": ASSERTION_TYPE, "client_assertion": signed(org, app["id"], key=secret)}
    person = {"username": "nobody", "password": "any", "scope": "openid", "grant_type": "password"}
    # The client is known, so that the answer is about the person.
    assert "credentials provided" in denied(ask(org, {**credentials, **person}), 400, "invalid_grant")
