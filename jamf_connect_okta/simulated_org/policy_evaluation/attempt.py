"""An attempt to sign in: who, to what, from where, with which device."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from jamf_connect_okta.simulated_org.core.org import Org
from jamf_connect_okta.simulated_org.core.store import Document
from jamf_connect_okta.simulated_org.policy_evaluation.platforms import Platform

Risk = Literal["LOW", "MEDIUM", "HIGH"]


@dataclass(frozen=True)
class Device:
    """What Okta Verify tells about a device; Jamf Connect has no way to let it speak, so most attempts have none."""

    registered: bool = False
    managed: bool = False
    assurances: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Attempt:
    """Everything that conditions look at. `platform` is what the User-Agent header gives away, if anything."""

    user: Document
    group_ids: frozenset[str]
    app: Document
    address: str
    platform: Platform | None = None
    risk: Risk = "LOW"
    device: Device = Device()


def groups_of_user(org: Org, user_id: str) -> frozenset[str]:
    """The ids of the user's groups."""
    return frozenset(membership["groupId"] for membership in org.store.find("membership", "userId", user_id))
