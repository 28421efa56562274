"""What the SDK reads of the org itself."""

from __future__ import annotations

from jamf_connect_okta.simulated_org.serving.running import RunningOrg

from .conftest import Sdk


def test_the_org_tells_what_it_is(sdk: Sdk, org: RunningOrg) -> None:
    metadata = sdk.get_wellknown_org_metadata()
    assert (metadata.pipeline, metadata.links.organization.href) == ("idx", org.org.url)
    settings = sdk.get_org_settings()
    assert (settings.id, settings.subdomain, settings.status) == (metadata.id, "acme", "ACTIVE")
