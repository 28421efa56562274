"""Endpoints for the assignment of apps to groups."""

from __future__ import annotations

from typing import Any

from jamf_connect_okta.simulated_org.core.api import Answer, Call, Endpoint, no_content, ok
from jamf_connect_okta.simulated_org.core.errors import not_found, validation
from jamf_connect_okta.simulated_org.core.store import Document
from jamf_connect_okta.simulated_org.management.apps.app_documents import shown_app
from jamf_connect_okta.simulated_org.management.apps.apps import find_app
from jamf_connect_okta.simulated_org.management.bodies import objects
from jamf_connect_okta.simulated_org.management.pagination import page


def list_assignments(call: Call) -> Answer:
    """GET /apps/{appId}/groups: by ascending priority."""
    assignments = _by_priority(call, find_app(call))
    return page(call, assignments, lambda assignment: _shown(call, assignment), default_limit=20)


def list_apps_of_group(call: Call) -> Answer:
    """GET /groups/{groupId}/apps."""
    group_id, store = call.ids["groupId"], call.org.store
    call.org.require("group", group_id, lambda: not_found(group_id, "UserGroup"))
    assigned = {assignment["appId"] for assignment in store.find("appGroup", "groupId", group_id)}
    apps = [app for app in store.all("app") if app["id"] in assigned]
    return page(call, apps, lambda app: shown_app(call.org, app), default_limit=20)


def get_assignment(call: Call) -> Answer:
    """GET /apps/{appId}/groups/{groupId}."""
    return ok(_shown(call, _assignment(call)))


def put_assignment(call: Call) -> Answer:
    """PUT /apps/{appId}/groups/{groupId}: creates the assignment, or replaces its profile and priority.

    A priority that is taken moves the older assignments down. Without one, a new assignment comes last and an
    existing one keeps its place.
    """
    group_id = call.ids["groupId"]
    call.org.require("group", group_id, lambda: not_found(group_id, "UserGroup"))
    return _assigned(call, find_app(call), call.json() if call.content else {})


def patch_assignment(call: Call) -> Answer:
    """PATCH /apps/{appId}/groups/{groupId}: a JSON Patch (RFC 6902) of the priority and the profile.

    That `/priority` can be replaced is shown by the tests of Okta's own SDKs; nothing else about it is recorded.
    """
    changed = _assignment(call)["document"]
    for operation in call.json_objects():
        changed = _patched(changed, operation)
    return _assigned(call, find_app(call), changed)


def delete_assignment(call: Call) -> Answer:
    """DELETE /apps/{appId}/groups/{groupId}."""
    call.org.store.delete("appGroup", _assignment(call)["id"])
    return no_content()


def _assigned(call: Call, app: Document, body: dict[str, Any]) -> Answer:
    group_id, org = call.ids["groupId"], call.org
    profile, priority = objects(body, "profile"), body.get("priority")
    if priority is not None and (type(priority) is not int or not 0 <= priority <= 100):
        raise validation("priority", "priority: must be a number from 0 to 100")
    assignment_id = f"{app['id']}:{group_id}"
    others = [other for other in _by_priority(call, app) if other["id"] != assignment_id]
    if priority is None:
        old = org.store.get("appGroup", assignment_id)
        priority = _priority(old) if old else _priority(others[-1]) + 1 if others else 0
    _make_room(call, others, priority)
    document = {"id": group_id, "lastUpdated": org.now(), "priority": priority, "profile": profile}
    assignment = {"id": assignment_id, "appId": app["id"], "groupId": group_id, "document": document}
    org.store.put("appGroup", assignment)
    return ok(_shown(call, assignment))


def _patched(document: Document, operation: dict[str, Any]) -> Document:
    """The assignment after one operation of a patch."""
    op, path, profile = operation.get("op"), operation.get("path"), objects(document, "profile")
    if op == "replace" and path in ("/priority", "/profile"):
        return {**document, path[1:]: operation.get("value")}
    prefix, _, key = path.rpartition("/") if isinstance(path, str) else ("", "", "")
    if op == "replace" and prefix == "/profile":
        return {**document, "profile": {**profile, key: operation.get("value")}}
    if op == "remove" and prefix == "/profile" and key in profile:
        return {**document, "profile": {name: value for name, value in profile.items() if name != key}}
    raise validation("path", f"path: {op!r} can't be done to {path!r}")


def _by_priority(call: Call, app: Document) -> list[Document]:
    return sorted(call.org.store.find("appGroup", "appId", app["id"]), key=_priority)


def _priority(assignment: Document) -> int:
    return int(assignment["document"]["priority"])


def _make_room(call: Call, others: list[Document], priority: int) -> None:
    taken = priority
    for other in others:
        if _priority(other) == taken:
            taken += 1
            document: dict[str, Any] = {**other["document"], "priority": taken}
            call.org.store.put("appGroup", {**other, "document": document})


def _assignment(call: Call) -> Document:
    app, group_id = find_app(call), call.ids["groupId"]
    return call.org.require(
        "appGroup", f"{app['id']}:{group_id}", lambda: not_found(group_id, "ApplicationGroupAssignment")
    )


def _shown(call: Call, assignment: Document) -> Document:
    app_path = f"/api/v1/apps/{assignment['appId']}"
    links = {
        "app": call.org.href(app_path),
        "self": call.org.href(f"{app_path}/groups/{assignment['groupId']}"),
        "group": call.org.href(f"/api/v1/groups/{assignment['groupId']}"),
    }
    return {**assignment["document"], "_links": links}


_GROUPS = "/api/v1/apps/{appId}/groups"
ENDPOINTS = (
    Endpoint("GET", _GROUPS, list_assignments, "okta.apps"),
    Endpoint("GET", _GROUPS + "/{groupId}", get_assignment, "okta.apps"),
    Endpoint("PUT", _GROUPS + "/{groupId}", put_assignment, "okta.apps"),
    Endpoint("PATCH", _GROUPS + "/{groupId}", patch_assignment, "okta.apps"),
    Endpoint("DELETE", _GROUPS + "/{groupId}", delete_assignment, "okta.apps"),
    Endpoint("GET", "/api/v1/groups/{groupId}/apps", list_apps_of_group, "okta.groups"),
)
