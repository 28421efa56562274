"""docs/troubleshooting.md knows every reason, and shows it on people to whom it happens."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
import yaml

from jamf_connect_okta.signins.reasons import REASONS

PROJECT = Path(__file__).parents[2]
PAGE = (PROJECT / "docs" / "troubleshooting.md").read_text()
SEEN, REASON_TABLE = (
    PAGE.partition(f"\n## {title}\n")[2].partition("\n## ")[0] for title in ("What is seen", "Reasons")
)
ROWS = re.findall(r"^\| `(\w+)` \|.*\| (?:`(\S+)` )?\|$", REASON_TABLE, re.MULTILINE)


def test_every_reason_has_its_row() -> None:
    assert sorted(reason for reason, _ in ROWS) == sorted(REASONS)


def test_every_reason_but_the_simulated_org_s_own_is_among_what_is_seen() -> None:
    assert set(re.findall(r"`([a-z_]+)`", SEEN)) >= set(REASONS) - {"undecidable"}


@pytest.mark.parametrize(("reason", "login"), [row for row in ROWS if row[1]])
def test_whoever_is_shown_is_denied_for_that_reason(reason: str, login: str) -> None:
    expected = yaml.safe_load((PROJECT / "signins" / "dev.yaml").read_text())
    denied = [entry["who"] for entry in expected if entry.get("because") == reason]
    assert any(login == who or (isinstance(who, list) and login in who) for who in denied)
