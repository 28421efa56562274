"""Every served type through its life, run by the real engine."""

import gc
import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import httpx
import pulumi.automation as auto
import pytest

from .engine_stack import TYPES, EngineStack

pytestmark = pytest.mark.engine


@contextmanager
def failing(message: str) -> Iterator[None]:
    """An operation that fails with these words.

    The SDK then leaves an event loop behind that complains when it is collected, so that is done here.
    """
    with pytest.raises(auto.CommandError, match=message):
        yield
    gc.collect()


leaves_an_event_loop = pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")


def import_ids(stack: EngineStack) -> dict[str, str]:
    """What each resource would be imported by."""
    found = {}
    for name, resource in stack.resources().items():
        parent = {"rule": "policyId", "session-rule": "policyId", "user": "appId"}.get(name)
        found[name] = f"{resource['outputs'][parent]}/{resource['id']}" if parent else resource["id"]
    return found


def test_what_was_deployed_neither_changes_nor_drifts(deployed: EngineStack) -> None:
    assert deployed.preview() == {}
    assert deployed.refresh() == {}
    assert deployed.preview() == {}


@pytest.mark.parametrize(
    ("changes", "steps"),
    [
        ({"app": {"label": "Other"}}, {"app": "update"}),
        ({"scopes": {"scopes": ["okta.users.read", "okta.apps.read"]}}, {"scopes": "update"}),
        ({"user": {"username": "alice"}}, {"user": "update"}),
        ({"policy": {"description": "Other"}}, {"policy": "update"}),
        ({"rule": {"constraints": []}}, {"rule": "update"}),
        ({"session-rule": {"session_idle": 60}}, {"session-rule": "update"}),
        (
            {"session-rule": {"name": "Other"}},
            {"session-rule": "delete-replaced, replace, create-replacement"},
        ),
    ],
    ids=str,
)
def test_a_change_is_an_update_or_a_replacement(
    deployed: EngineStack, changes: dict[str, dict[str, Any]], steps: dict[str, str]
) -> None:
    deployed.changes = changes
    assert deployed.up() == steps
    assert deployed.preview() == {}


def test_everything_can_be_imported(deployed: EngineStack, make_stack: Callable[[str], EngineStack]) -> None:
    other = make_stack("other")
    for name, import_id in import_ids(deployed).items():
        other.adopt(TYPES[name], name, import_id)
    # What Okta does not tell: whether the secret is kept out, and what the catch-all rule was made to be.
    assert other.up() == {"app": "update", "policy": "update"}
    assert other.preview() == {}
    assert other.resources().keys() == deployed.resources().keys()


def test_everything_can_be_adopted_by_the_program(
    deployed: EngineStack, make_stack: Callable[[str], EngineStack]
) -> None:
    other = make_stack("other")
    other.import_ids = import_ids(deployed)
    steps = other.up()
    assert {name for name, step in steps.items() if step.startswith("import")} == set(TYPES)
    assert other.preview() == {}
    other.import_ids = {}
    assert other.preview() == {}


@leaves_an_event_loop
def test_a_failed_update_is_not_seen_again_before_a_refresh(deployed: EngineStack) -> None:
    deployed.changes = {"app": {"grant_types": ["password"]}}
    with failing("failed conditional validation"):
        deployed.up()
    before = len(deployed.calls())
    # The engine tries once more, and the plugin has nothing to do.
    assert deployed.up() == {"app": "update"}
    assert not [call for call in deployed.calls()[before:] if call.startswith(("PUT", "POST"))]
    deployed.refresh()
    with failing("failed conditional validation"):
        deployed.up()


def test_what_was_deleted_by_hand_is_dropped_by_a_refresh_and_created_anew(
    deployed: EngineStack, okta: httpx.Client
) -> None:
    resources = deployed.resources()
    policy, rule, session = (resources[name]["id"] for name in ("policy", "rule", "session"))
    # A policy takes its rules along.
    for path in (f"{policy}/rules/{rule}", session):
        okta.delete(f"/api/v1/policies/{path}").raise_for_status()
    assert deployed.refresh() == dict.fromkeys(["rule", "session", "session-rule"], "delete")
    assert deployed.preview() == dict.fromkeys(["rule", "session", "session-rule"], "create")
    assert deployed.up() == dict.fromkeys(["rule", "session", "session-rule"], "create")
    assert deployed.preview() == {}


def test_what_was_changed_by_hand_is_put_back_after_a_refresh(deployed: EngineStack, okta: httpx.Client) -> None:
    path = f"/api/v1/policies/{deployed.resources()['session']['id']}"
    okta.put(path, json=okta.get(path).json() | {"description": "Other"}).raise_for_status()
    assert deployed.preview() == {}
    assert deployed.refresh() == {"session": "update"}
    assert deployed.up() == {"session": "update"}
    assert okta.get(path).json()["description"] == "Passwords"


def test_names_that_the_program_leaves_out_are_made_up_once(stack: EngineStack, okta: httpx.Client) -> None:
    unnamed = ["policy", "rule", "session", "session-rule"]
    stack.changes = {name: {"name": None} for name in unnamed}
    stack.up()
    resources = stack.resources()
    for name in unnamed:
        assert re.fullmatch(rf"{name}-[0-9a-f]{{7}}", resources[name]["outputs"]["name"])
    policy = okta.get(f"/api/v1/policies/{resources['policy']['id']}").json()
    assert policy["name"] == resources["policy"]["outputs"]["name"]
    assert stack.preview() == {}
    assert stack.refresh() == {}


@leaves_an_event_loop
def test_an_app_that_was_deleted_by_hand_makes_a_refresh_fail(deployed: EngineStack, okta: httpx.Client) -> None:
    app = deployed.resources()["app"]["id"]
    okta.post(f"/api/v1/apps/{app}/lifecycle/deactivate").raise_for_status()
    okta.delete(f"/api/v1/apps/{app}").raise_for_status()
    with failing("failed to get OAuth application: 404 Not Found"):
        deployed.refresh()


def test_going_down_deletes_everything(deployed: EngineStack, okta: httpx.Client) -> None:
    assert deployed.destroy() == dict.fromkeys(TYPES, "delete")
    assert [app["label"] for app in okta.get("/api/v1/apps").json() if app["label"] == "Jamf Connect"] == []
    for kind in ("ACCESS_POLICY", "OKTA_SIGN_ON"):
        names = [policy["name"] for policy in okta.get(f"/api/v1/policies?type={kind}").json()]
        assert not {"Passwords", "Macs"} & set(names)
