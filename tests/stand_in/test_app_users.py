"""People assigned to an app."""

import httpx
import pytest

from jamf_connect_okta.stand_in.app_user import AppUser
from jamf_connect_okta.stand_in.errors import OperationError

from .recorded_org import Json, Managed, RecordedOrg, imported
from .scripted_server import ScriptedServer

USER = AppUser()


@pytest.fixture
def assignment(org: RecordedOrg, app_id: str, alice: Json) -> Managed:
    return Managed(USER, org, appId=app_id, userId=alice["id"], username="alice@acme.example")


@pytest.mark.usefixtures("assignment")
def test_a_person_is_assigned_in_the_official_order(org: RecordedOrg, app_id: str, alice: Json) -> None:
    path = f"/api/v1/apps/{app_id}"
    assert org.calls == [f"GET {path}", f"POST {path}/users", f"GET {path}", f"GET {path}/users/{alice['id']}"]
    assert org.bodies[1] == {
        "id": alice["id"],
        "credentials": {"userName": "alice@acme.example", "password": {}},
    }


def test_the_profile_that_okta_fills_in_is_no_change(assignment: Managed) -> None:
    assert assignment.state["profile"] != "{}"
    assert assignment.diff() == {}


def test_neither_id_of_an_assignment_replaces_it(assignment: Managed) -> None:
    assert assignment.diff(appId="0oaOther", userId="00uOther") == {"appId": "UPDATE", "userId": "UPDATE"}


def test_another_username_is_posted_to_the_assignment(
    org: RecordedOrg, assignment: Managed, app_id: str, alice: Json
) -> None:
    assignment.update(username="alice")
    path = f"/api/v1/apps/{app_id}"
    assert org.calls[:2] == [f"GET {path}", f"POST {path}/users/{alice['id']}"]
    assert assignment.state["username"] == "alice"


def test_an_assignment_needs_a_username(org: RecordedOrg, app_id: str, alice: Json) -> None:
    with pytest.raises(OperationError, match="'username' is required"):
        Managed(USER, org, appId=app_id, userId=alice["id"])


def test_an_app_with_one_username_for_all_takes_no_other(server: ScriptedServer, scripted_org: RecordedOrg) -> None:
    server.answer("GET /api/v1/apps/0oa1", {"credentials": {"scheme": "SHARED_USERNAME_AND_PASSWORD"}})
    server.answer("POST /api/v1/apps/0oa1/users", {"id": "00u1"})
    server.answer("GET /api/v1/apps/0oa1/users/00u1", {"id": "00u1", "credentials": {"userName": "shared"}})
    with pytest.raises(OperationError, match="'username' should not be set"):
        Managed(USER, scripted_org, appId="0oa1", userId="00u1", username="alice")
    person = Managed(USER, scripted_org, appId="0oa1", userId="00u1")
    assert person.state["hasSharedUsername"] is True
    assert person.diff() == {}


def test_a_person_without_credentials_can_not_be_read(server: ScriptedServer, scripted_org: RecordedOrg) -> None:
    server.answer("GET /api/v1/apps/0oa1/users/00u1", {"id": "00u1"})
    with pytest.raises(KeyError, match="credentials"):
        imported(USER, scripted_org, "0oa1/00u1")


def test_a_person_who_was_taken_away_is_gone(okta: httpx.Client, assignment: Managed, app_id: str, alice: Json) -> None:
    okta.delete(f"/api/v1/apps/{app_id}/users/{alice['id']}").raise_for_status()
    assert assignment.refresh() is None
    with pytest.raises(OperationError, match="failed to delete application's user"):
        assignment.delete()


def test_an_assignment_can_be_retained(org: RecordedOrg, app_id: str, alice: Json) -> None:
    assignment = Managed(
        USER, org, appId=app_id, userId=alice["id"], username="alice@acme.example", retainAssignment=True
    )
    assignment.delete()
    assert org.calls == []


def test_a_person_is_imported_by_both_ids(org: RecordedOrg, assignment: Managed, app_id: str, alice: Json) -> None:
    state, inputs = imported(USER, org, f"{app_id}/{alice['id']}")
    assert state["id"] == alice["id"]
    assert {"appId", "userId", "username"} <= set(inputs)
    assert Managed.adopted(USER, org, state, assignment.inputs).diff() == {}


def test_an_import_needs_both_ids(org: RecordedOrg) -> None:
    with pytest.raises(OperationError, match="Use: terraform import <app_id>/<user_id>"):
        imported(USER, org, "0oa1")
