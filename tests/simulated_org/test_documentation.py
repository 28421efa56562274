"""docs/simulated-org.md says what the code does."""

from __future__ import annotations

import json
import re
from pathlib import Path

from jamf_connect_okta.simulated_org.core.unknowns import Unknowns

PAGE = (Path(__file__).parents[2] / "docs" / "simulated-org.md").read_text()


def test_every_unknown_is_documented_with_its_default() -> None:
    defaults: dict[str, object] = {}
    for name, value in Unknowns().model_dump(mode="json").items():
        nested = value if isinstance(value, dict) else None
        defaults |= {f"{name}.{key}": one for key, one in nested.items()} if nested else {name: value}
    documented = re.findall(r"^\| `([a-z_.]+)` \| `([^`]+)` \|", PAGE, re.MULTILINE)
    assert {name: json.loads(default) for name, default in documented} == defaults
