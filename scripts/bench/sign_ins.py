"""The figures of people who sign in: ROPG over HTTP, and policy evaluations in this process."""

from __future__ import annotations

import http.client
import statistics
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from urllib.parse import urlencode, urlsplit

import httpx

from jamf_connect_okta.simulated_org.core.org import Org
from jamf_connect_okta.simulated_org.policy_evaluation.attempt import Attempt, groups_of_user
from jamf_connect_okta.simulated_org.policy_evaluation.evaluation import evaluate
from jamf_connect_okta.simulated_org.seed.seed import load_seed
from jamf_connect_okta.simulated_org.serving import process
from jamf_connect_okta.simulated_org.serving.state_dir import StateDir

from .deployed import deploy
from .figure import Figure
from .timing import RUNS, seconds

_RATE = 300
_REQUESTS = 900
_CONNECTIONS = 4
_EVALUATIONS = 100_000
_LOGIN, _PASSWORD = "alice@acme.example", "Alice-Rehearsal-1"


@dataclass(frozen=True)
class _Ropg:
    """Where passwords are checked, and the form that does it."""

    base_url: str
    client_id: str

    def connection(self) -> http.client.HTTPConnection:
        return http.client.HTTPConnection(urlsplit(self.base_url).netloc, timeout=20)

    def check(self, connection: http.client.HTTPConnection) -> None:
        form = {"grant_type": "password", "client_id": self.client_id, "scope": "openid profile email"}
        body = urlencode({**form, "username": _LOGIN, "password": _PASSWORD})
        headers = {"Content-Type": "application/x-www-form-urlencoded"}
        connection.request("POST", "/oauth2/v1/token", body, headers)
        answer = connection.getresponse()
        content = answer.read()
        if answer.status != 200:
            raise RuntimeError(f"ROPG answered {answer.status}: {content.decode()}")


def figures() -> list[Figure]:
    """Measures them in one org with the policies of a stack, which ends with them."""
    with TemporaryDirectory() as folder:
        with _deployed(Path(folder)) as ropg:
            rate = statistics.median(_most(ropg) for _ in range(RUNS))
            slowest = statistics.median(_p99(ropg) for _ in range(RUNS))
        taken = _evaluations(StateDir(Path(folder)).state)
    return [
        Figure("ROPG requests", rate, _RATE, "a second", "at least"),
        Figure(f"ROPG's 99th percentile at {_RATE // 2} a second", slowest * 1000, 50, "ms"),
        Figure(f"{_EVALUATIONS:,} policy evaluations", taken, 5, "s"),
    ]


@contextmanager
def _deployed(state_dir: Path) -> Iterator[_Ropg]:
    address = process.start(state_dir, seed=load_seed())
    try:
        headers = {"Authorization": f"SSWS {address.token}"}
        with httpx.Client(base_url=address.base_url, headers=headers, trust_env=False) as okta:
            yield _Ropg(address.base_url, deploy(okta))
    finally:
        process.stop(state_dir)


def _most(ropg: _Ropg) -> float:
    """Requests a second over a few connections, each with one request at a time."""

    def check_all(_: int) -> None:
        connection = ropg.connection()
        for _ in range(_REQUESTS // _CONNECTIONS):
            ropg.check(connection)
        connection.close()

    with ThreadPoolExecutor(_CONNECTIONS) as pool:
        return _REQUESTS / seconds(lambda: list(pool.map(check_all, range(_CONNECTIONS))))


def _p99(ropg: _Ropg) -> float:
    """Seconds from when a request was due to its answer, so that a queue counts as well."""
    started = time.perf_counter() + 0.05

    def check_some(first: int) -> list[float]:
        connection, waited = ropg.connection(), []
        for number in range(first, _REQUESTS // 2, _CONNECTIONS):
            due = started + number * 2 / _RATE
            time.sleep(max(0.0, due - time.perf_counter()))
            ropg.check(connection)
            waited.append(time.perf_counter() - due)
        connection.close()
        return waited

    with ThreadPoolExecutor(_CONNECTIONS) as pool:
        waited = [one for some in pool.map(check_some, range(_CONNECTIONS)) for one in some]
    return statistics.quantiles(waited, n=100)[-1]


def _evaluations(state_file: Path) -> float:
    org = Org.open(state_file)
    try:
        (user,) = org.store.find("user", "login", _LOGIN)
        app = next(app for app in org.store.all("app") if app["document"]["label"] == "Bench")
        attempt = Attempt(user=user, group_ids=groups_of_user(org, user["id"]), app=app, address="203.0.113.7")

        def evaluate_all() -> None:
            for _ in range(_EVALUATIONS):
                evaluate(org, attempt)

        return seconds(evaluate_all)
    finally:
        org.close()
