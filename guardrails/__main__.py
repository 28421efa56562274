"""Serves the pack to the engine that runs this file."""

import sys
from pathlib import Path

# The engine runs the file by its path, not as part of the package.
sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from pulumi_policy import PolicyPack

from guardrails.adapter import Engine
from guardrails.rules import ALL
from guardrails.rules.recognition import recognition

engine = Engine()
# The engine asks in this order, and the first one tells all others which apps to judge.
PolicyPack("jamf-connect-okta-guardrails", [engine.policy(rule) for rule in (recognition, *ALL)])
