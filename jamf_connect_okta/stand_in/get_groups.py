"""Groups by name, type or search: `okta:index/getGroups:getGroups`."""

import zlib
from collections.abc import Mapping
from typing import Any, ClassVar
from urllib.parse import urlencode

from jamf_connect_okta.stand_in.errors import OperationError
from jamf_connect_okta.stand_in.lookup import Lookup
from jamf_connect_okta.stand_in.org import PAGE_SIZE, Org
from jamf_connect_okta.stand_in.schema import Property, Schema, go_json
from jamf_connect_okta.stand_in.values import Properties


class GetGroups(Lookup):
    """`limit` is the size of a page: all pages are read."""

    token = "okta:index/getGroups:getGroups"
    schema: ClassVar[Schema] = {
        "limit": Property(kind="int", default=PAGE_SIZE, problem=lambda limit: _outside(limit)),
        "q": Property(conflicts=("search",)),
        "search": Property(conflicts=("type", "q")),
        "type": Property(conflicts=("search",)),
    }

    def look_up(self, org: Org, arguments: Mapping[str, Any]) -> Properties:
        query = {name: arguments[name] for name in ("q", "search") if arguments.get(name)}
        if arguments.get("type"):
            query["filter"] = f'type eq "{arguments["type"]}"'
        query["limit"] = arguments["limit"]
        try:
            groups = [_group(group) for group in org.pages("v5", "/api/v1/groups", query=query)]
        except OperationError as error:
            raise OperationError(f"failed to list groups: {error}") from error
        return {"id": str(zlib.crc32(urlencode(sorted(query.items())).encode())), "groups": groups}


def _outside(limit: int) -> str | None:
    return None if 1 <= limit <= 10000 else f"expected limit to be in the range (1 - 10000), got {limit}"


def _group(group: Mapping[str, Any]) -> Properties:
    profile = group.get("profile") or {}
    custom = {key: profile[key] for key in sorted(profile) if key not in ("name", "description")}
    return {
        "id": group["id"],
        "name": profile.get("name") or "",
        "type": group.get("type") or "",
        "description": profile.get("description") or "",
        "customProfileAttributes": go_json(custom),
        # Promised by the schema, filled by no known version.
        "source": "",
    }
