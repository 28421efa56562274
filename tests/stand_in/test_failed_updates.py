"""What the state holds after an update that failed: Terraform's two frameworks differ."""

import httpx

from jamf_connect_okta.stand_in.session_policy import SessionPolicy
from jamf_connect_okta.stand_in.signon_policy import AppSignonPolicy

from .recorded_org import Managed, RecordedOrg


def test_an_authentication_policy_keeps_what_it_was_so_that_the_next_update_tries_again(
    org: RecordedOrg, okta: httpx.Client
) -> None:
    policy = Managed(AppSignonPolicy(), org, name="Passwords", description="Macs")
    okta.delete(f"/api/v1/policies/{policy.id}").raise_for_status()
    assert "failed to update access policy: 404 Not Found" in policy.update(description="Others").failure
    assert policy.state["description"] == "Macs"
    assert policy.diff() == {"description": "UPDATE"}


def test_any_other_resource_takes_the_plan_for_done(org: RecordedOrg, okta: httpx.Client) -> None:
    policy = Managed(SessionPolicy(), org, name="Passwords", description="Macs")
    okta.delete(f"/api/v1/policies/{policy.id}").raise_for_status()
    assert "failed to update sign-on policy" in policy.update(description="Others").failure
    assert policy.state["description"] == "Others"
    assert policy.diff() == {}
