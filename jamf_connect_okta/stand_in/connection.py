"""HTTP to the simulated org, as the official plugin speaks through `http_proxy`.

That is no ordinary proxying: requests carry their whole target (`GET http://127.0.0.1/api/v1/…`), the newer SDKs lose
the port in it, and nothing but a 429 is tried again.
"""

import base64
import email.utils
import http.client
import ipaddress
import json
import threading
import time
import urllib.parse
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from jamf_connect_okta.stand_in.errors import OLDER, ApiError, OperationError, Sdk, StandInError
from jamf_connect_okta.stand_in.values import Json

_NO_CREDENTIALS = "Basic " + base64.b64encode(b":").decode()
_BROKEN = (OSError, http.client.HTTPException)
_REPEATABLE = frozenset({"GET", "PUT", "DELETE"})
_LOOPBACK_ONLY = (
    "This is the stand-in plugin for rehearsals, not Okta's: it talks to a simulated org on loopback only, "
    "through okta:httpProxy or OKTA_HTTP_PROXY. "
)


@dataclass(frozen=True)
class Answer:
    """What came back: the JSON body (None where there is none) and where the next page is."""

    body: Json
    next_page: str | None


@dataclass(frozen=True)
class Patience:
    """How a 429 is waited out: seconds at most, and how often."""

    max_wait_seconds: float = 300
    max_retries: int = 5
    sleep: Callable[[float], None] = time.sleep


class Connection:
    """Calls to one org; safe to use from several threads."""

    def __init__(self, proxy: str, *, timeout: float | None = None, patience: Patience | None = None) -> None:
        """`proxy` is the org's address. Raises StandInError for any that is not loopback over plain http."""
        target = loopback(proxy)
        self.url = proxy.rstrip("/")
        self._host = target.hostname or ""
        self._port = target.port or 80
        self._timeout = timeout
        self._patience = patience or Patience()
        self._resting: list[http.client.HTTPConnection] = []
        self._lock = threading.Lock()

    def close(self) -> None:
        """Close what rests."""
        with self._lock:
            while self._resting:
                self._resting.pop().close()

    def call(
        self,
        sdk: Sdk,
        method: str,
        path: str,
        *,
        headers: Mapping[str, str],
        body: Json = None,
        form: str | None = None,
        keeps_port: bool | None = None,
    ) -> Answer:
        """One call as `sdk` makes it, with `body` as JSON or a ready `form`. Raises ApiError, OperationError."""
        with_port = sdk in OLDER if keeps_port is None else keeps_port
        host = f"{self._bracketed}:{self._port}" if with_port else self._bracketed
        content, sent = None, {"Accept": "application/json", "Host": host, **headers}
        if body is not None:
            content, sent["Content-Type"] = json.dumps(body).encode(), "application/json"
        elif form is not None:
            content, sent["Content-Type"] = form.encode(), "application/x-www-form-urlencoded"
        sent["Proxy-Authorization"] = _NO_CREDENTIALS
        response, text = self._patiently(method, f"http://{host}{path}", content, sent)
        if response.status >= 300:
            raise ApiError(sdk, response.status, _reason(text))
        return Answer(_json(sdk, response, text), _next_page(response, path if sdk in OLDER else None))

    @property
    def _bracketed(self) -> str:
        return f"[{self._host}]" if ":" in self._host else self._host

    def _patiently(
        self, method: str, target: str, content: bytes | None, headers: dict[str, str]
    ) -> tuple[http.client.HTTPResponse, bytes]:
        for retry in range(self._patience.max_retries + 1):
            response, text = self._send(method, target, content, headers)
            if response.status != 429:
                return response, text
            wait = _seconds_to_wait(response)
            if retry < self._patience.max_retries:
                headers["X-Okta-Retry-For"] = response.headers.get("X-Okta-Request-Id", "")
                headers["X-Okta-Retry-Count"] = str(retry + 1)
                self._patience.sleep(min(wait, self._patience.max_wait_seconds))
        # The status and Okta's reason are lost in every SDK.
        raise OperationError("too many requests")

    def _send(
        self, method: str, target: str, content: bytes | None, headers: Mapping[str, str]
    ) -> tuple[http.client.HTTPResponse, bytes]:
        with self._lock:
            connection = self._resting.pop() if self._resting else None
        if connection is not None:
            try:
                return self._exchange(connection, method, target, content, headers)
            except _BROKEN as error:
                # The org may have closed a connection that rested; what can't do harm twice goes out on a new one.
                if method not in _REPEATABLE:
                    raise OperationError(_failure(method, target, error)) from error
        connection = http.client.HTTPConnection(self._host, self._port, timeout=self._timeout)
        try:
            return self._exchange(connection, method, target, content, headers)
        except _BROKEN as error:
            raise OperationError(_failure(method, target, error)) from error

    def _exchange(
        self,
        connection: http.client.HTTPConnection,
        method: str,
        target: str,
        content: bytes | None,
        headers: Mapping[str, str],
    ) -> tuple[http.client.HTTPResponse, bytes]:
        try:
            connection.putrequest(method, target, skip_host=True, skip_accept_encoding=True)
            for name, value in headers.items():
                connection.putheader(name, value)
            if content is not None or method in ("POST", "PUT"):
                connection.putheader("Content-Length", str(len(content or b"")))
            connection.endheaders(content)
            response = connection.getresponse()
            text = response.read()
        except _BROKEN:
            connection.close()
            raise
        with self._lock:
            self._resting.append(connection)
        return response, text


def loopback(proxy: str) -> urllib.parse.SplitResult:
    """The parts of a loopback address over plain http. Raises StandInError for any other."""
    if not proxy:
        raise StandInError(
            f"{_LOOPBACK_ONLY}No address is given. Set OKTA_HTTP_PROXY to the simulated org's, "
            "or install the official okta plugin to reach a real org."
        )
    try:
        target = urllib.parse.urlsplit(proxy)
        is_loopback = target.scheme == "http" and target.port != 0 and _is_loopback(target.hostname or "")
    except ValueError:
        target, is_loopback = urllib.parse.SplitResult("", "", "", "", ""), False
    if not is_loopback:
        # Only the host: an address may hold a password.
        raise StandInError(
            f"{_LOOPBACK_ONLY}The address given is no such one (host {target.hostname!r}). "
            "Write one like http://127.0.0.1:8080, or install the official okta plugin to reach a real org."
        )
    return target


def _is_loopback(host: str) -> bool:
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def _failure(method: str, target: str, error: Exception) -> str:
    return f'{method} "{target}": {str(error) or type(error).__name__}'


def _reason(text: bytes) -> Json:
    try:
        return json.loads(text)
    except ValueError:
        return None


def _json(sdk: Sdk, response: http.client.HTTPResponse, text: bytes) -> Json:
    if not text:
        return None
    kind = response.headers.get("Content-Type", "")
    if "application/json" not in kind:
        raise OperationError(
            f"could not build a response for type: {kind}" if sdk in OLDER else "undefined response type"
        )
    try:
        return json.loads(text)
    except ValueError as error:
        # Go's parser would say it in other words.
        raise OperationError(str(error)) from None


def _seconds_to_wait(response: http.client.HTTPResponse) -> float:
    """Until the limit is reset. Raises OperationError where a header is missing, which ends the attempts."""
    try:
        date = email.utils.parsedate_to_datetime(response.headers.get("Date", "")).timestamp()
    except ValueError as error:
        raise OperationError(f"Date header is missing or invalid: {error}") from None
    try:
        reset = int(response.headers.get("X-Rate-Limit-Reset", ""))
    except ValueError as error:
        raise OperationError(f"X-Rate-Limit-Reset header is missing or invalid: {error}") from None
    return max(0.0, reset - date + 1)


def _next_page(response: http.client.HTTPResponse, path: str | None) -> str | None:
    """The next page's target; the v2 SDK merges the query of the current one (`path`) into it."""
    for link in response.headers.get_all("Link") or ():
        for part in link.split(","):
            if 'rel="next"' in part:
                next_page = urllib.parse.urlsplit(part.partition("<")[2].partition(">")[0])
                query = dict(urllib.parse.parse_qsl(next_page.query))
                if path is not None:
                    query = dict(urllib.parse.parse_qsl(urllib.parse.urlsplit(path).query)) | query
                return f"{next_page.path}?{urllib.parse.urlencode(sorted(query.items()))}"
    return None
