"""Tokens for a private key: who asks how, how often, with which claims."""

from collections.abc import Iterator
from typing import Any
from urllib.parse import parse_qs

import jwt
import pytest
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat

from jamf_connect_okta.stand_in.configuration import PrivateKey
from jamf_connect_okta.stand_in.errors import OperationError

from .recorded_org import RecordedOrg
from .scripted_server import ScriptedServer

RSA = rsa.generate_private_key(public_exponent=65537, key_size=2048)
ANSWER = {"token_type": "Bearer", "expires_in": 3600, "access_token": "granted", "scope": "okta.apps.manage"}


def pem(key: rsa.RSAPrivateKey | ec.EllipticCurvePrivateKey, format: PrivateFormat = PrivateFormat.PKCS8) -> str:
    return key.private_bytes(Encoding.PEM, format, NoEncryption()).decode()


def caller(server: ScriptedServer, text: str, key_id: str = "") -> RecordedOrg:
    return RecordedOrg(server.url, private_key=PrivateKey("0oaService", text, key_id, ("okta.apps.manage", "b")))


@pytest.fixture
def service(server: ScriptedServer) -> Iterator[RecordedOrg]:
    """An org, called by a service app with an RSA key."""
    server.answer("POST /oauth2/v1/token", ANSWER)
    org = caller(server, pem(RSA), "kid-1")
    yield org
    org.close()


def assertion(server: ScriptedServer) -> dict[str, Any]:
    form = parse_qs(server.received[0].body)
    claims: dict[str, Any] = jwt.decode(
        form["client_assertion"][0],
        RSA.public_key(),
        algorithms=["RS256"],
        audience=f"{server.url}/oauth2/v1/token",
    )
    return claims


def test_the_token_comes_before_the_first_call(service: RecordedOrg, server: ScriptedServer) -> None:
    service.call("v6", "GET", "/api/v1/apps/0oa1")
    assert server.calls == ["POST /oauth2/v1/token", "GET /api/v1/apps/0oa1"]
    assert server.received[1].headers["Authorization"] == "Bearer granted"


def test_every_sdk_has_a_token_of_its_own_and_keeps_it(service: RecordedOrg, server: ScriptedServer) -> None:
    for sdk in ("v6", "v2", "supplement", "v6", "v5", "supplement", "v2"):
        service.call(sdk, "GET", "/api/v1/apps/0oa1")
    assert server.calls.count("POST /oauth2/v1/token") == 4


def test_a_token_is_asked_for_with_the_port(service: RecordedOrg, server: ScriptedServer) -> None:
    service.call("v6", "GET", "/api/v1/apps/0oa1")
    assert server.received[0].target == f"{server.url}/oauth2/v1/token"


def test_the_client_asserts_who_it_is(service: RecordedOrg, server: ScriptedServer) -> None:
    service.call("v2", "GET", "/api/v1/apps/0oa1")
    claims = assertion(server)
    assert (claims["iss"], claims["sub"]) == ("0oaService", "0oaService")
    assert claims["exp"] - claims["iat"] == 3600
    assert claims["jti"]
    form = parse_qs(server.received[0].body)
    assert form["grant_type"] == ["client_credentials"]
    assert form["scope"] == ["okta.apps.manage b"]
    assert jwt.get_unverified_header(form["client_assertion"][0])["kid"] == "kid-1"


def test_the_v4_sdk_puts_everything_into_the_query(service: RecordedOrg, server: ScriptedServer) -> None:
    service.call("v4", "GET", "/.well-known/okta-organization")
    token = server.received[0]
    assert token.body == ""
    claims = jwt.decode(parse_qs(token.query)["client_assertion"][0], options={"verify_signature": False})
    assert "jti" not in claims


def test_no_call_is_made_to_configure_a_private_key(service: RecordedOrg, server: ScriptedServer) -> None:
    service.sign_in()
    assert server.calls == []


def test_an_older_key_format_and_an_elliptic_curve_work_too(server: ScriptedServer) -> None:
    server.answer("POST /oauth2/v1/token", ANSWER)
    curve = ec.generate_private_key(ec.SECP256R1())
    for text, algorithm in ((pem(RSA, PrivateFormat.TraditionalOpenSSL), "RS256"), (pem(curve), "ES256")):
        org = caller(server, text)
        org.call("v2", "GET", "/api/v1/apps")
        org.close()
        sent = parse_qs(server.received[-2].body)["client_assertion"][0]
        assert jwt.get_unverified_header(sent)["alg"] == algorithm


def test_a_refused_token_loses_oktas_reason(service: RecordedOrg, server: ScriptedServer) -> None:
    server.answers.clear()
    server.answer("POST /oauth2/v1/token", {"error": "invalid_client", "error_description": "No"}, status=401)
    with pytest.raises(OperationError, match="empty access token"):
        service.call("v2", "GET", "/api/v1/apps")


def test_a_text_that_is_no_key_is_not_repeated(server: ScriptedServer) -> None:
    org = caller(server, "hush")
    with pytest.raises(OperationError) as refused:
        org.call("v2", "GET", "/api/v1/apps")
    assert "okta:privateKey" in str(refused.value)
    assert "hush" not in str(refused.value)
