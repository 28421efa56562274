"""Writes the golden files anew: outputs of a stack of each design, and what is exported from them."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

from components.settings import Settings
from jamf_connect_okta.mdm.export import export
from jamf_connect_okta.mdm.stack_output import read_stack_output
from tests.components.stacks import prod
from tests.mdm.stack_outputs import document_of

STACKS: dict[str, Callable[[], Settings]] = {
    "one-app": lambda: prod(),
    "two-apps": lambda: prod(
        customDomain="login.acme.com",
        adminGroups=["Mac Admins", "R&D <Größe>"],
        mfaApp={"stage": "active"},
        jamfConnect={
            "organization": "Acme & Söhne",
            "passthroughAuth": True,
            "denyLocal": True,
            "localFallback": True,
            "denyLocalExcluded": ["itadmin"],
            "fileVaultAutoLogin": False,
            "activateLoginWindow": True,
            "helpUrl": "https://help.acme.com",
            "extraLoginKeys": {"AllowNetworkSelection": True},
        },
    ),
}


def written(document: dict[str, Any]) -> str:
    """As `pulumi stack output --json` prints it."""
    return json.dumps(document, indent=2, ensure_ascii=False, sort_keys=True) + "\n"


if __name__ == "__main__":
    for design, settings in STACKS.items():
        folder = Path(__file__).parent / design
        folder.mkdir(exist_ok=True)
        (folder / "outputs.json").write_text(written(document_of(settings())))
        export(read_stack_output((folder / "outputs.json").read_text()), folder)
