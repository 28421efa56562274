"""The figures of an org of 10,000 users, asked over HTTP from another process."""

from __future__ import annotations

import statistics
from pathlib import Path

import httpx

from jamf_connect_okta.simulated_org.serving import process

from .figure import Figure
from .large_org import GROUPS, USERS, large_org, login
from .management_calls import Calls
from .timing import RUNS, median_seconds, seconds

_ROUNDS = 25
_SIZE = f"{USERS:,} users"


def figures() -> list[Figure]:
    """Measures them in one org, which is new and ends with them."""
    with large_org() as state_dir:
        return [_management_calls(state_dir), _restart(state_dir)]


def _management_calls(state_dir: Path) -> Figure:
    """One client, one call at a time."""
    with _client(state_dir) as okta:
        calls = Calls(okta)
        calls.make_rounds(1)
        rates = []
        for _ in range(RUNS):
            before = calls.made
            taken = seconds(lambda: calls.make_rounds(_ROUNDS))
            rates.append((calls.made - before) / taken)
    return Figure(f"mixed management calls, {_SIZE}", statistics.median(rates), 400, "a second", "at least")


def _restart(state_dir: Path) -> Figure:
    """From the order to stop to the first answer."""

    def restart() -> None:
        process.stop(state_dir)
        with _client(state_dir) as okta:
            okta.get(f"/api/v1/users/{login(USERS)}").raise_for_status()

    return Figure(f"restart, {_SIZE} in {GROUPS} groups", median_seconds(restart), 3, "s")


def _client(state_dir: Path) -> httpx.Client:
    address = process.start(state_dir)
    headers = {"Authorization": f"SSWS {address.token}"}
    return httpx.Client(base_url=address.base_url, headers=headers, timeout=20, trust_env=False)
