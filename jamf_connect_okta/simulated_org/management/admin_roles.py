"""What each standard administrator role may call."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, Literal, get_args

from jamf_connect_okta.simulated_org.core.api import Endpoint
from jamf_connect_okta.simulated_org.core.org import Org

RoleType = Literal[
    "SUPER_ADMIN",
    "ORG_ADMIN",
    "APP_ADMIN",
    "USER_ADMIN",
    "GROUP_MEMBERSHIP_ADMIN",
    "HELP_DESK_ADMIN",
    "READ_ONLY_ADMIN",
    "API_ACCESS_MANAGEMENT_ADMIN",
    "REPORT_ADMIN",
    "ACCESS_CERTIFICATIONS_ADMIN",
    "ACCESS_REQUESTS_ADMIN",
]
ROLE_TYPES: tuple[RoleType, ...] = get_args(RoleType)
_LABELS = {
    "SUPER_ADMIN": "Super Administrator",
    "ORG_ADMIN": "Organizational Administrator",
    "APP_ADMIN": "Application Administrator",
    "USER_ADMIN": "Group Administrator",
    "GROUP_MEMBERSHIP_ADMIN": "Group Membership Administrator",
    "HELP_DESK_ADMIN": "Help Desk Administrator",
    "READ_ONLY_ADMIN": "Read-Only Administrator",
    "API_ACCESS_MANAGEMENT_ADMIN": "API Access Management Administrator",
    "REPORT_ADMIN": "Report Administrator",
    "ACCESS_CERTIFICATIONS_ADMIN": "Access Certifications Administrator",
    "ACCESS_REQUESTS_ADMIN": "Access Requests Administrator",
}


@dataclass(frozen=True)
class _Rights:
    """Scope families whose endpoints a role may read, those it may also change, and single calls beyond them."""

    reads: str = ""
    manages: str = ""
    calls: tuple[str, ...] = ()


_MEMBER = "/api/v1/groups/{groupId}/users/{userId}"
_MEMBERSHIP = (f"PUT {_MEMBER}", f"DELETE {_MEMBER}")
_LIFECYCLE = "POST /api/v1/users/{userId}/lifecycle"
# From Okta's help, administrators-*.htm (one page a role, and the comparison of them all), but for what is marked as
# inferred. A super administrator may do everything, and nobody else sees or changes administrators or grants scopes.
# Okta can also limit a role to some groups or apps, and keeps administrators out of the hands of lesser ones: neither
# exists here.
_RIGHTS = {
    "ORG_ADMIN": _Rights(
        reads="orgs apps appGrants authenticators",  # appGrants, authenticators: inferred from "most of the org".
        manages="users groups policies networkZones",  # networkZones: inferred from the same.
    ),
    "APP_ADMIN": _Rights(
        reads="users groups appGrants",  # appGrants: inferred, they are part of the app.
        manages="apps",
    ),
    "USER_ADMIN": _Rights(reads="groups", manages="users", calls=("PUT /api/v1/groups/{groupId}", *_MEMBERSHIP)),
    "GROUP_MEMBERSHIP_ADMIN": _Rights(reads="users groups", calls=_MEMBERSHIP),
    "HELP_DESK_ADMIN": _Rights(
        reads="users groups",  # groups: inferred.
        calls=tuple(f"{_LIFECYCLE}/{step}" for step in ("unlock", "reset_password", "expire_password")),
    ),
    "READ_ONLY_ADMIN": _Rights(
        reads="orgs apps appGrants users groups policies"  # appGrants: inferred.
        " networkZones authenticators",  # Inferred from "most data in the Admin Console".
    ),
    "API_ACCESS_MANAGEMENT_ADMIN": _Rights(
        reads="users groups",  # Inferred: app assignments name them.
        manages="apps",  # Documented for OIDC apps, and these are all that can be made here.
    ),
    # Its reports and the System Log are not served.
    "REPORT_ADMIN": _Rights(),
}
# Inferred: whoever administrates anything may ask who they are.
_ANYBODY = "GET /api/v1/users/me"


def may_call(roles: Iterable[str], endpoint: Endpoint) -> bool:
    """Whether one of the roles allows a call of the endpoint."""
    call = f"{endpoint.method} {endpoint.path}"
    family = (endpoint.scope or "").removeprefix("okta.")
    for role in roles:
        rights = _RIGHTS.get(role, _Rights())
        if role == "SUPER_ADMIN" or call == _ANYBODY or call in rights.calls or family in rights.manages.split():
            return True
        if endpoint.method == "GET" and family in rights.reads.split():
            return True
    return False


def single_calls() -> set[str]:
    """The calls that the table names one by one, such as "GET /api/v1/users/me"."""
    return {_ANYBODY, *(call for rights in _RIGHTS.values() for call in rights.calls)}


def shown_role(org: Org, role: dict[str, Any], assignee: str, *, kind: str, created: str) -> dict[str, Any]:
    """A role as assigned to the user or client that the path names; `kind` is USER or CLIENT."""
    return {
        "id": role["id"],
        "label": _LABELS[role["type"]],
        "type": role["type"],
        "status": "ACTIVE",
        "created": created,
        "lastUpdated": created,
        "assignmentType": kind,
        "_links": {"assignee": org.href(assignee)},
    }
