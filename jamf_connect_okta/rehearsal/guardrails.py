"""The policy pack, as this machine's engine can run it."""

import shlex
import shutil

from jamf_connect_okta.rehearsal.workspace import Workspace
from jamf_connect_okta.toolchain.pulumi_cli import PulumiCli


def guardrail_arguments(workspace: Workspace, cli: PulumiCli) -> tuple[str, ...]:
    """What makes `pulumi preview` and `pulumi up` run the pack: `guardrails/`, with its configuration for rehearsals.

    The Python host of a CLI that was built here is too old to start a policy pack and runs the program in its place.
    Such a CLI gets a copy that starts without a host: the engine takes an executable for a pack as well.
    """
    pack = workspace.project / "guardrails"
    configuration = pack / "rehearsal.json"
    if cli.origin == "built":
        python, program = workspace.venv / "bin" / "python", pack / "__main__.py"
        workspace.guardrails.mkdir(parents=True, exist_ok=True)
        # Beside the executable, the engine reads the pack's version here.
        shutil.copy(pack / "PulumiPolicy.yaml", workspace.guardrails)
        pack = workspace.guardrails / "guardrails"
        pack.write_text(f'#!/bin/sh\nexec {shlex.quote(str(python))} {shlex.quote(str(program))} "$@"\n')
        pack.chmod(0o755)
    return "--policy-pack", str(pack), "--policy-pack-config", str(configuration)
