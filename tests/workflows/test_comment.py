"""The one comment on a pull request: found by the commit, edited in place, its text data of strangers."""

import json
import secrets
from typing import Any

import pytest

from jamf_connect_okta.review.comment_text import LIMIT
from jamf_connect_okta.review.markdown import markdown
from jamf_connect_okta.review.report_json import report_json
from jamf_connect_okta.review.reviewing import Review
from scripts.github.api import BODY_LIMIT
from scripts.github.comment import MARKER
from scripts.github.report import ReportError, read_report
from tests.review.made_up import refused, review

from .commenting import HERE, REPORT, archive, play, pull_request
from .conftest import GitHub
from .playing import Runner

pytestmark = pytest.mark.clone


def test_the_report_of_a_fork_s_run_becomes_a_comment(run: GitHub, github_only: Runner) -> None:
    play(github_only)
    ((method, path, body),) = run.sent
    assert (method, path) == ("POST", "repos/acme/jamf/issues/7/comments")
    assert body["body"].startswith(MARKER)
    assert REPORT in body["body"]


def test_a_later_report_replaces_the_earlier_one(run: GitHub, github_only: Runner) -> None:
    comments = [
        {"id": 1, "user": {"login": "mallory"}, "body": f"{MARKER} mine"},
        {"id": 2, "user": {"login": "github-actions[bot]"}, "body": "Another workflow's."},
        {"id": 3, "user": {"login": "github-actions[bot]"}, "body": f"{MARKER}\n\nEarlier."},
    ]
    run.answer("GET", "repos/acme/jamf/issues/7/comments?per_page=100", comments)
    play(github_only)
    assert [(method, path) for method, path, _ in run.sent] == [("PATCH", "repos/acme/jamf/issues/comments/3")]


@pytest.mark.parametrize(
    "other",
    [
        pull_request(8, commit="0ldc0de"),
        pull_request(8, repository="somebody/jamf"),
        pull_request(8, branch="other"),
        pull_request(8) | {"base": HERE | {"ref": "release"}},
        pull_request(8) | {"head": {"sha": "c0ffee", "ref": "fix", "repo": None}},
    ],
    ids=["another commit", "another fork", "another branch", "another base", "a deleted fork"],
)
def test_a_pull_request_that_is_not_the_run_s_gets_no_comment(run: GitHub, github_only: Runner, other: Any) -> None:
    run.answer("GET", "repos/acme/jamf/pulls?state=open&per_page=100", [other])
    assert "No open pull request" in play(github_only).outputs["Comment"]
    assert run.sent == []


def test_a_change_of_code_is_said_first(run: GitHub, github_only: Runner) -> None:
    files = [{"filename": "signins/prod.yaml"}, {"filename": "jamf_connect_okta/review/risk.py"}]
    run.answer("GET", "repos/acme/jamf/pulls/7/files?per_page=100", files)
    play(github_only)
    text = run.sent[0][2]["body"]
    assert text.index("could have written its own report") < text.index(REPORT)
    assert "1 file beyond settings" in text


def test_pulumi_yaml_counts_as_code(run: GitHub, github_only: Runner) -> None:
    run.answer("GET", "repos/acme/jamf/pulls/7/files?per_page=100", [{"filename": "Pulumi.yaml"}])
    play(github_only)
    assert "could have written its own report" in run.sent[0][2]["body"]


@pytest.mark.parametrize(
    "huge",
    [review(count=20_000, label="語 @all ![x](y) " * 1_000), refused(400, "😀 <img> @all\n" + "ß\n" * 3_000)],
    ids=["20,000 sign-ins", "400 stacks"],
)
def test_a_huge_review_becomes_a_comment(run: GitHub, github_only: Runner, huge: Review) -> None:
    files = {"review_md": markdown(huge), "review_json": json.dumps(report_json(huge))}
    run.answer("GET", "repos/acme/jamf/actions/artifacts/5/zip", archive(**files))
    play(github_only)
    assert files["review_md"] in run.sent[0][2]["body"]


def test_the_largest_report_fits_with_all_that_is_said_around_it(run: GitHub, github_only: Runner) -> None:
    largest = ("語" * LIMIT)[: LIMIT // 3]
    data = json.dumps({"stacks": [secrets.token_hex(5_000) for _ in range(200)]})
    run.answer("GET", "repos/acme/jamf/actions/artifacts/5/zip", archive(review_md=largest, review_json=data))
    files = [{"filename": f"{'d' * 200}/{number}.py"} for number in range(100)]
    run.answer("GET", "repos/acme/jamf/pulls/7/files?per_page=100", files)
    play(github_only)
    text = run.sent[0][2]["body"]
    assert largest in text
    assert len(text.encode()) <= BODY_LIMIT


def test_an_artifact_that_is_no_report_is_said_to_be_none(run: GitHub, github_only: Runner) -> None:
    run.answer("GET", "repos/acme/jamf/actions/artifacts/5/zip", archive(review_md="x", run_sh="rm -r /"))
    play(github_only)
    assert "There is no report of this change" in run.sent[0][2]["body"]


def test_a_run_without_an_artifact_is_told(run: GitHub, github_only: Runner) -> None:
    run.answer("GET", "repos/acme/jamf/actions/runs/42/artifacts?name=review", {"artifacts": []})
    play(github_only)
    assert "There is no report of this change" in run.sent[0][2]["body"]


@pytest.mark.parametrize(
    "content",
    [
        b"no archive",
        archive(review_md=REPORT),
        archive(review_md=REPORT, review_json="{}", more_md=""),
        archive(review_md=b"\xff\xfe", review_json="{}"),
        archive(review_md="x" * (LIMIT + 1), review_json="{}"),
        archive(review_md="ü" * (LIMIT // 2 + 1), review_json="{}"),
        archive(review_md="@a " * (LIMIT // 3), review_json="{}"),
        archive(review_md=REPORT, review_json="{}")[:-30],
    ],
    ids=[
        "no archive",
        "a file is missing",
        "a file too many",
        "not text",
        "large Markdown",
        "few characters of many bytes",
        "Markdown that grows when it is tamed",
        "cut off",
    ],
)
def test_an_artifact_of_another_shape_is_refused(content: bytes) -> None:
    with pytest.raises(ReportError):
        read_report(content)


@pytest.mark.parametrize("text", ["@acme/admins", "![](https://track.example/x.png)", "<IMG src=x>", MARKER])
def test_a_report_calls_nobody_and_loads_nothing(text: str) -> None:
    assert text not in read_report(archive(review_md=f"See {text}", review_json="{}"))


def test_a_report_keeps_logins_and_folded_parts() -> None:
    text = "<details><summary>Sign-ins</summary>\n\nalice@acme.example\n\n</details>"
    assert read_report(archive(review_md=text, review_json="{}")) == text
