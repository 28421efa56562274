"""A copy of a running org is the same org, and what happens in it stays in it."""

from __future__ import annotations

from collections.abc import Iterator

import httpx
import pytest

from jamf_connect_okta.simulated_org.serving.copying import PATH, CopiedOrg
from jamf_connect_okta.simulated_org.serving.running import RunningOrg, serving
from jamf_connect_okta.simulated_org.serving.server import create_app

from ..conftest import Json, client_of, ok


@pytest.fixture
def copied(okta: httpx.Client, ropg_app: Json) -> Iterator[tuple[CopiedOrg, httpx.Client]]:
    copied = CopiedOrg(ok(okta.get(PATH)))
    with serving(create_app(copied)) as url, client_of(RunningOrg(url, copied.api_token, copied)) as client:
        yield copied, client
    copied.close()


def test_a_copy_answers_as_the_org_does(
    okta: httpx.Client, ropg_app: Json, copied: tuple[CopiedOrg, httpx.Client]
) -> None:
    _, copy = copied
    for path in (f"/api/v1/apps/{ropg_app['id']}/groups", "/api/v1/users", "/api/v1/policies?type=OKTA_SIGN_ON"):
        assert ok(copy.get(path)) == ok(okta.get(path))


def test_a_change_to_a_copy_is_gone_when_it_begins_anew(
    okta: httpx.Client, copied: tuple[CopiedOrg, httpx.Client], alice: Json
) -> None:
    org, copy = copied
    assert copy.post(f"/api/v1/users/{alice['id']}/lifecycle/deactivate").status_code == 200
    assert ok(okta.get(f"/api/v1/users/{alice['id']}"))["status"] == "ACTIVE"
    org.begin_anew()
    assert ok(copy.get(f"/api/v1/users/{alice['id']}"))["status"] == "ACTIVE"


def test_what_is_switched_on_about_unknown_behaviour_is_copied(okta: httpx.Client) -> None:
    ok(okta.put("/simulated-org/switches", json={"unknowns": {"status_of_unknown_client": 400}}))
    copied = CopiedOrg(ok(okta.get(PATH)))
    assert copied.unknowns.status_of_unknown_client == 400
    copied.close()


def test_the_state_takes_the_api_token_only(org: RunningOrg) -> None:
    with client_of(org, "Bearer nothing") as stranger:
        assert stranger.get(PATH).status_code == 401
