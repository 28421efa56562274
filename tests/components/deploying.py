"""A stack's declaration in a mocked org."""

from components.jamf_connect import JamfConnect
from components.lookups import look_up
from components.settings import Settings

from .mocked_engine import UNKNOWN, Declaration, declare
from .mocked_org import MockedOrg


def declared_by(settings: Settings, org: MockedOrg) -> Declaration:
    """What the settings declare."""
    return declare(
        lambda: JamfConnect("jamf-connect", settings=settings, directory=look_up(settings)),
        org,
    )


def chosen_by_okta(org: MockedOrg, value: str) -> str:
    """How a value of Okta's choice looks: a preview does not know it yet."""
    return UNKNOWN if org.preview else value
