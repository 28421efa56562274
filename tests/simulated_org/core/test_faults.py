"""Faults, which hit chosen calls once they are switched on."""

from __future__ import annotations

import time
from dataclasses import asdict
from pathlib import Path

import httpx
import pytest

from jamf_connect_okta.simulated_org.core.faults import Cut, Latency, Refusal, SlowBody
from jamf_connect_okta.simulated_org.expression_language.unknowns import GroupsClaimUnknowns
from jamf_connect_okta.simulated_org.serving.process import start, stop
from jamf_connect_okta.simulated_org.serving.running import RunningOrg
from jamf_connect_okta.simulated_org.serving.switches import Switches

from ..conftest import native_app, ok, refused

SWITCHES = "/simulated-org/switches"
ME = "/api/v1/users/me"


def statuses(okta: httpx.Client, path: str, times: int) -> list[int]:
    return [okta.get(path).status_code for _ in range(times)]


def test_a_refusal_hits_the_counted_calls_only(org: RunningOrg, okta: httpx.Client) -> None:
    org.org.faults.switch_on(Refusal(path="/api/v1/users/*", status=503, skip=1, times=2))
    assert statuses(okta, ME, 5) == [200, 503, 503, 200, 200]


def test_a_fault_leaves_other_paths_and_methods_alone(org: RunningOrg, okta: httpx.Client) -> None:
    org.org.faults.switch_on(Refusal(path="/api/v1/apps*", method="POST", status=500))
    assert ok(okta.get(ME))
    assert okta.get("/api/v1/apps").status_code == 200
    refused(okta.post("/api/v1/apps", json=native_app()), 500, "E0000009")


@pytest.mark.parametrize("status", [429, 503])
def test_a_refused_call_changes_nothing(org: RunningOrg, okta: httpx.Client, status: int) -> None:
    before = org.org.store.all("app")
    org.org.faults.switch_on(Refusal.model_validate({"status": status, "method": "POST"}))
    assert okta.post("/api/v1/apps", json=native_app()).status_code == status
    assert org.org.store.all("app") == before


def test_a_cut_connection_loses_the_answer_but_not_the_change(org: RunningOrg, okta: httpx.Client) -> None:
    org.org.faults.switch_on(Cut(path="/api/v1/apps", times=1))
    with pytest.raises(httpx.TransportError):
        okta.post("/api/v1/apps", json=native_app())
    assert "Jamf Connect" in {app["label"] for app in ok(okta.get("/api/v1/apps"))}


def test_latency_delays_the_answer(org: RunningOrg, okta: httpx.Client) -> None:
    org.org.faults.switch_on(Latency(path=ME, seconds=0.2))
    began = time.monotonic()
    assert ok(okta.get(ME))
    assert time.monotonic() - began >= 0.2


def test_a_slow_body_comes_after_its_headers_and_is_whole(org: RunningOrg, okta: httpx.Client) -> None:
    whole = okta.get(ME).content
    org.org.faults.switch_on(SlowBody(path=ME, seconds=0.3))
    with okta.stream("GET", ME) as answer:
        headers_came = time.monotonic()
        content = answer.read()
    assert time.monotonic() - headers_came >= 0.2
    assert content == whole


def test_a_patient_client_only_outlasts_a_slow_body(org: RunningOrg, okta: httpx.Client) -> None:
    org.org.faults.switch_on(SlowBody(path=ME, seconds=3, times=1))
    with pytest.raises(httpx.ReadTimeout):
        okta.get(ME, timeout=0.1)
    assert ok(okta.get(ME))


def test_the_log_tells_a_fault_from_a_real_failure(org: RunningOrg, okta: httpx.Client) -> None:
    org.org.faults.switch_on(Refusal(status=500))
    okta.get(ME)
    assert org.org.log.entries[-1]["faults"] == ["refusal"]


def test_switches_of_a_running_process_are_set_over_http(tmp_path: Path) -> None:
    address = start(tmp_path)
    headers = {"Authorization": f"SSWS {address.token}"}
    try:
        with httpx.Client(base_url=address.base_url, headers=headers, trust_env=False) as okta:
            fault = {"kind": "refusal", "status": 503, "path": ME, "times": 1}
            shown = ok(okta.put(SWITCHES, json={"rate_limits": True, "faults": [fault]}))
            assert (shown["rate_limits"], shown["faults"][0]["status"]) == (True, 503)
            assert statuses(okta, ME, 2) == [503, 200]
            assert okta.get(ME).headers["X-Rate-Limit-Limit"] == "1000"
    finally:
        stop(tmp_path)


def test_what_a_put_leaves_out_is_switched_off(org: RunningOrg, okta: httpx.Client) -> None:
    org.org.faults.switch_on(Refusal(status=503))
    org.org.rate_limits.enforced = True
    assert ok(okta.put(SWITCHES, json={})) == Switches().model_dump(mode="json")
    assert ok(okta.get(ME))


def test_what_groups_claims_leave_open_is_a_switch_of_the_org(org: RunningOrg, okta: httpx.Client) -> None:
    shown = ok(okta.put(SWITCHES, json={"unknowns": {"groups_claim": {"regex_covers_whole_names": False}}}))
    assert org.org.unknowns.groups_claim == GroupsClaimUnknowns(regex_covers_whole_names=False)
    assert shown["unknowns"]["groups_claim"] == asdict(org.org.unknowns.groups_claim)


@pytest.mark.parametrize(
    "switches",
    [
        {"fault": []},
        {"faults": [{"kind": "earthquake"}]},
        {"faults": [{"kind": "refusal", "status": 200}]},
        {"faults": [{"kind": "latency", "seconds": -1}]},
        {"faults": [{"kind": "cut", "times": 0}]},
        {"unknowns": {"groups_claim": {"regex_covers_whole_name": False}}},
    ],
)
def test_a_switch_that_does_not_exist_is_refused(okta: httpx.Client, switches: dict[str, object]) -> None:
    refused(okta.put(SWITCHES, json=switches), 400, "E0000001")
    assert ok(okta.get(SWITCHES))["faults"] == []


def test_switches_need_the_api_token(org: RunningOrg) -> None:
    refused(httpx.put(f"{org.base_url}{SWITCHES}", json={}, trust_env=False), 401, "E0000011")
