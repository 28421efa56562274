"""What a killed deployment leaves behind."""

import json
import os
import socket
import subprocess
from pathlib import Path
from typing import Any

import httpx
import pytest

from jamf_connect_okta.rehearsal.engine import Engine
from jamf_connect_okta.rehearsal.interrupted import pending_creates, release_dead_locks


class StoppedEngine(Engine):
    """An engine whose state is at hand, so that nothing has to run."""

    operations: list[dict[str, Any]]
    cancelled: bool

    def export(self) -> dict[str, Any]:
        return {"deployment": {"pending_operations": self.operations}}

    def cancel(self) -> None:
        object.__setattr__(self, "cancelled", True)


@pytest.fixture
def stopped_engine(tmp_path: Path) -> StoppedEngine:
    engine = StoppedEngine(tmp_path, "dev", tmp_path / "state", {})
    object.__setattr__(engine, "operations", [])
    object.__setattr__(engine, "cancelled", False)
    return engine


@pytest.fixture
def org() -> httpx.Client:
    """An org with one app on one policy that has one rule."""
    answers: dict[str, Any] = {
        "/api/v1/apps": [{"id": "0oa1", "label": "Password check"}, {"id": "0oa2", "label": "Password check 2"}],
        "/api/v1/apps/0oa1/grants": [{"id": "oag1", "scopeId": "okta.users.read"}],
        "/api/v1/apps/0oa1/groups": [],
        "/api/v1/apps/0oa1/users": [{"id": "00u1"}],
        "/api/v1/policies": [{"id": "rst1", "name": "Password only"}],
        "/api/v1/policies/rst1/rules": [{"id": "rul1", "name": "Password"}],
    }
    transport = httpx.MockTransport(lambda request: httpx.Response(200, json=answers[request.url.path]))
    return httpx.Client(base_url="http://127.0.0.1", transport=transport)


def creating(kind: str, **inputs: object) -> list[dict[str, Any]]:
    resource = {
        "urn": f"urn:pulumi:dev::jamf-connect-okta::{kind}::thing",
        "type": kind,
        "parent": "urn:parent",
        "inputs": inputs,
    }
    return [{"type": "creating", "resource": resource}]


@pytest.mark.parametrize(
    ("kind", "inputs", "found"),
    [
        ("okta:app/oAuth:OAuth", {"label": "Password check"}, ("0oa1",)),
        ("okta:app/oAuth:OAuth", {"label": "Password"}, ()),
        ("okta:index/appSignonPolicy:AppSignonPolicy", {"name": "Password only"}, ("rst1",)),
        (
            "okta:index/appSignonPolicyRule:AppSignonPolicyRule",
            {"policyId": "rst1", "name": "Password"},
            ("rst1/rul1",),
        ),
        ("okta:policy/signon:Signon", {"name": "Another"}, ()),
        ("okta:index/appOauthApiScope:AppOauthApiScope", {"appId": "0oa1"}, ("0oa1",)),
        ("okta:index/appGroupAssignments:AppGroupAssignments", {"appId": "0oa1"}, ()),
        ("okta:app/user:User", {"appId": "0oa1", "userId": "00u1"}, ("0oa1/00u1",)),
    ],
    ids=[
        "an app of that label",
        "no app that only begins like it",
        "a policy of that name",
        "a rule, by its policy and itself",
        "no policy of that name",
        "grants of that app",
        "no groups yet",
        "that user's assignment",
    ],
)
def test_what_exists_of_a_pending_create(
    stopped_engine: StoppedEngine, org: httpx.Client, kind: str, inputs: dict[str, object], found: tuple[str, ...]
) -> None:
    stopped_engine.operations.extend(creating(kind, **inputs))
    assert [create.matches for create in pending_creates(stopped_engine, org)] == [found]


def test_a_pending_delete_is_no_pending_create(stopped_engine: StoppedEngine, org: httpx.Client) -> None:
    stopped_engine.operations.extend([{"type": "deleting", "resource": {"urn": "u::x", "type": "t"}}])
    assert pending_creates(stopped_engine, org) == []


def lock(engine: Engine, **content: object) -> None:
    folder = engine.state / ".pulumi" / "locks" / "organization" / "jamf-connect-okta" / "dev"
    folder.mkdir(parents=True)
    (folder / "1.json").write_text(json.dumps(content))


def test_the_lock_of_a_dead_process_is_released(stopped_engine: StoppedEngine) -> None:
    with subprocess.Popen(["true"]) as gone:
        gone.wait()
    lock(stopped_engine, pid=gone.pid, hostname=socket.gethostname())
    assert release_dead_locks(stopped_engine)
    assert stopped_engine.cancelled


@pytest.mark.parametrize(
    "content",
    [{"pid": os.getpid(), "hostname": socket.gethostname()}, {"pid": 1, "hostname": "elsewhere"}],
    ids=["a running process", "a process on another machine"],
)
def test_a_lock_that_may_be_in_use_stays(stopped_engine: StoppedEngine, content: dict[str, object]) -> None:
    lock(stopped_engine, **content)
    assert not release_dead_locks(stopped_engine)
    assert not stopped_engine.cancelled
