"""Finds out quickly whether something can be downloaded from here."""

import threading
import urllib.error
import urllib.request

LIMIT = 5.0
"""Seconds that a question may take, name lookup, proxy and redirects included."""


def why_unreachable(url: str, limit: float = LIMIT) -> str | None:
    """None if `url` answers within `limit` seconds, through the proxy if there is one; else the reason."""
    answers: list[str | None] = []
    # A name lookup knows no time limit: in a thread of its own it can be left behind.
    asking = threading.Thread(target=lambda: answers.append(_ask(url, limit)), daemon=True)
    asking.start()
    asking.join(limit)
    host = url.split("/")[2]
    if not answers:
        return f"{host} does not answer within {limit:g} seconds"
    return None if answers[0] is None else f"{host}: {answers[0]}"


def _ask(url: str, limit: float) -> str | None:
    request = urllib.request.Request(url, method="HEAD")  # noqa: S310 - our own https URLs
    try:
        # A fresh opener: the shared one keeps the proxies that it saw first.
        with urllib.request.build_opener().open(request, timeout=limit):
            return None
    except urllib.error.HTTPError as error:
        error.close()
        return f"HTTP {error.code}"
    except urllib.error.URLError as error:
        return str(error.reason.strerror or error.reason) if isinstance(error.reason, OSError) else str(error.reason)
    except (OSError, ValueError) as error:
        return str(error)
