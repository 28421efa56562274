"""Rate limits, which refuse calls once they are switched on."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import httpx
import pytest

from jamf_connect_okta.simulated_org.core.rate_limits import RateLimits
from jamf_connect_okta.simulated_org.serving.running import RunningOrg

from ..conftest import ok, refused

NOON = datetime(2026, 3, 2, 12, 0, 30, tzinfo=UTC)


@pytest.fixture
def limited(org: RunningOrg) -> RunningOrg:
    """The org with its limits switched on, half a minute past noon."""
    org.org.rate_limits.enforced = True
    org.org.clock = lambda: NOON
    return org


def list_apps(okta: httpx.Client, times: int) -> list[httpx.Response]:
    return [okta.get("/api/v1/apps") for _ in range(times)]


def test_limits_refuse_nothing_until_they_are_switched_on(okta: httpx.Client) -> None:
    answers = list_apps(okta, 102)
    assert {answer.status_code for answer in answers} == {200}
    assert answers[-1].headers["X-Rate-Limit-Remaining"] == "1"


def test_one_client_gets_half_of_a_bucket(limited: RunningOrg, okta: httpx.Client) -> None:
    *served, last = list_apps(okta, 51)
    assert {answer.status_code for answer in served} == {200}
    assert served[-1].headers["X-Rate-Limit-Remaining"] == "0"
    assert "too many requests" in refused(last, 429, "E0000047")
    assert (last.headers["X-Rate-Limit-Limit"], last.headers["X-Rate-Limit-Remaining"]) == ("50", "0")
    assert int(last.headers["X-Rate-Limit-Reset"]) == int(NOON.timestamp()) + 30


def test_the_next_minute_begins_with_a_full_bucket(limited: RunningOrg, okta: httpx.Client) -> None:
    list_apps(okta, 51)
    limited.org.clock = lambda: NOON + timedelta(seconds=30)
    assert ok(okta.get("/api/v1/apps"))


def test_a_refused_call_leaves_other_buckets_alone(limited: RunningOrg, okta: httpx.Client) -> None:
    list_apps(okta, 51)
    assert ok(okta.get("/api/v1/users/me"))


def test_clients_share_the_whole_bucket() -> None:
    limits = RateLimits()
    limits.enforced = True
    for client in ("alice", "bob"):
        assert not any(limits.count("GET", "/api/v1/apps", client, 0).exceeded for _ in range(50))
    assert limits.count("GET", "/api/v1/apps", "carol", 0).exceeded


@pytest.mark.parametrize(
    ("method", "path", "limit"),
    [
        ("PUT", "/api/v1/apps/0oa1/policies/rst1", 100),
        ("GET", "/api/v1/apps/0oa1", 500),
        ("GET", "/api/v1/groups", 500),
        ("GET", "/api/v1/groups/00g1", 1000),
        ("GET", "/api/v1/users/00u1", 2000),
        ("POST", "/api/v1/users/00u1", 1200),
        ("POST", "/api/v1/policies", 1200),
        ("POST", "/oauth2/v1/token", 2000),
    ],
)
def test_each_path_has_the_limit_that_okta_documents(method: str, path: str, limit: int) -> None:
    assert RateLimits().count(method, path, None, 0).limit == limit


def test_the_metadata_of_the_org_is_not_limited(limited: RunningOrg, okta: httpx.Client) -> None:
    left = {okta.get("/.well-known/okta-organization").headers["X-Rate-Limit-Remaining"] for _ in range(3)}
    assert len(left) == 1
