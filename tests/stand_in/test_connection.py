"""How calls leave the plugin, and what it does when they fail."""

import time
from collections.abc import Iterator
from email.utils import formatdate

import pytest

from jamf_connect_okta.stand_in.connection import Connection, Patience, loopback
from jamf_connect_okta.stand_in.errors import ApiError, OperationError, Sdk, StandInError

from .recorded_org import RecordedOrg
from .scripted_server import ScriptedServer


@pytest.fixture
def waits() -> list[float]:
    return []


@pytest.fixture
def connection(server: ScriptedServer, waits: list[float]) -> Iterator[Connection]:
    connection = Connection(server.url, patience=Patience(sleep=waits.append))
    yield connection
    connection.close()


REFUSAL = {
    "errorCode": "E0000001",
    "errorSummary": "Api validation failed: label",
    "errorCauses": [{"errorSummary": "label: too long"}],
}

OLDER = pytest.mark.parametrize("sdk", ["v2", "supplement"])
NEWER = pytest.mark.parametrize("sdk", ["v4", "v5", "v6"])
EVERY = pytest.mark.parametrize("sdk", ["v2", "supplement", "v4", "v5", "v6"])


@OLDER
def test_the_v2_sdk_names_the_port_in_its_target(connection: Connection, server: ScriptedServer, sdk: Sdk) -> None:
    connection.call(sdk, "GET", "/api/v1/groups?q=Mac", headers={})
    assert server.received[0].target == f"{server.url}/api/v1/groups?q=Mac"
    assert server.received[0].headers["Host"] == server.url.removeprefix("http://")


@NEWER
def test_the_newer_sdks_lose_the_port(connection: Connection, server: ScriptedServer, sdk: Sdk) -> None:
    connection.call(sdk, "GET", "/api/v1/apps", headers={})
    assert server.received[0].target == "http://127.0.0.1/api/v1/apps"
    assert server.received[0].headers["Host"] == "127.0.0.1"


def test_every_call_carries_empty_proxy_credentials(connection: Connection, server: ScriptedServer) -> None:
    connection.call("v5", "GET", "/api/v1/apps", headers={})
    assert server.received[0].headers["Proxy-Authorization"] == "Basic Og=="


def test_a_body_is_json(connection: Connection, server: ScriptedServer) -> None:
    connection.call("v2", "PUT", "/api/v1/apps/0oa1", headers={}, body={"label": "Jamf"})
    assert server.received[0].body == '{"label": "Jamf"}'
    assert server.received[0].headers["Content-Type"] == "application/json"


def test_calls_share_a_connection_that_rests(connection: Connection) -> None:
    for _ in range(3):
        connection.call("v2", "POST", "/api/v1/apps", headers={}, body={})
    assert len(connection._resting) == 1


def test_a_rested_connection_that_broke_is_replaced(connection: Connection, server: ScriptedServer) -> None:
    connection.call("v2", "GET", "/api/v1/apps", headers={})
    connection._resting[0].sock.close()
    connection.call("v2", "GET", "/api/v1/apps", headers={})
    assert len(server.received) == 2


def test_a_full_rate_limit_is_waited_out(connection: Connection, server: ScriptedServer, waits: list[float]) -> None:
    now = int(time.time())
    headers = {"X-Rate-Limit-Reset": str(now + 3), "Date": formatdate(now, usegmt=True), "X-Okta-Request-Id": "r1"}
    # The script's own Date comes first, and is the same second or the next.
    server.answer("GET /api/v1/apps", status=429, headers=headers)
    server.answer("GET /api/v1/apps", [])
    assert connection.call("v2", "GET", "/api/v1/apps", headers={}).body == []
    assert waits[0] in (3, 4)
    assert server.received[1].headers["X-Okta-Retry-Count"] == "1"
    assert server.received[1].headers["X-Okta-Retry-For"] == "r1"


@EVERY
def test_a_rate_limit_that_never_opens_is_an_error(
    connection: Connection, server: ScriptedServer, waits: list[float], sdk: Sdk
) -> None:
    server.answer("GET /api/v1/apps", REFUSAL, status=429, headers={"X-Rate-Limit-Reset": "0"})
    with pytest.raises(OperationError, match=r"^too many requests$"):
        connection.call(sdk, "GET", "/api/v1/apps", headers={})
    assert (len(server.received), len(waits)) == (6, 5)


def test_a_wait_has_an_end(server: ScriptedServer, waits: list[float]) -> None:
    connection = Connection(server.url, patience=Patience(max_wait_seconds=7, sleep=waits.append))
    server.answer("GET /api/v1/apps", status=429, headers={"X-Rate-Limit-Reset": str(int(time.time()) + 60)})
    server.answer("GET /api/v1/apps", [])
    connection.call("v2", "GET", "/api/v1/apps", headers={})
    connection.close()
    assert waits == [7]


def test_a_rate_limit_without_its_headers_is_an_error_at_once(
    connection: Connection, server: ScriptedServer, waits: list[float]
) -> None:
    server.answer("GET /api/v1/apps", status=429)
    with pytest.raises(OperationError, match=r"^X-Rate-Limit-Reset header is missing or invalid"):
        connection.call("v5", "GET", "/api/v1/apps", headers={})
    assert (len(server.received), waits) == (1, [])


@EVERY
def test_an_error_of_the_org_is_not_tried_again(connection: Connection, server: ScriptedServer, sdk: Sdk) -> None:
    server.answer("GET /api/v1/apps", status=503)
    with pytest.raises(ApiError) as refused:
        connection.call(sdk, "GET", "/api/v1/apps", headers={})
    assert refused.value.status_text == "503 Service Unavailable"
    assert len(server.received) == 1


@OLDER
def test_the_v2_sdk_refuses_what_is_not_said_to_be_json(
    connection: Connection, server: ScriptedServer, sdk: Sdk
) -> None:
    server.answer("GET /api/v1/apps", [], headers={"Content-Type": "text/plain"})
    with pytest.raises(OperationError, match=r"^could not build a response for type: text/plain$"):
        connection.call(sdk, "GET", "/api/v1/apps", headers={})


@NEWER
def test_the_newer_sdks_refuse_what_is_not_said_to_be_json(
    connection: Connection, server: ScriptedServer, sdk: Sdk
) -> None:
    server.answer("GET /api/v1/apps", [], headers={"Content-Type": "text/plain"})
    with pytest.raises(OperationError, match=r"^undefined response type$"):
        connection.call(sdk, "GET", "/api/v1/apps", headers={})


@EVERY
def test_an_empty_answer_may_be_of_any_type(connection: Connection, server: ScriptedServer, sdk: Sdk) -> None:
    server.answer("POST /api/v1/apps", headers={"Content-Type": "text/plain"})
    assert connection.call(sdk, "POST", "/api/v1/apps", headers={}, body={}).body is None


@NEWER
def test_the_newer_sdks_lose_oktas_reason(connection: Connection, server: ScriptedServer, sdk: Sdk) -> None:
    server.answer("POST /api/v1/apps", REFUSAL, status=400)
    with pytest.raises(ApiError) as refused:
        connection.call(sdk, "POST", "/api/v1/apps", headers={}, body={})
    assert str(refused.value) == "400 Bad Request"


@OLDER
def test_the_v2_sdk_repeats_oktas_reason(connection: Connection, server: ScriptedServer, sdk: Sdk) -> None:
    server.answer("POST /api/v1/apps", REFUSAL, status=400)
    with pytest.raises(ApiError) as refused:
        connection.call(sdk, "POST", "/api/v1/apps", headers={}, body={})
    reason = "the API returned an error: Api validation failed: label. Causes: errorSummary: label: too long"
    assert str(refused.value) == reason


def test_an_org_that_is_not_there_is_named() -> None:
    with pytest.raises(OperationError, match=r"GET .http://127\.0\.0\.1/api/v1/apps"):
        Connection("http://127.0.0.1:9").call("v6", "GET", "/api/v1/apps", headers={})


def test_the_next_page_of_the_v2_sdk_keeps_the_query(scripted_org: RecordedOrg, server: ScriptedServer) -> None:
    link = '<https://acme.okta.invalid/api/v1/users?after=u1>; rel="next"'
    server.answer("GET /api/v1/users", ["alice"], headers={"Link": link})
    server.answer("GET /api/v1/users", ["bob"])
    assert list(scripted_org.pages("v2", "/api/v1/users", query={"limit": 200})) == ["alice", "bob"]
    assert server.received[1].query == "after=u1&limit=200"


@pytest.mark.parametrize(
    "address",
    [
        "https://127.0.0.1:8080",
        "http://acme.okta.com",
        "http://10.0.0.1:8080",
        "http://127.0.0.1.example.com",
        "127.0.0.1:8080",
        "http://localhost.example",
        "http://127.0.0.1:99999",
        "http://[::1",
        "ftp://localhost",
    ],
)
def test_only_loopback_over_plain_http_is_a_target(address: str) -> None:
    with pytest.raises(StandInError, match="stand-in plugin for rehearsals"):
        loopback(address)


@pytest.mark.parametrize(
    "address", ["http://127.0.0.1:8080", "http://127.9.9.9", "http://localhost:1", "http://[::1]:80"]
)
def test_loopback_addresses_are_targets(address: str) -> None:
    assert loopback(address).scheme == "http"


def test_the_refusal_of_an_address_hides_its_password() -> None:
    with pytest.raises(StandInError) as refused:
        loopback("http://me:hunter2@proxy.example:8080")
    assert "proxy.example" in str(refused.value)
    assert "hunter2" not in str(refused.value)


def test_without_an_address_the_way_out_is_named() -> None:
    with pytest.raises(StandInError, match="OKTA_HTTP_PROXY"):
        loopback("")
