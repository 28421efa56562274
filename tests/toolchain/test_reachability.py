"""A question that can't be answered is given up soon."""

import http.server
import socket
import threading
import time
from collections.abc import Iterator

import pytest

from jamf_connect_okta.toolchain.reachability import why_unreachable


class Answers(http.server.BaseHTTPRequestHandler):
    """Knows /there, as a server and as a proxy."""

    def do_HEAD(self) -> None:
        self.send_response(200 if self.path.endswith("/there") else 404)
        self.end_headers()

    def log_message(self, *_: object) -> None:
        """Say nothing."""


@pytest.fixture
def server() -> Iterator[str]:
    """The address of a server."""
    with http.server.HTTPServer(("127.0.0.1", 0), Answers) as running:
        thread = threading.Thread(target=running.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        yield f"http://127.0.0.1:{running.server_port}"
        running.shutdown()
        thread.join()


@pytest.fixture(autouse=True)
def no_proxy(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("http_proxy", "HTTP_PROXY", "no_proxy", "NO_PROXY"):
        monkeypatch.delenv(name, raising=False)


def test_what_answers_is_reachable(server: str) -> None:
    assert why_unreachable(f"{server}/there") is None


def test_a_refusal_is_a_reason(server: str) -> None:
    assert str(why_unreachable(f"{server}/elsewhere")).endswith(": HTTP 404")


def test_a_closed_port_is_a_reason() -> None:
    with socket.socket() as unused:
        unused.bind(("127.0.0.1", 0))
        port = unused.getsockname()[1]
    assert why_unreachable(f"http://127.0.0.1:{port}/there") == f"127.0.0.1:{port}: Connection refused"


def test_silence_is_given_up() -> None:
    with socket.create_server(("127.0.0.1", 0)) as silent:
        address = f"127.0.0.1:{silent.getsockname()[1]}"
        started = time.monotonic()
        reason = why_unreachable(f"http://{address}/there", limit=0.2)
    assert time.monotonic() - started < 2
    assert str(reason).startswith(address)


def test_a_name_lookup_that_hangs_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    released = threading.Event()

    def hang(*_: object, **__: object) -> list[object]:
        released.wait(10)
        raise OSError("too late")

    monkeypatch.setattr(socket, "getaddrinfo", hang)
    assert why_unreachable("http://host.invalid/there", limit=0.2) == "host.invalid does not answer within 0.2 seconds"
    released.set()


def test_the_proxy_of_the_environment_is_asked(server: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("http_proxy", server)
    assert why_unreachable("http://host.invalid/there") is None
