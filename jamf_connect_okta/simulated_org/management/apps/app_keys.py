"""The public keys of an OAuth client as Okta keeps and shows them."""

from __future__ import annotations

import hashlib
from typing import Any

_PUBLIC_PARTS = ("n", "e", "crv", "x", "y")


def kept_keys(app_id: str, sent: dict[str, Any]) -> dict[str, Any]:
    """The key set of an app. Recorded: each key has an id of Okta's and a status, and null for a use that was not sent.

    The same key of the same app always has the same id here, so a replace that sends it back changes nothing.
    """
    return {"keys": [_kept(app_id, key) for key in sent.get("keys") or []]}


def _kept(app_id: str, key: dict[str, Any]) -> dict[str, Any]:
    shown = {"id": _id(app_id, key), "status": key.get("status") or "ACTIVE"}
    return {**key, **shown, "kid": key.get("kid"), "use": key.get("use")}


def _id(app_id: str, key: dict[str, Any]) -> str:
    parts = [app_id, *(str(key.get(part)) for part in _PUBLIC_PARTS)]
    return f"pks{hashlib.sha256('.'.join(parts).encode()).hexdigest()[:17]}"
