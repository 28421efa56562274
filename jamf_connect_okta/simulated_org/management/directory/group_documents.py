"""Groups as Okta stores and shows them."""

from __future__ import annotations

from typing import Any

from jamf_connect_okta.simulated_org.core.org import Org
from jamf_connect_okta.simulated_org.core.store import Document

_OBJECT_CLASSES = {"APP_GROUP": "okta:windows_security_principal"}


def new_group(org: Org, profile: dict[str, Any], *, kind: str = "OKTA_GROUP", group_id: str | None = None) -> Document:
    """A group that is not stored yet. `kind` is OKTA_GROUP, APP_GROUP or BUILT_IN."""
    now = org.now()
    group_id = group_id or org.new_id("group")
    return {
        "id": group_id,
        "document": {
            "id": group_id,
            "created": now,
            "lastUpdated": now,
            "lastMembershipUpdated": now,
            "objectClass": [_OBJECT_CLASSES.get(kind, "okta:user_group")],
            "type": kind,
            "profile": profile,
        },
    }


def shown_group(org: Org, group: Document) -> Document:
    """The group with its links."""
    path = f"/api/v1/groups/{group['id']}"
    return {
        **group["document"],
        "_links": {
            "logo": [
                {"name": size, "href": f"{org.url}/assets/img/logos/groups/okta-{size}.png", "type": "image/png"}
                for size in ("medium", "large")
            ],
            "owners": org.href(f"{path}/owners"),
            "users": org.href(f"{path}/users"),
            "apps": org.href(f"{path}/apps"),
        },
    }


def name_of(group: Document) -> str:
    """The group's name."""
    return str(group["document"]["profile"]["name"])
