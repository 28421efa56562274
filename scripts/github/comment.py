"""`python3 -m scripts.github.comment RUN`: puts the report of a review's run into one comment of its pull request."""

import re
import sys
from typing import Any

from scripts.github.api import BOT, download, get, get_all, repository, send
from scripts.github.report import ARTIFACT, ReportError, read_report

MARKER = "<!-- jamf-connect-okta review -->"
ARCHIVE_LIMIT = 20_000_000
"""Bytes, packed: of a report that is no attack, review.json is the most."""
SETTINGS = re.compile(r"Pulumi\.[^./]+\.yaml|signins/[^/]+\.yaml|docs/[^/]+\.md|README\.md")
"""What a change can touch without reaching the code that writes the report. Pulumi.yaml names programs: it is code."""


def main(run_id: str) -> None:
    """Comment, or edit the comment of an earlier run. Says so and does nothing where the run is not the latest one."""
    run = get(repository(f"actions/runs/{int(run_id)}"))
    number = pull_request(run)
    if number is None:
        print(f"No open pull request has {run['head_sha']} as its head: it has moved on, or was closed.")
        return
    body = _body(run, _report(run), _writers_of_the_report(number))
    mine = [comment for comment in get_all(repository(f"issues/{number}/comments?per_page=100")) if _is_mine(comment)]
    if mine:
        send("PATCH", repository(f"issues/comments/{mine[0]['id']}"), {"body": body})
    else:
        send("POST", repository(f"issues/{number}/comments"), {"body": body})
    print(f"The report is on pull request {number}.")


def pull_request(run: dict[str, Any]) -> int | None:
    """The number of the pull request whose head is the run's: GitHub's word, never the artifact's.

    A run names the pull requests of its own repository only, and GitHub lists those of a fork's commit in the fork
    only: so all that are open are looked through.
    """
    if run["event"] != "pull_request" or run["head_repository"] is None:
        return None
    source = (run["head_repository"]["full_name"], run["head_branch"], run["head_sha"])
    for candidate in get_all(repository("pulls?state=open&per_page=100")):
        head, base = candidate["head"], candidate["base"]
        if head["repo"] is None or base["ref"] != base["repo"]["default_branch"]:
            continue
        if (head["repo"]["full_name"], head["ref"], head["sha"]) == source:
            return int(candidate["number"])
    return None


def _report(run: dict[str, Any]) -> str:
    artifacts = get(repository(f"actions/runs/{run['id']}/artifacts?name={ARTIFACT}"))["artifacts"]
    try:
        if len(artifacts) != 1:
            raise ReportError(f"the run has {len(artifacts)} of them")
        if artifacts[0]["size_in_bytes"] > ARCHIVE_LIMIT:
            raise ReportError("it is too large")
        return read_report(download(repository(f"actions/artifacts/{artifacts[0]['id']}/zip")))
    except ReportError as error:
        return f"**There is no report of this change**: the artifact `{ARTIFACT}` can't be used, {error}."


def _writers_of_the_report(number: int) -> list[str]:
    files = get_all(repository(f"pulls/{number}/files?per_page=100"))
    return sorted(file["filename"] for file in files if not SETTINGS.fullmatch(file["filename"]))


def _body(run: dict[str, Any], report: str, code: list[str]) -> str:
    parts = [MARKER]
    if code:
        count = "1 file" if len(code) == 1 else f"{len(code)} files"
        parts.append(
            f"> **This change could have written its own report.** It changes {count} beyond settings and "
            f"expectations, the first of them `{code[0].replace('`', '')[:200]}`: read the code before you believe "
            "the report."
        )
    parts.append(report)
    parts.append(f"<sub>Commit {run['head_sha']}, [run {run['id']}]({run['html_url']}), without any secret.</sub>")
    return "\n\n".join(parts)


def _is_mine(comment: dict[str, Any]) -> bool:
    return bool(comment["user"]["login"] == BOT and comment["body"].startswith(MARKER))


if __name__ == "__main__":
    main(sys.argv[1])
