"""The page of all rules is the one that they make."""

from pathlib import Path

from guardrails.rules import ALL
from guardrails.table import page

PAGE = Path(__file__).parents[2] / "docs" / "guardrails.md"


def test_the_page_is_up_to_date() -> None:
    assert PAGE.read_text() == page(), "Run `.venv/bin/python -m guardrails.table > docs/guardrails.md`."


def test_no_two_rules_share_a_name() -> None:
    assert len({rule.id for rule in ALL}) == len(ALL)


def test_every_rule_gives_its_reason_and_the_way_out_in_a_sentence() -> None:
    assert [rule.id for rule in ALL if not (rule.reason.endswith(".") and rule.instead.endswith("."))] == []
    # The engine's table and the page's both break at it.
    assert [rule.id for rule in ALL if "|" in rule.reason + rule.instead or "\n" in rule.reason + rule.instead] == []
