"""Timestamps as Okta writes them."""

from __future__ import annotations

from datetime import UTC, datetime


def okta_time(moment: datetime) -> str:
    """RFC 3339 in UTC; Okta's objects always end in `.000Z`."""
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.000Z")
