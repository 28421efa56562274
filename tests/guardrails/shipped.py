"""The stacks that come with the project, as they register with the engine."""

import os

from components.settings import Settings
from components.stack_config import load_settings
from guardrails.jamf_connect import JamfConnect
from jamf_connect_okta.rehearsal.stack_file import read_stack_file
from tests.components.project_files import PROJECT_FOLDER, configuration, defaults

from .registered import acme, registered

PROXY = {"OKTA_HTTP_PROXY": "http://127.0.0.1:8099"}


def settings_of(stack: str) -> Settings:
    """`dev` as it is, `prod` as in a real org, `prod, rehearsed` as its copy."""
    if stack == "prod, rehearsed":
        return read_stack_file("prod", PROJECT_FOLDER / "Pulumi.prod.yaml").rehearsed(os.environ).settings(PROXY)
    return load_settings(stack, defaults(), configuration(stack), PROXY if stack == "dev" else {})


def shipped(stack: str, *, preview: bool) -> JamfConnect:
    """What a shipped stack registers."""
    return registered(settings_of(stack), acme(preview=preview))
