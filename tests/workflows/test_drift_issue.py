"""The one issue about what differs in the real orgs."""

from pathlib import Path
from typing import Any

import pytest

from scripts.github.api import BODY_LIMIT
from scripts.github.drift_issue import MARKER

from .conftest import GitHub
from .playing import Runner

pytestmark = pytest.mark.clone

OURS = {"number": 9, "user": {"login": "github-actions[bot]"}, "body": f"{MARKER}\n\nEarlier."}


def tell(runner: Runner, github: GitHub, issues: list[dict[str, Any]], **stacks: tuple[int, str]) -> None:
    """Play the job after a night in which the stacks' previews ended and printed like this."""
    github.answer("GET", "repos/acme/jamf/issues?state=open&per_page=100", issues)
    for stack, (status, printed) in stacks.items():
        artifact: Path = runner.artifacts / f"drift-{stack}"
        artifact.mkdir(parents=True)
        (artifact / f"{stack}.status").write_text(f"{status}\n")
        (artifact / f"{stack}.txt").write_text(printed)
    played = runner.play("nightly.yml", "issue")
    assert played.failed is None, str(played)


def test_nothing_that_differs_is_no_issue(github: GitHub, github_only: Runner) -> None:
    tell(github_only, github, [], staging=(0, "21 unchanged"), prod=(0, "21 unchanged"))
    assert github.sent == []


def test_what_differs_opens_one_issue_for_all_stacks(github: GitHub, github_only: Runner) -> None:
    tell(github_only, github, [], staging=(255, "~ label"), prod=(255, "~ factors"))
    ((method, path, body),) = github.sent
    assert (method, path) == ("POST", "repos/acme/jamf/issues")
    assert "~ label" in body["body"]
    assert "~ factors" in body["body"]


def test_an_issue_that_is_open_is_brought_up_to_date(github: GitHub, github_only: Runner) -> None:
    theirs = {"number": 3, "user": {"login": "mallory"}, "body": MARKER}
    nobodys = {"number": 4, "user": {"login": "github-actions[bot]"}, "body": None}
    tell(github_only, github, [theirs, nobodys, OURS], staging=(0, ""), prod=(255, "~ factors"))
    assert [(method, path) for method, path, _ in github.sent] == [("PATCH", "repos/acme/jamf/issues/9")]


def test_the_issue_is_closed_when_nothing_differs_any_more(github: GitHub, github_only: Runner) -> None:
    tell(github_only, github, [OURS], staging=(0, ""), prod=(0, ""))
    ((method, path, body),) = github.sent
    assert (method, path, body["state"]) == ("PATCH", "repos/acme/jamf/issues/9", "closed")


def test_a_stack_that_could_not_be_looked_at_is_told(github: GitHub, github_only: Runner) -> None:
    tell(github_only, github, [], staging=(0, ""))
    assert "prod\n\n``````text\nThe preview did not run" in github.sent[0][2]["body"]


@pytest.mark.parametrize(
    "unseen", ["catch-all rule", "rules that were added", "assigned to the apps by hand", "session"]
)
def test_the_issue_says_what_a_preview_can_t_see(github: GitHub, github_only: Runner, unseen: str) -> None:
    tell(github_only, github, [], staging=(255, "~ label"), prod=(0, ""))
    assert unseen in github.sent[0][2]["body"].partition("can't see")[2]


def test_a_long_difference_fits_into_the_issue(github: GitHub, github_only: Runner) -> None:
    tell(github_only, github, [], staging=(255, "x" * 200_000), prod=(255, "`" * 200_000))
    assert len(github.sent[0][2]["body"]) <= BODY_LIMIT
