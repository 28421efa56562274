"""The groups assigned to an app: `okta:index/appGroupAssignments:AppGroupAssignments`."""

import json
import random
from collections.abc import Collection, Iterable, Mapping
from typing import Any, ClassVar, TypeVar

from jamf_connect_okta.stand_in.errors import ApiError, OperationError
from jamf_connect_okta.stand_in.org import PAGE_SIZE, Org
from jamf_connect_okta.stand_in.resource import Resource, ResourceType
from jamf_connect_okta.stand_in.schema import Property, Schema, block, go_json, go_json_text, json_text, same_json

T = TypeVar("T")


def _keeps_when_zero(_old: object, new: object, _others: object) -> bool:
    return not new


_PROFILE = Property(
    required=True, problem=json_text().problem, canonical=go_json_text, suppressed=same_json, default="{}"
)


class AppGroupAssignments(ResourceType):
    """All groups of one app; one that somebody adds by hand is drift. The id is the app's.

    Created in the program's order, updated in any.
    """

    token = "okta:index/appGroupAssignments:AppGroupAssignments"
    schema: ClassVar[Schema] = {
        "appId": Property(required=True, replaces=True),
        "groups": Property(
            kind="list",
            element=block(
                id=Property(required=True),
                priority=Property(kind="int", suppressed=_keeps_when_zero),
                profile=_PROFILE,
            ),
        ),
    }

    def create(self, org: Org, resource: Resource) -> None:
        for group in resource["groups"]:
            try:
                _assign(org, resource, group, with_zero=False)
            except OperationError as error:
                raise OperationError(f"failed to create application group assignment: {error}") from error
        resource.id = resource["appId"]
        self.read(org, resource)

    def read(self, org: Org, resource: Resource) -> None:
        path = f"/api/v1/apps/{resource['appId']}/groups"
        try:
            assignments = list(org.pages("v2", path, query={"limit": PAGE_SIZE}))
        except ApiError as error:
            if error.is_not_found:
                resource.gone()
                return
            raise OperationError(f"failed to fetch group assignments: {error.with_status}") from error
        known = resource["groups"]
        by_id = {assignment["id"]: assignment for assignment in assignments}
        kept = [_known(group, by_id[group["id"]]) for group in known if group["id"] in by_id]
        ids = {group["id"] for group in known}
        foreign = [_foreign(each, with_profile=not known) for each in assignments if each["id"] not in ids]
        resource["groups"] = kept + foreign

    def update(self, org: Org, resource: Resource) -> None:
        wanted = _by_id(resource["groups"])
        for group_id in _in_any_order(_by_id(resource.previous.get("groups") or ()).keys() - wanted.keys()):
            _remove(
                org,
                resource,
                group_id,
                f"failed to delete group assignment: could not delete assignment for group {group_id}, "
                f"to application {resource['appId']}",
            )
        for group in _in_any_order(wanted.values()):
            try:
                _assign(org, resource, group, with_zero=True)
            except OperationError as error:
                raise OperationError(f"failed to add/update group assignment: {error}") from error
        self.read(org, resource)

    def delete(self, org: Org, resource: Resource) -> None:
        for group in resource["groups"]:
            _remove(org, resource, group["id"], "failed to delete application group assignment")

    def adopt(self, _org: Org, resource: Resource) -> None:
        resource["appId"] = resource.id


def _by_id(groups: Iterable[Mapping[str, Any]]) -> dict[str, Mapping[str, Any]]:
    return {group["id"]: group for group in groups}


def _in_any_order(members: Collection[T]) -> list[T]:
    """The official plugin walks through a Go map, so that no order can be relied on."""
    return random.sample(list(members), len(members))


def _assign(org: Org, resource: Resource, group: Mapping[str, Any], *, with_zero: bool) -> None:
    body = {"id": group["id"], "profile": json.loads(group.get("profile") or "{}")}
    priority = group.get("priority") or 0
    # A priority that the program leaves out is sent as 0 by every update, and not at all before.
    if priority or with_zero:
        body["priority"] = priority
    org.call("v2", "PUT", f"/api/v1/apps/{resource['appId']}/groups/{group['id']}", body=body)


def _remove(org: Org, resource: Resource, group_id: str, failure: str) -> None:
    try:
        org.call("v2", "DELETE", f"/api/v1/apps/{resource['appId']}/groups/{group_id}")
    except ApiError as error:
        if not error.is_not_found:
            raise OperationError(f"{failure}: {error.with_status}") from error


def _known(group: Mapping[str, Any], assignment: Mapping[str, Any]) -> dict[str, Any]:
    """Of the profile, Okta's values for the keys that the program has."""
    profile = json.loads(group.get("profile") or "{}")
    answered = assignment.get("profile") or {}
    profile |= {key: answered[key] for key in profile if answered.get(key) is not None}
    return {"id": assignment["id"], "profile": go_json_text(json.dumps(profile)), **_priority(assignment)}


def _foreign(assignment: Mapping[str, Any], *, with_profile: bool) -> dict[str, Any]:
    # Beside groups of the program, a foreign one's profile is not taken; in an import it is.
    profile = {"profile": go_json(assignment.get("profile") or {})} if with_profile else {}
    return {"id": assignment["id"], **profile, **_priority(assignment)}


def _priority(assignment: Mapping[str, Any]) -> dict[str, int]:
    priority = assignment.get("priority")
    return {} if priority is None or priority < 0 else {"priority": priority}
