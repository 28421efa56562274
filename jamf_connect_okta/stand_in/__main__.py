"""Runs the plugin as the engine starts it: options first, the engine's address last."""

import sys

from jamf_connect_okta.stand_in.server import run

run(next((argument for argument in reversed(sys.argv[1:]) if not argument.startswith("-")), ""))
