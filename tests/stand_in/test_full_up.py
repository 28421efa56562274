"""The calls of a whole `pulumi up`: those that the official plugin was seen to make, none more, in a possible order."""

import re
from collections import Counter

import pytest

from .engine_stack import TYPES, EngineStack

pytestmark = pytest.mark.engine

TRACES = {
    "policy": [
        "GET /.well-known/okta-organization",
        "POST /api/v1/policies",
        "GET /api/v1/policies/{policy}/rules",
        "GET /api/v1/policies/{policy}/rules",
        "PUT /api/v1/policies/{policy}/rules/{catch-all}",
    ],
    "rule": [
        "POST /api/v1/policies/{policy}/rules",
        "GET /api/v1/policies/{policy}/rules/{rule}",
    ],
    "app": [
        "POST /api/v1/apps",
        "POST /api/v1/internal/apps/{app}/settings/oauth/idToken",
        "PUT /api/v1/apps/{app}/policies/{policy}",
        "GET /api/v1/apps/{app}",
        "GET /api/v1/internal/apps/{app}/settings/oauth/idToken",
    ],
    "scopes": [
        "POST /api/v1/apps/{app}/grants",
        "GET /api/v1/apps/{app}/grants",
    ],
    "groups": [
        "PUT /api/v1/apps/{app}/groups/{group}",
        "GET /api/v1/apps/{app}/groups",
    ],
    "user": [
        "GET /api/v1/apps/{app}",
        "POST /api/v1/apps/{app}/users",
        "GET /api/v1/apps/{app}",
        "GET /api/v1/apps/{app}/users/{alice}",
    ],
    "session": [
        "POST /api/v1/policies",
        "POST /api/v1/policies/{session}/lifecycle/activate",
        "GET /api/v1/policies/{session}",
    ],
    "session-rule": [
        "POST /api/v1/policies/{session}/rules",
        "GET /api/v1/policies/{session}",
        "GET /api/v1/policies/{session}/rules/{session-rule}",
    ],
}
"""What each creation takes. Those of people's assignments and of rules of sessions are read from the source only.

Which kind of org it is, is asked once: by the policy, on which the others depend.
"""

SIGN_IN = ["GET /api/v1/users/me", "GET /api/v1/users/me"]
LOOKUPS = ["GET /api/v1/groups", "GET /api/v1/users", "GET /api/v1/zones"]
"""The program's own questions, whatever they are."""

AFTER = [
    ("policy", "rule"),
    ("policy", "app"),
    ("app", "scopes"),
    ("app", "groups"),
    ("app", "user"),
    ("session", "session-rule"),
]


@pytest.fixture
def calls(deployed: EngineStack) -> list[str]:
    """The calls of one deployment without their queries, by the names of what they are about."""
    resources = deployed.resources()
    names = {resources[name]["id"]: name for name in ("policy", "rule", "app", "session", "session-rule")}
    names |= {
        resources["policy"]["outputs"]["defaultRuleId"]: "catch-all",
        resources["groups"]["outputs"]["groups"][0]["id"]: "group",
        resources["user"]["id"]: "alice",
    }
    return [re.sub(r"\w{20}", lambda id: f"{{{names[id[0]]}}}", call) for call in deployed.calls()]


def test_every_served_type_is_traced() -> None:
    assert set(TRACES) == set(TYPES)


def test_a_deployment_makes_the_official_calls_and_no_other(calls: list[str]) -> None:
    official = [call for trace in TRACES.values() for call in trace]
    assert Counter(calls) == Counter([*SIGN_IN, *LOOKUPS, *official])


def test_each_resource_is_created_in_the_official_order(calls: list[str]) -> None:
    for trace in TRACES.values():
        remaining = iter(calls)
        assert [call for call in trace if call in remaining] == trace


def test_nothing_is_called_before_the_sign_in(calls: list[str]) -> None:
    assert calls[:2] == SIGN_IN


def test_what_others_depend_on_is_there_before_they_are_written(calls: list[str]) -> None:
    for first, then in AFTER:
        written = next(call for call in TRACES[then] if not call.startswith("GET"))
        assert calls.index(TRACES[first][-1]) < calls.index(written), (first, then)
