"""Where the sign-ins of a rehearsed stack are played: its org, its outputs, the people that were made up for it."""

from collections.abc import Mapping
from typing import Any

from jamf_connect_okta.rehearsal.rehearse import Rehearsal, settings_of
from jamf_connect_okta.rehearsal.workspace import Workspace
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
    if settings_of(workspace).manages_session_policy:
        return ""
    return (
        "Not proven: the org's own global session policy, which this stack leaves alone. "
        "Played with one that asks everybody for a password and nothing else."
    )


def rehearsed_org(workspace: Workspace, rehearsal: Rehearsal, outputs: Mapping[str, Any]) -> Org:
    """The org into which the stack was deployed, with these outputs. Raises SigninsError where it was not."""
    if "jamfConnect" not in outputs:
        raise SigninsError(
            f"Stack '{workspace.stack}' is not deployed in its simulated org: run `make up STACK={workspace.stack}`."
        )
    seed = load_seed(workspace.org / "seed.yaml")
    return Org(rehearsal.org.base_url, rehearsal.org.token, outputs["jamfConnect"], made_up(seed))


def made_up(seed: Seed) -> dict[str, Simulated]:
    """The passwords and factors of simulated people, which no API tells."""
    return {person.login: Simulated(person.password, tuple(person.factors)) for person in seed.people}
