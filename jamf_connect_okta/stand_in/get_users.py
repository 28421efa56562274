"""People by search or group: `okta:user/getUsers:getUsers`."""

import json
import zlib
from collections.abc import Mapping
from typing import Any, ClassVar
from urllib.parse import urlencode

from jamf_connect_okta.stand_in.errors import OperationError
from jamf_connect_okta.stand_in.lookup import Lookup
from jamf_connect_okta.stand_in.org import PAGE_SIZE, Org
from jamf_connect_okta.stand_in.schema import Property, Schema, block, go_json_text, in_hash_order
from jamf_connect_okta.stand_in.values import Properties

_SEARCH = block(name=Property(), value=Property(), comparison=Property(default="eq"), expression=Property())

_PROFILE = frozenset(
    {"city", "costCenter", "countryCode", "department", "displayName", "division", "email", "employeeNumber"}
    | {"firstName", "honorificPrefix", "honorificSuffix", "lastName", "locale", "login", "manager", "managerId"}
    | {"middleName", "mobilePhone", "nickName", "organization", "postalAddress", "preferredLanguage", "primaryPhone"}
    | {"profileUrl", "secondEmail", "state", "streetAddress", "timezone", "title", "userType", "zipCode"}
)
_TIMES = ("created", "activated", "statusChanged", "lastLogin", "lastUpdated", "passwordChanged")
_STATUSES = {"PASSWORD_EXPIRED": "ACTIVE", "RECOVERY": "ACTIVE"}


class GetUsers(Lookup):
    """The search's clauses are joined by `compoundSearchOperator`; groups and roles cost a call per person."""

    token = "okta:user/getUsers:getUsers"
    schema: ClassVar[Schema] = {
        "compoundSearchOperator": Property(default="and"),
        "delayReadSeconds": Property(),
        "groupId": Property(conflicts=("searches",)),
        "includeGroups": Property(kind="bool", default=False),
        "includeRoles": Property(kind="bool", default=False),
        "searches": Property(kind="set", element=_SEARCH, conflicts=("groupId",)),
    }

    def look_up(self, org: Org, arguments: Mapping[str, Any]) -> Properties:
        if str(arguments.get("delayReadSeconds") or "").isdigit():
            org.sleep(int(arguments["delayReadSeconds"]))
        query: Properties = {"limit": PAGE_SIZE}
        if arguments.get("groupId"):
            id, path = arguments["groupId"], f"/api/v1/groups/{arguments['groupId']}/users"
        elif arguments.get("searches"):
            # The sort order is no valid one, yet it is what the official plugin sends.
            query |= {"search": _search(arguments), "sortOrder": "0"}
            id, path = str(zlib.crc32(urlencode(sorted(query.items())).encode())), "/api/v1/users"
        else:
            raise OperationError("must specify either group_id or search attributes")
        try:
            people = [_user(org, user, arguments) for user in list(org.pages("v2", path, query=query))]
        except OperationError as error:
            raise OperationError(f"failed to list users: {error}") from error
        return {"id": id, "users": people}


def _search(arguments: Mapping[str, Any]) -> str:
    clauses = []
    for search in in_hash_order(arguments["searches"], _SEARCH.fields or ()):
        if search.get("expression"):
            clauses.append(str(search["expression"]))
            continue
        value = f' "{search["value"]}"' if search.get("value") else ""
        clauses.append(f"{search.get('name') or ''} {search.get('comparison') or 'eq'}{value}")
    return f" {arguments['compoundSearchOperator']} ".join(clauses)


def _user(org: Org, user: Mapping[str, Any], arguments: Mapping[str, Any]) -> Properties:
    profile = {name: value for name, value in (user.get("profile") or {}).items() if value is not None}
    known = {name: value for name, value in profile.items() if name in _PROFILE}
    custom = {name: value for name, value in profile.items() if name not in _PROFILE}
    person: Properties = {
        **dict.fromkeys(_PROFILE, ""),
        **known,
        **{name: _time(user.get(name)) for name in _TIMES},
        "id": user["id"],
        "status": _STATUSES.get(user.get("status", ""), user.get("status")),
        "realmId": user.get("realmId") or "",
        "customProfileAttributes": go_json_text(json.dumps(custom)),
        "types": [{"id": user["type"]["id"]}] if user.get("type") else [],
        "roles": [],
        "adminRoles": [],
        "groupMemberships": [],
    }
    if arguments["includeGroups"]:
        person["groupMemberships"] = _group_ids(org, user["id"])
    if arguments["includeRoles"]:
        roles = org.call("v2", "GET", f"/api/v1/users/{user['id']}/roles")
        person["adminRoles"] = sorted(
            {role["type"] for role in roles if role.get("assignmentType") == "USER" and role["type"] != "CUSTOM"}
        )
    return person


def _group_ids(org: Org, user_id: str) -> list[str]:
    try:
        return sorted(group["id"] for group in org.pages("v2", f"/api/v1/users/{user_id}/groups"))
    except OperationError as error:
        raise OperationError(f"failed to list user groups: {error}") from error


def _time(text: str | None) -> str:
    """Without the fraction of a second, as the official plugin formats times."""
    return f"{text.partition('.')[0].rstrip('Z')}Z" if text else ""
