"""Pages of a list, tied together by Link headers."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from urllib.parse import urlencode

from jamf_connect_okta.simulated_org.core.api import Answer, Call, ok
from jamf_connect_okta.simulated_org.core.errors import validation
from jamf_connect_okta.simulated_org.core.store import Document


def page(
    call: Call,
    documents: list[Document],
    render: Callable[[Document], Any],
    *,
    default_limit: int,
    max_limit: int = 200,
) -> Answer:
    """The page that `limit` and `after` ask for; `after` is the id of the last object of the page before.

    A limit above the maximum gets the maximum. Link URLs name this very server, not the org URL, so that clients
    which follow them as they are reach it; Okta's own SDKs and provider swap or strip the host anyway.
    """
    limit = min(_limit(call, default_limit), max_limit)
    start = 0
    if after := call.query.get("after"):
        positions = [position for position, document in enumerate(documents) if document["id"] == after]
        if not positions:
            raise validation("after", "after: The cursor is not valid; start again from the first page.")
        start = positions[0] + 1
    shown = documents[start : start + limit]
    links = [f'<{call.own_url}{call.path}{"?" if call.query_text else ""}{call.query_text}>; rel="self"']
    if start + limit < len(documents):
        query = {**call.query, "after": shown[-1]["id"], "limit": str(limit)}
        links.append(f'<{call.own_url}{call.path}?{urlencode(query)}>; rel="next"')
    return ok([render(document) for document in shown], {"Link": ", ".join(links)})


def _limit(call: Call, default: int) -> int:
    text = call.query.get("limit")
    if text is None:
        return default
    if not text.isdecimal() or int(text) < 1:
        raise validation("limit", "limit: The limit must be a number of at least 1.")
    return int(text)
