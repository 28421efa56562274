"""A simulated org has the session policies of others that a stack's own stands behind."""

from typing import Any

import httpx
import pytest

from components.settings import Settings
from jamf_connect_okta.rehearsal.errors import RehearsalError
from jamf_connect_okta.rehearsal.other_session_policies import stand_behind_others
from tests.components.stacks import rehearsal


def wanting(priority: int) -> Settings:
    return rehearsal(sessionPolicy={"priority": priority})


def own_policies(okta: httpx.Client) -> list[dict[str, Any]]:
    policies = okta.get("/api/v1/policies?type=OKTA_SIGN_ON").raise_for_status().json()
    return [policy for policy in policies if not policy["system"]]


def given(okta: httpx.Client, priority: int) -> int:
    """The priority that Okta gives to a new policy which asks for one."""
    asked = {"type": "OKTA_SIGN_ON", "name": "Jamf Connect", "priority": priority}
    return int(okta.post("/api/v1/policies", json=asked).raise_for_status().json()["priority"])


@pytest.mark.parametrize("priority", [1, 2, 5])
def test_a_stack_s_policy_gets_its_priority(org_client: httpx.Client, priority: int) -> None:
    assert stand_behind_others(org_client, wanting(priority)) == priority - 1
    assert given(org_client, priority) == priority


def test_a_policy_that_exists_moves_behind_those_that_come_later(org_client: httpx.Client) -> None:
    assert given(org_client, 1) == 1
    stand_behind_others(org_client, wanting(2))
    [own, other] = own_policies(org_client)
    assert (own["name"], own["priority"], other["priority"]) == ("Jamf Connect", 1, 2)
    moved = org_client.put(f"/api/v1/policies/{own['id']}", json=own | {"priority": 2}).raise_for_status().json()
    assert moved["priority"] == 2


def test_they_are_for_nobody(org_client: httpx.Client) -> None:
    stand_behind_others(org_client, wanting(3))
    for policy in own_policies(org_client):
        [group] = policy["conditions"]["people"]["groups"]["include"]
        assert org_client.get(f"/api/v1/groups/{group}/users").raise_for_status().json() == []


def test_they_are_made_once(org_client: httpx.Client) -> None:
    stand_behind_others(org_client, wanting(3))
    assert stand_behind_others(org_client, wanting(2)) == 0
    assert stand_behind_others(org_client, wanting(4)) == 1
    assert len(own_policies(org_client)) == 3


def test_an_org_that_refuses_is_told_in_words() -> None:
    refusing = httpx.MockTransport(lambda _: httpx.Response(429, text="Too many requests"))
    with (
        httpx.Client(base_url="http://127.0.0.1", transport=refusing) as okta,
        pytest.raises(
            RehearsalError, match=r"answer to GET /api/v1/policies\?type=OKTA_SIGN_ON was 429: Too many requests\."
        ),
    ):
        stand_behind_others(okta, wanting(2))
