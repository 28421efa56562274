"""What was deleted behind the plugin's back: what a refresh, an update and a deletion then do."""

from dataclasses import dataclass

import httpx
import pytest

from jamf_connect_okta.stand_in.errors import OperationError

from .by_hand import WITHOUT_APP, WITHOUT_POLICY, Event, Ids, call
from .recorded_org import Json, Managed

GONE = "reads as gone"
DRIFT = "drift"
FINE = ""


@dataclass(frozen=True)
class Case:
    """Who looks, what somebody deleted, and the outcomes: GONE, DRIFT, FINE or what the failure says."""

    name: str
    deleted: str
    event: Event
    refresh: str
    update: str
    delete: str

    def __str__(self) -> str:
        return f"{self.name} without its {self.deleted}"


CASES = [
    Case(
        "app",
        "app",
        WITHOUT_APP,
        refresh="failed to get OAuth application: 404 Not Found",
        update="failed to update OAuth application: 404 Not Found",
        delete="failed to delete OAuth application: the API returned an error: Not found",
    ),
    Case(
        "scopes",
        "app",
        WITHOUT_APP,
        refresh="failed to get application scope consent grants: the API returned an error: Not found",
        update="failed to get application scope consent grants: the API returned an error: Not found",
        delete=FINE,
    ),
    Case("scopes", "grant", call("DELETE /api/v1/apps/{app}/grants/{grant}"), DRIFT, FINE, FINE),
    Case(
        "groups",
        "app",
        WITHOUT_APP,
        refresh=GONE,
        update="failed to add/update group assignment: the API returned an error: Not found",
        delete=FINE,
    ),
    Case("groups", "assignment", call("DELETE /api/v1/apps/{app}/groups/{group}"), DRIFT, FINE, FINE),
    Case(
        "user",
        "app",
        WITHOUT_APP,
        refresh=GONE,
        update="failed to get application by ID: the API returned an error: Not found",
        delete="failed to delete application's user: the API returned an error: Not found",
    ),
    Case(
        "user",
        "assignment",
        call("DELETE /api/v1/apps/{app}/users/{user}"),
        refresh=GONE,
        update="failed to update application's user: the API returned an error: Not found",
        delete="failed to delete application's user: the API returned an error: Not found",
    ),
    Case(
        "policy",
        "policy",
        WITHOUT_POLICY,
        refresh="failed to read access policy: 404 Not Found",
        update="failed to update access policy: 404 Not Found",
        delete="failed to delete access policy: 404 Not Found",
    ),
    *(
        Case(
            "rule",
            deleted,
            event,
            refresh=GONE,
            update="failed to update app sign on policy rule: the API returned an error: Not found",
            delete="failed to delete app sign-on policy rule: the API returned an error: Not found",
        )
        for deleted, event in (
            ("rule", call("DELETE /api/v1/policies/{policy}/rules/{rule}")),
            ("policy", WITHOUT_POLICY),
        )
    ),
    Case(
        "session",
        "policy",
        call("DELETE /api/v1/policies/{session}"),
        refresh=GONE,
        update="failed to update sign-on policy: the API returned an error: Not found",
        delete="failed to delete sign-on policy: the API returned an error: Not found",
    ),
    *(
        Case(
            "session-rule",
            deleted,
            event,
            refresh=GONE,
            update="failed to update sign-on policy rule: the API returned an error: Not found",
            # The rule is looked for before.
            delete=FINE,
        )
        for deleted, event in (
            ("rule", call("DELETE /api/v1/policies/{session}/rules/{session-rule}")),
            ("policy", call("DELETE /api/v1/policies/{session}")),
        )
    ),
]
"""Read from the provider's source: which of them pass over a 404, and where they put what into words."""

CHANGES: dict[str, Json] = {
    "app": {"label": "Other"},
    "scopes": {},
    "groups": {},
    "user": {"username": "alice"},
    "policy": {"description": "Other"},
    "rule": {"name": "Other"},
    "session": {"description": "Other"},
    "session-rule": {"sessionIdle": 60},
}
each_case = pytest.mark.parametrize("case", CASES, ids=str)


@pytest.fixture
def left(case: Case, everything: dict[str, Managed], ids: Ids, okta: httpx.Client) -> Managed:
    """The resource in question, after the event."""
    case.event(okta, ids)
    return everything[case.name]


def test_every_type_has_its_cases(everything: dict[str, Managed]) -> None:
    assert {case.name for case in CASES} == set(everything)


@each_case
def test_a_refresh(case: Case, left: Managed) -> None:
    if case.refresh == GONE:
        assert left.refresh() is None
    elif case.refresh == DRIFT:
        assert left.refresh() is not None
        assert left.diff() != {}
    else:
        with pytest.raises(OperationError, match=case.refresh):
            left.refresh()


@each_case
def test_an_update_without_a_refresh(case: Case, left: Managed) -> None:
    failure = left.update(**CHANGES[case.name]).failure
    if case.update == FINE:
        assert failure == ""
        assert left.refresh() is not None
        assert left.diff() == {}
    else:
        assert case.update in failure


@each_case
def test_a_deletion(case: Case, left: Managed) -> None:
    if case.delete == FINE:
        left.delete()
    else:
        with pytest.raises(OperationError, match=case.delete):
            left.delete()


def test_an_app_that_is_gone_is_asked_for_again_and_again(
    everything: dict[str, Managed], ids: Ids, okta: httpx.Client
) -> None:
    """Okta may be late: attempts to deactivate it, until twenty seconds are over."""
    WITHOUT_APP(okta, ids)
    app = everything["app"]
    with pytest.raises(OperationError):
        app.delete()
    assert set(app.org.calls) == {f"POST /api/v1/apps/{app.id}/lifecycle/deactivate"}
    assert sum(app.org.waits[:-1]) <= 20 < sum(app.org.waits)


def test_an_app_that_is_gone_can_not_be_switched_off(
    everything: dict[str, Managed], ids: Ids, okta: httpx.Client
) -> None:
    WITHOUT_APP(okta, ids)
    failure = everything["app"].update(status="INACTIVE").failure
    assert "the API returned an error: Not found" in failure
    assert ", Status: 404 Not Found" in failure
