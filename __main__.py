"""Jamf Connect sign-in on Okta: what this stack declares, from its settings to what the MDM needs to know."""

import os
from pathlib import Path

import pulumi
from pulumi.runtime.config import CONFIG

from components.announcements import announce
from components.jamf_connect import JamfConnect
from components.layers import project_defaults
from components.lookups import look_up
from components.retirement import OUTPUT, refuse_skipped_steps, step_taken
from components.stack_config import load_settings

# Not from `pulumi.get_root_directory()`: not every engine's Python host tells it.
defaults = project_defaults(Path(__file__).with_name("Pulumi.yaml").read_text())
settings = load_settings(pulumi.get_stack(), defaults, CONFIG.get(), os.environ)
refuse_skipped_steps(settings)
directory = look_up(settings)
announce(settings, directory)

jamf_connect = JamfConnect("jamf-connect", settings=settings, directory=directory)

pulumi.export("jamfConnect", jamf_connect.values)
pulumi.export("ids", jamf_connect.ids)
pulumi.export(OUTPUT, step_taken(settings))
