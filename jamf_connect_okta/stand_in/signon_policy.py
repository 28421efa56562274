"""Authentication policies: `okta:index/appSignonPolicy:AppSignonPolicy`."""

from typing import Any, ClassVar

from jamf_connect_okta.stand_in.errors import OperationError
from jamf_connect_okta.stand_in.org import PAGE_SIZE, Org, last_segment
from jamf_connect_okta.stand_in.resource import Resource, ResourceType, require_identity_engine
from jamf_connect_okta.stand_in.schema import Property, Schema
from jamf_connect_okta.stand_in.values import Json

_TERRAFORM_NAME = "okta_app_signon_policy"


class AppSignonPolicy(ResourceType):
    """A policy and, while it is created, what its catch-all rule does; later changes of `catchAll` are ignored.

    The official plugin loses a policy whose creation fails halfway: it exists in Okta and not in the state.
    """

    token = "okta:index/appSignonPolicy:AppSignonPolicy"
    is_framework = True
    schema: ClassVar[Schema] = {
        "catchAll": Property(kind="bool", default=True),
        "defaultRuleId": Property(output=True),
        "description": Property(required=True),
        "name": Property(named=True),
        "priority": Property(kind="int", default=1),
    }

    def create(self, org: Org, resource: Resource) -> None:
        require_identity_engine(org, _TERRAFORM_NAME)
        answer = _call(org, "failed to create access policy", "POST", "/api/v1/policies", _body(resource))
        _take(org, resource, answer)
        if not resource["catchAll"]:
            rules = f"/api/v1/policies/{answer['id']}/rules"
            rule = _default_rule(org, rules, "failed to find default policy rule")
            # The whole rule goes back as it came, but for its access.
            rule["actions"]["appSignOn"]["access"] = "DENY"
            failure = "failed to update access policy default rule to DENY"
            _call(org, failure, "PUT", f"{rules}/{rule['id']}", rule)
        resource.id = answer["id"]

    def read(self, org: Org, resource: Resource) -> None:
        require_identity_engine(org, _TERRAFORM_NAME)
        # Not even a 404 is handled: a policy that was deleted behind the engine's back makes a refresh fail.
        _take(org, resource, _call(org, "failed to read access policy", "GET", f"/api/v1/policies/{resource.id}"))

    def update(self, org: Org, resource: Resource) -> None:
        require_identity_engine(org, _TERRAFORM_NAME)
        path = f"/api/v1/policies/{resource.id}"
        _take(org, resource, _call(org, "failed to update access policy", "PUT", path, _body(resource)))

    def delete(self, org: Org, resource: Resource) -> None:
        """Apps that still follow the policy are given the default one first."""
        require_identity_engine(org, _TERRAFORM_NAME)
        try:
            default = org.default_access_policy("v5")
        except OperationError as error:
            raise OperationError(f"error finding default access policy: {error}") from error
        try:
            apps = list(org.pages("v5", "/api/v1/apps", query={"limit": PAGE_SIZE}))
        except OperationError as error:
            raise OperationError(
                f"failed to list apps in preparation to delete authentication policy: {error}"
            ) from error
        for app in apps:
            policy = ((app.get("_links") or {}).get("accessPolicy") or {}).get("href") or ""
            if last_segment(policy) == resource.id:
                _assign(org, app["id"], default)
        _call(org, "failed to delete access policy", "DELETE", f"/api/v1/policies/{resource.id}")

    def adopt(self, _org: Org, resource: Resource) -> None:
        """What `catchAll` was at creation can't be read; the official plugin leaves it unset for an update to set."""
        resource["catchAll"] = True


def _body(resource: Resource) -> dict[str, Any]:
    return {
        "type": "ACCESS_POLICY",
        "name": resource["name"],
        "description": resource["description"],
        "priority": resource["priority"],
    }


def _take(org: Org, resource: Resource, answer: dict[str, Any]) -> None:
    resource["name"] = answer.get("name") or ""
    resource["description"] = answer.get("description") or ""
    if answer.get("priority") is not None:
        resource["priority"] = answer["priority"]
    path = f"/api/v1/policies/{answer['id']}/rules"
    resource["defaultRuleId"] = _default_rule(org, path, "failed to get default access policy rule")["id"]


def _default_rule(org: Org, path: str, failure: str) -> dict[str, Any]:
    rules: list[dict[str, Any]] = _call(org, failure, "GET", path)
    for rule in rules:
        if rule.get("system"):
            return rule
    raise OperationError(f"{failure}: policy does not have a default (system) access policy rule")


def _assign(org: Org, app_id: str, policy_id: str) -> None:
    try:
        org.call("v5", "PUT", f"/api/v1/apps/{app_id}/policies/{policy_id}")
    except OperationError:
        # As in the official plugin: the deletion itself will say what is wrong.
        return


def _call(org: Org, failure: str, method: str, path: str, body: Json = None) -> Json:
    try:
        return org.call("v5", method, path, body=body)
    except OperationError as error:
        raise OperationError(f"{failure}: {error}") from error
