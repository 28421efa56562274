"""The environment in which the engine runs a rehearsal, and which a person's shell can take over."""

import os
from collections.abc import Mapping
from pathlib import Path
from urllib.parse import quote

from jamf_connect_okta.rehearsal.workspace import Workspace

PASSPHRASE = "rehearsal"

_PROVIDER_VARIABLES = ("OKTA_", "TF_LOG")
"""What the provider would read from the user's own environment; a rehearsal starts without it."""


def state_url(folder: Path) -> str:
    """The engine's backend in `folder`.

    Without metadata: the engine writes that into a file of its own, and one killed between the two can't read its
    state any more.
    """
    return f"file://{quote(str(folder))}?metadata=skip"


def rehearsal_variables(
    workspace: Workspace, *, engine: Path, org_url: str, api_token: str, stand_in: bool
) -> dict[str, str]:
    """The variables that make `pulumi` in this project rehearse `workspace.stack` in the org at `org_url` (loopback).

    `engine` is the folder of the Pulumi CLI.
    """
    folders = [workspace.venv / "bin", engine] + ([workspace.plugin] if stand_in else [])
    variables = {
        "OKTA_API_TOKEN": api_token,
        "OKTA_HTTP_PROXY": org_url,
        "PATH": os.pathsep.join([*map(str, folders), os.environ.get("PATH", os.defpath)]),
        "PULUMI_BACKEND_URL": state_url(workspace.engine_state),
        "PULUMI_CONFIG_PASSPHRASE": PASSPHRASE,
        "PULUMI_SKIP_UPDATE_CHECK": "true",
        # The engine's Python host looks for `python` here; the one we build ignores `virtualenv` in Pulumi.yaml.
        "VIRTUAL_ENV": str(workspace.venv),
    }
    if stand_in:
        variables["PULUMI_DISABLE_AUTOMATIC_PLUGIN_ACQUISITION"] = "true"
    return variables


def engine_environment(variables: Mapping[str, str]) -> dict[str, str]:
    """This process's environment without anything that speaks to a real org, and with `variables`."""
    inherited = {
        name: value
        for name, value in os.environ.items()
        if not name.startswith(_PROVIDER_VARIABLES)
        and name not in ("PULUMI_ACCESS_TOKEN", "PULUMI_IGNORE_AMBIENT_PLUGINS")
    }
    return inherited | dict(variables)
