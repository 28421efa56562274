"""A server that writes down what it is sent, to the byte where it matters, and answers by script."""

import json
import threading
from collections import defaultdict, deque
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import urlsplit


@dataclass(frozen=True)
class Received:
    """One request; `target` is what stood in its first line."""

    method: str
    target: str
    headers: dict[str, str]
    body: str

    @property
    def path(self) -> str:
        return urlsplit(self.target).path

    @property
    def query(self) -> str:
        return urlsplit(self.target).query


@dataclass
class ScriptedServer:
    """Answers with 200 and `{}` unless told otherwise; the last answer to a call is repeated."""

    url: str = ""
    received: list[Received] = field(default_factory=list)
    answers: dict[str, deque[tuple[int, Any, dict[str, str]]]] = field(default_factory=lambda: defaultdict(deque))

    def answer(self, call: str, body: Any = None, *, status: int = 200, headers: dict[str, str] | None = None) -> None:
        """The next answer to `call`, written as `GET /path`."""
        self.answers[call].append((status, body, headers or {}))

    def next_answer(self, call: str) -> tuple[int, Any, dict[str, str]]:
        planned = self.answers.get(call)
        if not planned:
            return 200, {}, {}
        return planned.popleft() if len(planned) > 1 else planned[0]

    @property
    def calls(self) -> list[str]:
        return [f"{each.method} {each.path}" for each in self.received]


@contextmanager
def scripted_server() -> Iterator[ScriptedServer]:
    script = ScriptedServer()

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"
        # Else headers and body travel apart, and each answer waits for the other side's acknowledgement.
        wbufsize = -1

        def respond(self) -> None:
            body = self.rfile.read(int(self.headers.get("Content-Length") or 0)).decode()
            script.received.append(Received(self.command, self.path, dict(self.headers.items()), body))
            status, answer, headers = script.next_answer(f"{self.command} {urlsplit(self.path).path}")
            content = b"" if answer is None else json.dumps(answer).encode()
            self.send_response(status)
            for name, value in {"Content-Type": "application/json", **headers}.items():
                self.send_header(name, value)
            self.send_header("Content-Length", str(len(content)))
            self.end_headers()
            self.wfile.write(content)

        def log_message(self, *_: object) -> None:
            return

    for method in ("GET", "POST", "PUT", "DELETE"):
        setattr(Handler, f"do_{method}", Handler.respond)
    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    script.url = f"http://127.0.0.1:{server.server_address[1]}"
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    try:
        yield script
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
