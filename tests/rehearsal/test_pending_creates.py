"""What exists of the creates that a killed deployment had begun."""

from pathlib import Path
from typing import Any

import httpx
import pytest

from jamf_connect_okta.rehearsal.engine import Engine
from jamf_connect_okta.rehearsal.errors import RehearsalError
from jamf_connect_okta.rehearsal.pending_creates import pending_creates


class StoppedEngine(Engine):
    """An engine whose state is at hand, so that nothing has to run."""

    operations: list[dict[str, Any]]

    def export(self) -> dict[str, Any]:
        return {"deployment": {"pending_operations": self.operations}}


@pytest.fixture
def stopped_engine(tmp_path: Path) -> StoppedEngine:
    engine = StoppedEngine(tmp_path, "dev", tmp_path / "state", {})
    object.__setattr__(engine, "operations", [])
    return engine


@pytest.fixture
def org() -> httpx.Client:
    """An org with one app on one policy that has one rule."""
    answers: dict[str, Any] = {
        "/api/v1/apps": [{"id": "0oa1", "label": "Password check"}, {"id": "0oa2", "label": "Password check 2"}],
        "/api/v1/apps/0oa1/grants": [{"id": "oag1", "scopeId": "okta.users.read"}],
        "/api/v1/apps/0oa1/groups": [],
        "/api/v1/apps/0oa1/users/00u1": {"id": "00u1"},
        "/api/v1/policies": [{"id": "rst1", "name": "Password only"}],
        "/api/v1/policies/rst1/rules": [{"id": "rul1", "name": "Password"}],
    }

    def answer(request: httpx.Request) -> httpx.Response:
        known = request.url.path in answers
        return httpx.Response(200 if known else 404, json=answers.get(request.url.path, {"errorCode": "E0000007"}))

    return httpx.Client(base_url="http://127.0.0.1", transport=httpx.MockTransport(answer))


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
        ("okta:app/user:User", {"appId": "0oa1", "userId": "00u2"}, ()),
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
        "another user's assignment is none",
    ],
)
def test_what_exists_of_a_pending_create(
    stopped_engine: StoppedEngine, org: httpx.Client, kind: str, inputs: dict[str, object], found: tuple[str, ...]
) -> None:
    stopped_engine.operations.extend(creating(kind, **inputs))
    assert [create.matches for create in pending_creates(stopped_engine, org)] == [found]


def test_an_org_that_fails_is_no_org_without_the_object(stopped_engine: StoppedEngine) -> None:
    transport = httpx.MockTransport(lambda _: httpx.Response(503))
    stopped_engine.operations.extend(creating("okta:app/oAuth:OAuth", label="Password check"))
    with (
        httpx.Client(base_url="http://127.0.0.1", transport=transport) as org,
        pytest.raises(RehearsalError, match="503; what exists there is unknown"),
    ):
        pending_creates(stopped_engine, org)


def test_a_pending_delete_is_no_pending_create(stopped_engine: StoppedEngine, org: httpx.Client) -> None:
    stopped_engine.operations.extend([{"type": "deleting", "resource": {"urn": "u::x", "type": "t"}}])
    assert pending_creates(stopped_engine, org) == []
