"""What a preview says about the global session policy."""

from components.announcements import announce
from components.lookups import look_up
from components.settings import Settings

from .mocked_engine import declare
from .mocked_org import MockedOrg
from .stacks import prod, rehearsal


def said(org: MockedOrg, settings: Settings) -> str:
    (message,) = declare(lambda: announce(settings, look_up(settings)), org).messages
    return message


def test_a_managed_session_policy_is_announced_with_whom_it_governs(org: MockedOrg) -> None:
    settings = rehearsal(
        groups=["Mac Users", "00gMacAdmins00000001"],
        sessionPolicy={"managed": True, "name": "Macs", "priority": 3, "lifetimeMinutes": 480},
    )
    assert said(org, settings) == (
        'The global session policy "Macs" (priority 3) governs every sign-in of Mac Users, Mac Admins, to every app of '
        "the org: a password starts a session of 480 minutes, MFA is left to each app's own policy."
    )


def test_an_unmanaged_session_policy_is_announced_with_whom_it_has_to_let_in(org: MockedOrg) -> None:
    assert said(org, prod(users=["ines@acme.example"])) == (
        "The global session policy is left as it is: it has to let Mac Users, ines@acme.example in with a password and "
        "without MFA, or every password check of Jamf Connect fails."
    )
