"""Reads whole lists from the org's management API."""

from collections.abc import Iterator
from typing import Any

import httpx

from jamf_connect_okta.signins.errors import SigninsError

_PAGE = 200


def everything(org: httpx.Client, path: str) -> Iterator[dict[str, Any]]:
    """Every object of the list at `path`, page by page. Raises SigninsError."""
    url: str | None = f"{path}?limit={_PAGE}"
    while url:
        answer = org.get(url)
        if not answer.is_success:
            raise SigninsError(f"Okta's answer to GET {path} was {answer.status_code}: {answer.text[:200]}")
        yield from answer.json()
        url = answer.links.get("next", {}).get("url")
