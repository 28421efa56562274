"""The SDK as a service app: it signs an assertion, gets an access token and calls with that."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import jwt
import pytest
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import rsa
from okta.models import AddGroupRequest, OAuth2ScopeConsentGrant

from jamf_connect_okta.simulated_org.serving.running import RunningOrg

from ..conftest import native_app
from .conftest import Sdk, sdk_with

_KEY = rsa.generate_private_key(public_exponent=65537, key_size=2048)


@pytest.fixture
def service_app(sdk: Sdk, org: RunningOrg) -> str:
    """The id of an app that may read groups. The SDK's model of a key wants the id that Okta has yet to give it."""
    public: dict[str, Any] = jwt.algorithms.RSAAlgorithm.to_jwk(_KEY.public_key(), as_dict=True)
    body = native_app(
        application_type="service",
        grant_types=["client_credentials"],
        response_types=["token"],
        redirect_uris=[],
        token_endpoint_auth_method="private_key_jwt",
        jwks={"keys": [{**public, "kid": "service", "use": "sig"}]},
    )
    app = str(sdk.raw("POST", "/api/v1/apps", body)["id"])
    sdk.grant_consent_to_scope(app, OAuth2ScopeConsentGrant(issuer=org.org.url, scopeId="okta.groups.read"))
    return app


@pytest.fixture
def service(org: RunningOrg, service_app: str) -> Iterator[Sdk]:
    """The SDK with the private key of that app."""
    unencrypted = serialization.NoEncryption()
    pem = _KEY.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, unencrypted)
    with sdk_with(
        authorizationMode="PrivateKey",
        orgUrl=org.base_url,
        clientId=service_app,
        scopes=["okta.groups.read"],
        privateKey=pem.decode(),
    ) as service:
        yield service


def test_the_sdk_reads_what_its_scope_opens(sdk: Sdk, service: Sdk) -> None:
    assert service.list_groups(q="Mac Users") == sdk.list_groups(q="Mac Users") != []


def test_the_sdk_is_refused_what_its_scope_does_not_open(service: Sdk) -> None:
    assert service.refusal("list_users") == (403, "E0000006")
    group = AddGroupRequest.from_dict({"profile": {"name": "Designers"}})
    assert service.refusal("add_group", group) == (403, "E0000006")


def test_the_sdk_reads_an_app_that_signs_with_a_key(sdk: Sdk, service_app: str) -> None:
    client = sdk.get_application(service_app).settings.oauth_client
    assert (client.application_type, len(client.jwks.keys)) == ("service", 1)
    (shown,) = sdk.raw("GET", f"/api/v1/apps/{service_app}")["settings"]["oauthClient"]["jwks"]["keys"]
    assert (shown["id"][:3], shown["status"]) == ("pks", "ACTIVE")
