"""The API scopes an app may ask for: `okta:index/appOauthApiScope:AppOauthApiScope`."""

from collections.abc import Iterable
from typing import Any, ClassVar

from jamf_connect_okta.stand_in.errors import ApiError, OperationError
from jamf_connect_okta.stand_in.org import Org
from jamf_connect_okta.stand_in.resource import Resource, ResourceType
from jamf_connect_okta.stand_in.schema import Property, Schema, in_hash_order


class AppOauthApiScope(ResourceType):
    """All grants of one app: one that somebody gives by hand is drift and gets revoked. The id is the app's."""

    token = "okta:index/appOauthApiScope:AppOauthApiScope"
    schema: ClassVar[Schema] = {
        "appId": Property(required=True, replaces=True),
        "issuer": Property(required=True),
        "scopes": Property(kind="set", required=True),
    }

    def create(self, org: Org, resource: Resource) -> None:
        _grant(org, resource, in_hash_order(resource["scopes"]))
        self.read(org, resource)

    def read(self, org: Org, resource: Resource) -> None:
        grants = _grants(org, resource)
        if grants is None:
            resource.gone()
            return
        resource.id = resource["appId"]
        resource["scopes"] = sorted(grant["scopeId"] for grant in grants)

    def update(self, org: Org, resource: Resource) -> None:
        granted = [grant["scopeId"] for grant in _grants(org, resource) or ()]
        wanted = in_hash_order(resource["scopes"])
        _grant(org, resource, [scope for scope in wanted if scope not in granted])
        _revoke(org, resource, [scope for scope in granted if scope not in wanted])
        self.read(org, resource)

    def delete(self, org: Org, resource: Resource) -> None:
        _revoke(org, resource, in_hash_order(resource["scopes"]))

    def adopt(self, org: Org, resource: Resource) -> None:
        grants = org.call("v2", "GET", f"/api/v1/apps/{resource.id}/grants")
        if not grants:
            raise OperationError("no application scope found")
        resource["appId"] = resource.id
        # All grants of an app share the issuer, the official plugin assumes.
        resource["issuer"] = grants[0]["issuer"]


def _grants(org: Org, resource: Resource) -> list[dict[str, Any]] | None:
    try:
        grants: list[dict[str, Any]] | None = org.call("v2", "GET", _path(resource))
    except ApiError as error:
        # The app's 404 too: grants of an app that is gone make a refresh fail.
        raise OperationError(f"failed to get application scope consent grants: {error}") from error
    return grants


def _grant(org: Org, resource: Resource, scopes: Iterable[str]) -> None:
    for scope in scopes:
        try:
            org.call("v2", "POST", _path(resource), body={"issuer": resource["issuer"], "scopeId": scope})
        except OperationError as error:
            raise OperationError(
                f"failed to create application scope consent grant: failed to grant application api scope: {error}"
            ) from error


def _revoke(org: Org, resource: Resource, scopes: Iterable[str]) -> None:
    try:
        grants = org.found("v2", _path(resource)) or []
    except OperationError as error:
        raise OperationError(
            f"failed to get application scope consent grant: failed to get application scope consent grants: {error}"
        ) from error
    ids = {grant["scopeId"]: grant["id"] for grant in grants}
    for scope in scopes:
        try:
            # A scope that is no longer granted ends in an empty id, and Okta's 404 is passed over.
            org.call("v2", "DELETE", f"{_path(resource)}/{ids.get(scope, '')}")
        except ApiError as error:
            if not error.is_not_found:
                raise OperationError(
                    "failed to revoke application scope consent grant: "
                    f"failed to revoke application api scope: {error.with_status}"
                ) from error


def _path(resource: Resource) -> str:
    return f"/api/v1/apps/{resource['appId']}/grants"
