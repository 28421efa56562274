"""Serves the pack to the engine that runs this file."""

import sys
from pathlib import Path

# The engine runs the file by its path, not as part of the package.
sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from pulumi_policy import PolicyPack

from guardrails.adapter import Engine
from guardrails.rules import ALL

engine = Engine()
PolicyPack("jamf-connect-okta-guardrails", [engine.policy(rule) for rule in ALL])
