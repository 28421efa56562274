"""What holds for every call, whatever it asks for."""

from __future__ import annotations

import json
import socket
from pathlib import Path
from urllib.parse import urlsplit

import httpx

from jamf_connect_okta.simulated_org.core.org import Org
from jamf_connect_okta.simulated_org.core.request_log import RequestLog
from jamf_connect_okta.simulated_org.seed.planting import new_org
from jamf_connect_okta.simulated_org.seed.seed import load_seed
from jamf_connect_okta.simulated_org.serving.running import RunningOrg, running_org

from ..conftest import client_of, native_app, ok, refused


def raw_answer(org: RunningOrg, target: str, host: str) -> bytes:
    """What the org says to a request line and a Host header as they are given."""
    address = urlsplit(org.base_url)
    with socket.create_connection((address.hostname, address.port)) as connection:
        lines = [
            f"GET {target} HTTP/1.1",
            f"Host: {host}",
            "Proxy-Authorization: Basic Og==",
            f"Authorization: SSWS {org.token}",
            "Connection: close",
        ]
        connection.sendall(("\r\n".join(lines) + "\r\n\r\n").encode())
        answer = b""
        while chunk := connection.recv(65536):
            answer += chunk
    return answer


def test_absolute_form_targets_work_with_the_port(org: RunningOrg) -> None:
    host = org.base_url.removeprefix("http://")
    answer = raw_answer(org, f"{org.base_url}/api/v1/users/me", host)
    assert answer.startswith(b"HTTP/1.1 200")
    assert b"olivia@acme.example" in answer


def test_absolute_form_targets_work_without_the_port(org: RunningOrg) -> None:
    answer = raw_answer(org, "http://127.0.0.1/api/v1/groups?q=Everyone", "127.0.0.1")
    assert answer.startswith(b"HTTP/1.1 200")
    assert b"All users in your organization" in answer


def test_the_org_listens_on_loopback_only(org: RunningOrg) -> None:
    assert urlsplit(org.base_url).hostname == "127.0.0.1"


def test_every_answer_tells_the_rate_limit_and_the_time(okta: httpx.Client) -> None:
    for path in ("/api/v1/users/me", "/api/v1/apps/0oanobody", "/nowhere"):
        headers = okta.get(path).headers
        assert int(headers["X-Rate-Limit-Limit"]) > int(headers["X-Rate-Limit-Remaining"]) > 0
        assert int(headers["X-Rate-Limit-Reset"]) > 1_700_000_000
        assert headers["Date"]
        assert headers["X-Okta-Request-Id"]


def test_no_token_is_refused(org: RunningOrg) -> None:
    answer = httpx.get(f"{org.base_url}/api/v1/users/me", trust_env=False)
    assert refused(answer, 401, "E0000011") == "Invalid token provided"


def test_a_wrong_token_is_refused_and_appears_nowhere(org: RunningOrg) -> None:
    with client_of(org, "SSWS not-the-token") as stranger:
        refused(stranger.get("/api/v1/apps"), 401, "E0000011")
    assert "not-the-token" not in json.dumps(list(org.org.log.entries))


def test_a_token_may_follow_its_scheme_without_a_space(org: RunningOrg) -> None:
    with client_of(org, f"SSWS{org.token}") as sdk:
        ok(sdk.get("/api/v1/users/me"))


def test_an_unknown_path_is_404(okta: httpx.Client) -> None:
    refused(okta.get("/api/v1/nothing/here"), 404, "E0000008")


def test_a_method_that_a_path_does_not_have_is_405(okta: httpx.Client) -> None:
    refused(okta.patch("/api/v1/groups"), 405, "E0000022")


def test_a_body_that_is_no_json_object_is_malformed(okta: httpx.Client) -> None:
    for body in (b"{", b"[]", b'"text"', b'{"profile": NaN}', b"\xff\xfe", b"[" * 100_000):
        refused(okta.post("/api/v1/groups", content=body), 400, "E0000003")


def test_every_error_has_oktas_five_fields(okta: httpx.Client) -> None:
    body = okta.get("/api/v1/apps/0oanobody").json()
    assert set(body) == {"errorCode", "errorSummary", "errorLink", "errorId", "errorCauses"}
    assert body["errorSummary"] == "Not found: Resource not found: 0oanobody (AppInstance)"
    assert body["errorId"].startswith("oae")


def test_every_refusal_is_in_the_log_with_its_reason(org: RunningOrg, okta: httpx.Client) -> None:
    okta.post("/api/v1/apps", json=native_app(pkce_required=False))
    entry = org.org.log.entries[-1]
    assert (entry["method"], entry["path"], entry["status"]) == ("POST", "/api/v1/apps", 400)
    assert entry["errorCode"] == "E0000001"
    assert "pkce_required" in entry["summary"]
    assert "token_endpoint_auth_method" in entry["causes"][0]


def test_the_log_file_holds_one_json_object_a_line(tmp_path: Path) -> None:
    log = RequestLog(tmp_path / "org.log.jsonl")
    log.add("GET", "/api/v1/apps", 200)
    log.add("GET", "/nowhere", 404, errorCode="E0000008")
    log.close()
    lines = [json.loads(line) for line in (tmp_path / "org.log.jsonl").read_text().splitlines()]
    assert [line["status"] for line in lines] == [200, 404]


def test_a_bug_of_the_org_is_a_500_that_the_log_explains(org: RunningOrg, okta: httpx.Client) -> None:
    org.org.store.delete("meta", "org")
    assert okta.get("/.well-known/okta-organization").status_code == 500
    assert "holds no org" in org.org.log.entries[-1]["summary"]


def test_links_name_the_org_never_the_loopback_address(okta: httpx.Client) -> None:
    app = ok(okta.post("/api/v1/apps", json=native_app()))
    assert "127.0.0.1" not in json.dumps(app["_links"])
    assert app["_links"]["groups"]["href"] == f"https://acme.okta.invalid/api/v1/apps/{app['id']}/groups"


def test_an_org_in_this_process_goes_on_from_its_state_file(tmp_path: Path) -> None:
    state_file = tmp_path / "org.sqlite"
    with running_org(state_file=state_file) as first, client_of(first) as okta:
        app = ok(okta.post("/api/v1/apps", json=native_app()))
    with running_org(state_file=state_file) as second, client_of(second) as okta:
        assert ok(okta.get(f"/api/v1/apps/{app['id']}"))["created"] == app["created"]


def test_a_restarted_org_goes_on_where_it_was(tmp_path: Path) -> None:
    org = new_org(load_seed(), tmp_path / "org.sqlite")
    kinds = ("meta", "app", "policy", "rule", "group", "user", "membership", "zone", "authenticator")
    before = {kind: org.store.all(kind) for kind in kinds}
    org.close()
    again = Org.open(tmp_path / "org.sqlite")
    assert {kind: again.store.all(kind) for kind in kinds} == before
    again.close()
