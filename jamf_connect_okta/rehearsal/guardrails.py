"""The policy pack, as rehearsals run it."""

from jamf_connect_okta.rehearsal.errors import RehearsalError
from jamf_connect_okta.rehearsal.workspace import Workspace


def guardrail_arguments(workspace: Workspace) -> tuple[str, ...]:
    """What makes `pulumi preview` and `pulumi up` run the pack: `guardrails/`, with its configuration.

    Raises RehearsalError where the pack is not in the project.
    """
    pack = workspace.project / "guardrails"
    if not (pack / "PulumiPolicy.yaml").is_file():
        raise RehearsalError(f"{pack} holds no policy pack, which every rehearsal runs. Put the folder back.")
    configuration = pack / "configuration.json"
    configured = ("--policy-pack-config", str(configuration)) if configuration.is_file() else ()
    return "--policy-pack", str(pack), *configured
