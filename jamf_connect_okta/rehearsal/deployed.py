"""What a stack's last deployment left as outputs, wherever its state lies."""

import os
from pathlib import Path

from jamf_connect_okta.rehearsal.engine import Engine
from jamf_connect_okta.rehearsal.environment import PASSPHRASE, engine_environment, state_url
from jamf_connect_okta.rehearsal.errors import RehearsalError
from jamf_connect_okta.rehearsal.rehearse import Report
from jamf_connect_okta.rehearsal.stack_file import read_stack_file
from jamf_connect_okta.rehearsal.workspace import Workspace
from jamf_connect_okta.toolchain import pulumi_cli


def deployed_outputs(workspace: Workspace, report: Report) -> dict[str, object]:
    """The outputs of the stack: of a rehearsal from its own state, of any other from the backend that is logged in to.

    Asks neither Okta nor the simulated org. Raises RehearsalError, ToolchainError.
    """
    rehearsal = read_stack_file(workspace.stack, workspace.stack_file).is_rehearsal
    if rehearsal and not workspace.engine_state.exists():
        raise _not_deployed(workspace.stack)
    cli = pulumi_cli.find_or_install(report)
    path = {"PATH": os.pathsep.join([str(cli.bin), os.environ.get("PATH", os.defpath)])}
    own_state = {"PULUMI_BACKEND_URL": state_url(workspace.engine_state), "PULUMI_CONFIG_PASSPHRASE": PASSPHRASE}
    environment = engine_environment(path | own_state) if rehearsal else dict(os.environ) | path
    engine = Engine(workspace.project, workspace.stack, workspace.engine_state, environment)
    if rehearsal:
        return rehearsed_outputs(engine)
    try:
        return engine.outputs()
    except RehearsalError as error:
        # Whoever deploys may be another machine: its outputs do as well.
        raise RehearsalError(
            f"{error}\nLog in to the stack's backend (`pulumi login`), or pass its outputs from a file."
        ) from error


def rehearsed_outputs(engine: Engine) -> dict[str, object]:
    """The outputs of a stack's rehearsal. Raises RehearsalError where nothing is deployed, or not all of it."""
    outputs = engine.outputs()
    if not outputs:
        raise _not_deployed(engine.stack)
    return outputs


def _not_deployed(stack: str) -> RehearsalError:
    return RehearsalError(f"Stack '{stack}' is not deployed into its simulated org: run `make up STACK={stack}` first.")


def profile_folder(workspace: Workspace) -> Path:
    """Where the profiles of a rehearsal belong; those of a real org's stack, rehearsed, can't be taken for its own."""
    rehearsal = read_stack_file(workspace.stack, workspace.stack_file).is_rehearsal
    return workspace.project / "out" / (workspace.stack if rehearsal else f"{workspace.stack}-rehearsed")
