"""GitHub's API through its own command line `gh`, which finds token and host in the environment."""

import json
import os
import subprocess
from collections.abc import Iterator
from typing import Any

BODY_LIMIT = 65_536
"""Characters that GitHub takes as the body of a comment or an issue."""

BOT = "github-actions[bot]"
"""Who a workflow writes as."""


def repository(path: str) -> str:
    """`path` below the repository that the workflow runs for."""
    return f"repos/{os.environ['GITHUB_REPOSITORY']}/{path}"


def get(path: str) -> Any:  # noqa: ANN401 - whatever GitHub answers
    """One document."""
    return json.loads(_gh("--method", "GET", path))


def get_all(path: str) -> Iterator[Any]:
    """The entries of a list, page after page."""
    for page in json.loads(_gh("--method", "GET", "--paginate", "--slurp", path)):
        yield from page


def download(path: str) -> bytes:
    """What lies behind a link."""
    return _gh("--method", "GET", path)


def send(method: str, path: str, body: dict[str, Any]) -> Any:  # noqa: ANN401
    """The answer to `body`."""
    return json.loads(_gh("--method", method, "--input", "-", path, given=json.dumps(body).encode()))


def _gh(*arguments: str, given: bytes | None = None) -> bytes:
    return subprocess.run(["gh", "api", *arguments], input=given, stdout=subprocess.PIPE, check=True).stdout  # noqa: S603, S607
