"""What the tests of the components share: an org that a preview or a deployment looks names up in."""

import pytest

from .mocked_org import MockedOrg


@pytest.fixture(params=[False, True], ids=["deployment", "preview"])
def org(request: pytest.FixtureRequest) -> MockedOrg:
    """Acme's org: groups, people and zones; everything is told of a deployment and of a preview."""
    org = MockedOrg(preview=request.param)
    org.add_group("Mac Users", "00gMacUsers000000001")
    org.add_group("Mac Admins", "00gMacAdmins00000001")
    org.add_group("Okta Administrators", "00gOktaAdmins0000001")
    org.add_user("ines@acme.example", "00uInes0000000000001", "00gMacUsers000000001")
    org.add_zone("Office", "nzoOffice00000000001")
    org.add_zone("Tor", "nzoTor00000000000001")
    return org
