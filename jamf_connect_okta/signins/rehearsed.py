"""Where the sign-ins of a rehearsed stack are played: its org, its profiles, the people that were made up for it."""

from jamf_connect_okta.mdm.export import Export
from jamf_connect_okta.mdm.profile_values import ProfileValues, profile_values
from jamf_connect_okta.rehearsal.rehearse import Rehearsal, settings_of
from jamf_connect_okta.rehearsal.stack_file import read_stack_file
from jamf_connect_okta.rehearsal.workspace import Workspace
from jamf_connect_okta.signins.administrators import Administrators
from jamf_connect_okta.signins.errors import SigninsError
from jamf_connect_okta.signins.expected import expectations_of
from jamf_connect_okta.signins.people import Simulated
from jamf_connect_okta.signins.playing import Org
from jamf_connect_okta.signins.reading import Written
from jamf_connect_okta.simulated_org.seed.seed import Seed, load_seed


def rehearsed_expectations(workspace: Workspace) -> tuple[Written, ...]:
    """What is expected of the stack. Raises StackProblemsError, SigninsError."""
    return expectations_of(workspace.project, workspace.stack, settings_of(workspace))


def caveat(workspace: Workspace) -> str:
    """What sign-ins of this stack can't prove; empty where there is nothing of the kind."""
    its_own = read_stack_file(workspace.stack, workspace.stack_file).is_rehearsal
    if its_own or settings_of(workspace).manages_session_policy:
        return ""
    return (
        "Not proven: the org's own global session policy, which this stack leaves alone. "
        "Played with one that asks everybody for a password and nothing else."
    )


def rehearsed_org(workspace: Workspace, rehearsal: Rehearsal, profiles: Export) -> Org:
    """The org into which the stack was deployed, and what Jamf Connect reads from these very profiles.

    Raises ExportError, and SigninsError where the profiles look for Okta at another host: the simulated org answers by
    path alone, and would not notice.
    """
    values, okta = _values(profiles), settings_of(workspace).sign_in_url
    for url in (values.discovery_url, values.menu_bar_discovery_url):
        if not url.startswith(f"{okta}/"):
            raise SigninsError(
                f"The profiles look for Okta at {url}, and people of stack '{workspace.stack}' sign in at {okta}: "
                f"run `make up STACK={workspace.stack}`."
            )
    return org_of(rehearsal.org.base_url, rehearsal.org.token, load_seed(workspace.org / "seed.yaml"), profiles)


def org_of(base_url: str, token: str, seed: Seed, profiles: Export) -> Org:
    """The simulated org at `base_url`, grown from `seed`, and what Jamf Connect reads from these profiles.

    Raises ExportError.
    """
    values = _values(profiles)
    told = values.as_output()
    told |= {"menuBarClientId": values.menu_bar_client_id, "menuBarDiscoveryUrl": values.menu_bar_discovery_url}
    administrators = Administrators(values.admin_groups, values.admin_claim, values.ignores_admin)
    return Org(base_url, token, told, administrators, made_up(seed))


def _values(profiles: Export) -> ProfileValues:
    return profile_values(file for written in profiles.written for file in (written.plist, written.mobileconfig))


def made_up(seed: Seed) -> dict[str, Simulated]:
    """The passwords and factors of simulated people, which no API tells."""
    return {person.login: Simulated(person.password, tuple(person.factors)) for person in seed.people}
