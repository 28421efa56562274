"""Global session policies: `okta:policy/signon:Signon`."""

from typing import Any, ClassVar

from jamf_connect_okta.stand_in.errors import OperationError
from jamf_connect_okta.stand_in.org import Org
from jamf_connect_okta.stand_in.resource import Resource, ResourceType
from jamf_connect_okta.stand_in.schema import Property, Schema, in_hash_order


def keeps_when_zero(_old: object, new: object, _others: object) -> bool:
    """A priority that the program leaves out is Okta's to choose."""
    return not new


def check_priority(resource: Resource, answer: dict[str, Any]) -> None:
    """Raises OperationError where Okta chose another priority; the resource exists all the same."""
    wanted, given = resource["priority"], answer.get("priority")
    if wanted and given is not None and wanted != given:
        raise OperationError(
            f"provided priority was not valid, got: {wanted}, API responded with: {given}. "
            "See schema for attribute details"
        )


class SessionPolicy(ResourceType):
    """A global session policy; the one named "Default Policy" can't be touched."""

    token = "okta:policy/signon:Signon"
    schema: ClassVar[Schema] = {
        "description": Property(),
        "groupsIncluded": Property(kind="set"),
        "name": Property(named=True),
        "priority": Property(kind="int", suppressed=keeps_when_zero),
        "status": Property(default="ACTIVE"),
    }

    def create(self, org: Org, resource: Resource) -> None:
        try:
            _refuse_default(resource)
            answer = org.call("supplement", "POST", "/api/v1/policies", body=_body(resource))
            resource.id = answer["id"]
            check_priority(resource, answer)
            _set_status(org, resource)
        except OperationError as error:
            raise OperationError(f"failed to create sign-on policy: {error}") from error
        self.read(org, resource)

    def read(self, org: Org, resource: Resource) -> None:
        try:
            policy = org.found("supplement", f"/api/v1/policies/{resource.id}")
        except OperationError as error:
            raise OperationError(f"failed to get sign-on policy: {error}") from error
        if policy is None:
            resource.gone()
            return
        resource["name"], resource["status"] = policy.get("name"), policy.get("status")
        resource["description"] = policy.get("description") or ""
        if policy.get("priority") is not None:
            resource["priority"] = policy["priority"]
        groups = (((policy.get("conditions") or {}).get("people") or {}).get("groups") or {}).get("include")
        if groups is not None:
            resource["groupsIncluded"] = sorted(groups)

    def update(self, org: Org, resource: Resource) -> None:
        try:
            _refuse_default(resource)
            answer = org.call("supplement", "PUT", f"/api/v1/policies/{resource.id}", body=_body(resource))
            check_priority(resource, answer)
            _set_status(org, resource)
        except OperationError as error:
            raise OperationError(f"failed to update sign-on policy: {error}") from error
        self.read(org, resource)

    def delete(self, org: Org, resource: Resource) -> None:
        try:
            _refuse_default(resource)
            org.call("v2", "DELETE", f"/api/v1/policies/{resource.id}")
        except OperationError as error:
            raise OperationError(f"failed to delete sign-on policy: {error}") from error


def _refuse_default(resource: Resource) -> None:
    if resource["name"] == "Default Policy":
        raise OperationError("Default Policy is immutable")


def _body(resource: Resource) -> dict[str, Any]:
    body: dict[str, Any] = {"type": "OKTA_SIGN_ON", "name": resource["name"], "status": resource["status"]}
    if resource["description"]:
        body["description"] = resource["description"]
    if resource["priority"]:
        body["priority"] = resource["priority"]
    groups = in_hash_order(resource["groupsIncluded"])
    return body | {"conditions": {"people": {"groups": {"include": groups}}} if groups else {}}


def _set_status(org: Org, resource: Resource) -> None:
    """Sent always, whatever the status is."""
    verb = {"ACTIVE": "activate", "INACTIVE": "deactivate"}.get(resource["status"])
    if verb is None:
        return
    try:
        org.call("v2", "POST", f"/api/v1/policies/{resource.id}/lifecycle/{verb}")
    except OperationError as error:
        raise OperationError(f"{verb[:-1]}ion has failed: {error}") from error
