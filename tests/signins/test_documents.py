"""The documents agree with the code about requests, keys and reasons."""

from __future__ import annotations

import re
from pathlib import Path
from typing import get_args

import yaml

from jamf_connect_okta.signins.expectations import AnswerName, Expectation, PromptName, RequestName
from jamf_connect_okta.signins.jamf_connect import REQUESTS, table
from jamf_connect_okta.signins.reasons import REASONS

DOCS = Path(__file__).parents[2] / "docs"
EXPECTATIONS = (DOCS / "expectations.md").read_text()


def rows(text: str) -> list[list[str]]:
    """The cells of every table, headings left out."""
    lines = re.findall(r"^\| (.*) \|$", text, re.MULTILINE)
    return [[cell.replace("`", "") for cell in line.split(" | ")] for line in lines]


def test_the_page_of_requests_is_the_table_that_is_sent() -> None:
    shown = rows((DOCS / "jamf-connect-requests.md").read_text())[1:]
    assert shown == [[cell.replace("`", "") for cell in row] for row in table()]


def test_every_request_can_be_asked_for() -> None:
    assert set(get_args(RequestName)) == set(REQUESTS)


def test_every_reason_is_in_the_table() -> None:
    shown = {reason: meaning for reason, meaning, *rest in rows(EXPECTATIONS) if not rest}
    assert shown == {**REASONS, "Reason": "Means that"}


def test_every_key_is_in_the_table() -> None:
    shown = {key for row in rows(EXPECTATIONS) if len(row) == 3 for key in row[0].split(" or ")}
    assert shown - {"Key"} == {field.alias or name for name, field in Expectation.model_fields.items()}


def test_every_factor_and_prompt_is_named() -> None:
    for word in {*get_args(AnswerName), *get_args(PromptName)}:
        assert f"`{word}`" in EXPECTATIONS


def test_the_example_can_be_played() -> None:
    (example,) = re.findall(r"```yaml\n(.*?)```", EXPECTATIONS, re.DOTALL)
    for entry in yaml.safe_load(example):
        Expectation.model_validate(entry)
