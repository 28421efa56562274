"""A person assigned to an app: `okta:app/user:User`."""

import json
from collections.abc import Mapping
from typing import Any, ClassVar

from jamf_connect_okta.stand_in.errors import ApiError, OperationError
from jamf_connect_okta.stand_in.org import Org
from jamf_connect_okta.stand_in.resource import Resource, ResourceType, import_pair
from jamf_connect_okta.stand_in.schema import Property, Schema, go_json_text, json_text
from jamf_connect_okta.stand_in.values import Json

_SHARED = "SHARED_USERNAME_AND_PASSWORD"


def _is_shared(_old: object, _new: object, others: Mapping[str, Any]) -> bool:
    return bool(others.get("hasSharedUsername"))


class AppUser(ResourceType):
    """One person's assignment. Neither id replaces it, though an assignment can't move: an update then fails."""

    token = "okta:app/user:User"
    schema: ClassVar[Schema] = {
        "appId": Property(required=True),
        "userId": Property(required=True),
        "username": Property(suppressed=_is_shared),
        "hasSharedUsername": Property(kind="bool", output=True),
        "password": Property(secret=True),
        "profile": json_text(),
        "retainAssignment": Property(kind="bool", default=False),
    }

    def create(self, org: Org, resource: Resource) -> None:
        _check_username(org, resource)
        path = f"/api/v1/apps/{resource['appId']}/users"
        try:
            answer = org.call("v2", "POST", path, body=_body(resource))
        except OperationError as error:
            raise OperationError(f"failed to assign user to application: {error}") from error
        resource.id = answer["id"]
        self.read(org, resource)

    def read(self, org: Org, resource: Resource) -> None:
        app = _found(org, f"/api/v1/apps/{resource['appId']}", "failed to get application by ID")
        if app is None:
            resource.gone()
            return
        resource["hasSharedUsername"] = _shares_username(app)
        path = f"/api/v1/apps/{resource['appId']}/users/{resource['userId']}"
        user = _found(org, path, "failed to get application's user")
        if user is None:
            resource.gone()
            return
        profile = user.get("profile")
        resource["profile"] = go_json_text(json.dumps(profile)) if profile is not None else ""
        resource["username"] = user["credentials"].get("userName") or ""

    def update(self, org: Org, resource: Resource) -> None:
        _check_username(org, resource)
        path = f"/api/v1/apps/{resource['appId']}/users/{resource['userId']}"
        try:
            org.call("v2", "POST", path, body=_body(resource))
        except OperationError as error:
            raise OperationError(f"failed to update application's user: {error}") from error
        self.read(org, resource)

    def delete(self, org: Org, resource: Resource) -> None:
        if resource["retainAssignment"]:
            return
        try:
            org.call("v2", "DELETE", f"/api/v1/apps/{resource['appId']}/users/{resource['userId']}")
        except OperationError as error:
            raise OperationError(f"failed to delete application's user: {error}") from error

    def adopt(self, org: Org, resource: Resource) -> None:
        problem = "invalid resource import specifier. Use: terraform import <app_id>/<user_id>"
        app_id, user_id = import_pair(resource.id, problem)
        resource["appId"], resource["userId"], resource["retainAssignment"] = app_id, user_id, False
        resource.id = org.call("v2", "GET", f"/api/v1/apps/{app_id}/users/{user_id}")["id"]


def _body(resource: Resource) -> dict[str, Any]:
    password = {"value": resource["password"]} if resource["password"] else {}
    username = {"userName": resource["username"]} if resource["username"] else {}
    body: dict[str, Any] = {"id": resource["userId"], "credentials": {**username, "password": password}}
    # Whatever profile the state knows goes back with an update, the values Okta had filled in included.
    return body | {"profile": json.loads(resource["profile"])} if resource["profile"] else body


def _check_username(org: Org, resource: Resource) -> None:
    try:
        app = org.call("v2", "GET", f"/api/v1/apps/{resource['appId']}")
    except OperationError as error:
        raise OperationError(f"failed to get application by ID: {error}") from error
    is_shared = _shares_username(app)
    if is_shared and resource["username"]:
        raise OperationError(
            f"'username' should not be set if it is assigned to the app with '{_SHARED}' credentials scheme"
        )
    if not is_shared and not resource["username"]:
        raise OperationError(
            f"'username' is required (the only exception is when the assigned app has '{_SHARED}' credentials scheme)"
        )
    resource["hasSharedUsername"] = is_shared


def _shares_username(app: Mapping[str, Any]) -> bool:
    return bool((app.get("credentials") or {}).get("scheme") == _SHARED)


def _found(org: Org, path: str, failure: str) -> Json:
    try:
        return org.call("v2", "GET", path)
    except ApiError as error:
        if error.is_not_found:
            return None
        raise OperationError(f"{failure}: {error}") from error
