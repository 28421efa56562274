"""Rules of authentication policies: `okta:index/appSignonPolicyRule:AppSignonPolicyRule`."""

from collections.abc import Mapping
from typing import Any, ClassVar

from jamf_connect_okta.stand_in.checks import Failure
from jamf_connect_okta.stand_in.constraints import chain, chain_text, constraint, constraint_text
from jamf_connect_okta.stand_in.errors import OperationError
from jamf_connect_okta.stand_in.org import Org
from jamf_connect_okta.stand_in.resource import Resource, ResourceType, import_pair, require_identity_engine
from jamf_connect_okta.stand_in.schema import Property, Schema, block, json_text, one_of
from jamf_connect_okta.stand_in.signon_rule_conditions import conditions, take_conditions
from jamf_connect_okta.stand_in.values import UNKNOWN

_TERRAFORM_NAME = "okta_app_signon_policy_rule"
_CATCH_ALL = "Catch-all Rule"
_TWICE = "CANNOT set re_authentication_frequency AND reauthenticateIn in one or more entries in chains at the same time"


def _chains_decide(old: object, new: object, others: Mapping[str, Any]) -> bool:
    return old == new or any("reauthenticateIn" in chain(text) for text in others.get("chains") or ())


def _only_true(value: object) -> str | None:
    if value:
        return None
    return "'device_is_registered' can either be set to 'true' or should not be present in the configuration"


_SET = Property(kind="set")


class AppSignonPolicyRule(ResourceType):
    """One rule. Rules never change at the same time; a deleted policy takes its rules along, so they read as gone."""

    token = "okta:index/appSignonPolicyRule:AppSignonPolicyRule"
    schema: ClassVar[Schema] = {
        "access": Property(default="ALLOW"),
        "chains": Property(kind="list", element=json_text()),
        "constraints": Property(kind="list", element=json_text()),
        "customExpression": Property(),
        "deviceAssurancesIncluded": _SET,
        "deviceIsManaged": Property(kind="bool", requires=("deviceIsRegistered",)),
        "deviceIsRegistered": Property(kind="bool", problem=_only_true),
        "factorMode": Property(default="2FA"),
        "groupsExcluded": _SET,
        "groupsIncluded": _SET,
        "inactivityPeriod": Property(),
        "keepMeSignedIn": Property(
            kind="block",
            computed=True,
            fields={
                "postAuth": Property(default="NOT_ALLOWED", problem=one_of("ALLOWED", "NOT_ALLOWED")),
                "postAuthPromptFrequency": Property(),
            },
        ),
        "name": Property(named=True),
        "networkConnection": Property(default="ANYWHERE"),
        "networkExcludes": Property(kind="list", conflicts=("networkIncludes",)),
        "networkIncludes": Property(kind="list", conflicts=("networkExcludes",)),
        "office365ClientIncludes": _SET,
        "platformIncludes": Property(
            kind="set", element=block(osExpression=Property(), osType=Property(), type=Property())
        ),
        "policyId": Property(required=True, replaces=True),
        "priority": Property(kind="int"),
        "reAuthenticationFrequency": Property(default="PT2H", suppressed=_chains_decide),
        "riskScore": Property(computed=True),
        "status": Property(default="ACTIVE"),
        "system": Property(kind="bool", output=True),
        "type": Property(default="ASSURANCE"),
        "userTypesExcluded": _SET,
        "userTypesIncluded": _SET,
        "usersExcluded": _SET,
        "usersIncluded": _SET,
    }

    def failures(self, inputs: Mapping[str, Any]) -> list[Failure]:
        chains = inputs.get("chains") or ()
        twice = inputs.get("reAuthenticationFrequency") is not None and any(
            "reauthenticateIn" in text for text in chains if text != UNKNOWN
        )
        return [Failure("reAuthenticationFrequency", _TWICE)] if twice else []

    def create(self, org: Org, resource: Resource) -> None:
        with org.app_rules:
            require_identity_engine(org, _TERRAFORM_NAME)
            path = f"/api/v1/policies/{resource['policyId']}/rules"
            try:
                answer = org.call("supplement", "POST", path, body=_body(resource))
            except OperationError as error:
                raise OperationError(f"failed to create app sign on policy rule: {error}") from error
            resource.id = answer["id"]
            if resource["status"] == "INACTIVE":
                _set_status(org, resource, "failed to deactivate app sign on policy rule")
            self.read(org, resource)

    def read(self, org: Org, resource: Resource) -> None:
        require_identity_engine(org, _TERRAFORM_NAME)
        try:
            rule = org.found("supplement", _path(resource))
        except OperationError as error:
            raise OperationError(f"failed to get app sign on policy rule: {error}") from error
        if rule is None:
            resource.gone()
            return
        resource["system"] = bool(rule.get("system"))
        resource["name"], resource["status"] = rule.get("name"), rule.get("status")
        if rule.get("priority") is not None:
            resource["priority"] = rule["priority"]
        _take_action(resource, rule["actions"].get("appSignOn"))
        if rule.get("conditions") is not None:
            take_conditions(resource, rule["conditions"])

    def update(self, org: Org, resource: Resource) -> None:
        with org.app_rules:
            require_identity_engine(org, _TERRAFORM_NAME)
            body = _body(resource)
            if resource["system"]:
                del body["conditions"]
            try:
                org.call("supplement", "PUT", _path(resource), body=body)
            except OperationError as error:
                raise OperationError(f"failed to update app sign on policy rule: {error}") from error
            if resource.changed("status"):
                _set_status(org, resource, "failed to change app sign on policy rule status")
            self.read(org, resource)

    def delete(self, org: Org, resource: Resource) -> None:
        require_identity_engine(org, _TERRAFORM_NAME)
        with org.app_rules:
            if resource["name"] == _CATCH_ALL:
                # It goes with its policy.
                return
            try:
                org.call("supplement", "DELETE", _path(resource))
            except OperationError as error:
                raise OperationError(f"failed to delete app sign-on policy rule: {error}") from error

    def adopt(self, _org: Org, resource: Resource) -> None:
        problem = "invalid policy rule specifier. Expecting {policyID}/{ruleID}"
        resource["policyId"], resource.id = import_pair(resource.id, problem)


def _path(resource: Resource) -> str:
    return f"/api/v1/policies/{resource['policyId']}/rules/{resource.id}"


def _set_status(org: Org, resource: Resource, failure: str) -> None:
    verb = "activate" if resource["status"] == "ACTIVE" else "deactivate"
    try:
        org.call("supplement", "POST", f"{_path(resource)}/lifecycle/{verb}")
    except OperationError as error:
        raise OperationError(f"{failure}: {error}") from error


def _body(resource: Resource) -> dict[str, Any]:
    chains = [chain(text) for text in resource["chains"]]
    # Okta takes the frequency in one place only.
    frequency = "" if any("reauthenticateIn" in each for each in chains) else resource["reAuthenticationFrequency"]
    method = {
        "factorMode": resource["factorMode"],
        "reauthenticateIn": frequency,
        "inactivityPeriod": resource["inactivityPeriod"],
        "type": resource["type"],
        "constraints": [constraint(text) for text in resource["constraints"]],
        "chains": chains,
    }
    action = {
        "access": resource["access"],
        "verificationMethod": {name: value for name, value in method.items() if value},
    }
    if resource["keepMeSignedIn"]:
        action["keepMeSignedIn"] = {name: value for name, value in resource["keepMeSignedIn"].items() if value}
    body = {
        "type": "ACCESS_POLICY",
        "name": resource["name"],
        # An unset priority is sent as 0, the highest.
        "priority": resource["priority"],
        "actions": {"appSignOn": action},
        "conditions": conditions(resource),
    }
    return body | {"system": True} if resource["system"] else body


def _take_action(resource: Resource, action: Mapping[str, Any] | None) -> None:
    if action is None:
        return
    resource["access"] = action.get("access")
    method = action.get("verificationMethod")
    if method is not None:
        resource["type"] = method.get("type")
        # Okta names no factor mode for method chains.
        resource["factorMode"] = method.get("factorMode") or "2FA"
        resource["reAuthenticationFrequency"] = method.get("reauthenticateIn") or ""
        resource.set_unless_blank("inactivityPeriod", method.get("inactivityPeriod"))
        resource["constraints"] = [constraint_text(each) for each in method.get("constraints") or ()]
        resource.set_unless_blank("chains", [chain_text(each) for each in method.get("chains") or ()])
    signed_in = action.get("keepMeSignedIn")
    resource["keepMeSignedIn"] = signed_in and {
        "postAuth": signed_in.get("postAuth") or "",
        "postAuthPromptFrequency": signed_in.get("postAuthPromptFrequency") or "",
    }
