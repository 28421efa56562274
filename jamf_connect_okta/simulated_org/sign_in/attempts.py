"""What a request tells about the attempt to sign in that it is part of."""

from __future__ import annotations

import ipaddress

from jamf_connect_okta.simulated_org.core.api import Call
from jamf_connect_okta.simulated_org.core.org import Org
from jamf_connect_okta.simulated_org.core.store import Document
from jamf_connect_okta.simulated_org.policy_evaluation.attempt import Attempt, groups_of_user
from jamf_connect_okta.simulated_org.policy_evaluation.platforms import platform_of

_LOOPBACK = "127.0.0.1"


def address_of(call: Call) -> str:
    """Where the request came from: the first address in X-Forwarded-For, so that a rehearsal can be anywhere.

    A real org believes that header only from proxies it trusts; here every caller sits on this machine.
    """
    first = call.headers.get("x-forwarded-for", "").partition(",")[0].strip()
    try:
        return str(ipaddress.ip_address(first))
    except ValueError:
        return _LOOPBACK


def attempt_of(call: Call, user: Document, app: Document) -> Attempt:
    """The attempt of that person to sign in to that app."""
    return Attempt(
        user=user,
        group_ids=groups_of_user(call.org, user["id"]),
        app=app,
        address=address_of(call),
        platform=platform_of(call.headers.get("user-agent", "")),
    )


def is_assigned(org: Org, app: Document, attempt: Attempt) -> bool:
    """Whether the app is assigned to the person, one by one or through a group."""
    if org.store.get("appUser", f"{app['id']}:{attempt.user['id']}") is not None:
        return True
    return any(group["groupId"] in attempt.group_ids for group in org.store.find("appGroup", "appId", app["id"]))
