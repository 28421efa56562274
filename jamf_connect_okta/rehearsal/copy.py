"""Writes the project in which a stack that is not itself a rehearsal is rehearsed: same program, copied settings."""

import os
from typing import Any

import yaml

from components.layers import full_key, is_own
from jamf_connect_okta.rehearsal.stack_file import StackFile
from jamf_connect_okta.rehearsal.workspace import Workspace

_SALT = "encryptionsalt"


def write_copy(workspace: Workspace, stack_file: StackFile) -> None:
    """Put `Pulumi.yaml`, led to the real program, and the settings of `stack_file` into the workspace's copy."""
    workspace.copy.mkdir(parents=True, exist_ok=True)
    up = os.path.relpath(workspace.project, workspace.copy)
    project = yaml.safe_load((workspace.project / "Pulumi.yaml").read_text())
    project["main"] = up
    # The provider's settings of a real org are no defaults of its copy.
    project["config"] = {
        key: entry
        for key, entry in (project.get("config") or {}).items()
        if is_own(full_key(key)) or full_key(key) in stack_file.defaults
    }
    project["runtime"]["options"]["virtualenv"] = os.path.relpath(workspace.venv, workspace.copy)
    (workspace.copy / "Pulumi.yaml").write_text(yaml.safe_dump(project, sort_keys=False))
    target = workspace.copy / workspace.stack_file.name
    document: dict[str, Any] = {"config": dict(stack_file.config)}
    # The engine keeps the salt of the state's passphrase in this file and would make a new one for every copy.
    last = yaml.safe_load(target.read_text()) or {} if target.exists() else {}
    if salt := stack_file.salt or last.get(_SALT):
        document[_SALT] = salt
    target.write_text(yaml.safe_dump(document, sort_keys=False, allow_unicode=True))
