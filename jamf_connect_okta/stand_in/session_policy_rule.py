"""Rules of global session policies: `okta:policy/ruleSignon:RuleSignon`."""

from typing import ClassVar

from jamf_connect_okta.stand_in.errors import OperationError
from jamf_connect_okta.stand_in.org import Org
from jamf_connect_okta.stand_in.resource import Resource, ResourceType, import_pair
from jamf_connect_okta.stand_in.schema import Property, Schema, block
from jamf_connect_okta.stand_in.session_policy import check_priority, keeps_when_zero
from jamf_connect_okta.stand_in.session_rule_body import body, take_action, take_conditions
from jamf_connect_okta.stand_in.values import Json

_FLAG = Property(kind="bool", default=False)
_CRITERION = block(factorType=Property(required=True), provider=Property(required=True))


class SessionPolicyRule(ResourceType):
    """One rule; the one named "Default Rule" can't be touched. A new name takes a new rule."""

    token = "okta:policy/ruleSignon:RuleSignon"
    schema: ClassVar[Schema] = {
        "access": Property(default="ALLOW"),
        "authtype": Property(default="ANY"),
        "behaviors": Property(kind="set"),
        "factorSequences": Property(
            kind="list",
            element=block(
                primaryCriteriaFactorType=Property(required=True),
                primaryCriteriaProvider=Property(required=True),
                secondaryCriterias=Property(kind="list", element=_CRITERION),
            ),
        ),
        "identityProvider": Property(default="ANY"),
        "identityProviderIds": Property(kind="list"),
        "mfaLifetime": Property(kind="int"),
        "mfaPrompt": Property(),
        "mfaRememberDevice": _FLAG,
        "mfaRequired": _FLAG,
        "name": Property(named=True, replaces=True),
        "networkConnection": Property(default="ANYWHERE"),
        "networkExcludes": Property(kind="list", conflicts=("networkIncludes",)),
        "networkIncludes": Property(kind="list", conflicts=("networkExcludes",)),
        "policyId": Property(replaces=True),
        "primaryFactor": Property(computed=True),
        "priority": Property(kind="int", suppressed=keeps_when_zero),
        "riscLevel": Property(),
        "riskLevel": Property(),
        "sessionIdle": Property(kind="int", default=120),
        "sessionLifetime": Property(kind="int", default=120),
        "sessionPersistent": _FLAG,
        "status": Property(default="ACTIVE"),
        "usersExcluded": Property(kind="set"),
    }

    def create(self, org: Org, resource: Resource) -> None:
        _validate(resource)
        try:
            _refuse_default(resource)
            path = f"/api/v1/policies/{_policy(resource)}/rules"
            try:
                answer = org.call("supplement", "POST", path, body=body(resource))
            except OperationError as error:
                raise OperationError(f"failed to create policy rule: {error}") from error
            if resource["status"] == "INACTIVE":
                _deactivate_new(org, f"{path}/{answer['id']}")
            resource.id = answer["id"]
            check_priority(resource, answer)
        except OperationError as error:
            raise OperationError(f"failed to create sign-on policy rule: {error}") from error
        self.read(org, resource)

    def read(self, org: Org, resource: Resource) -> None:
        try:
            rule = _rule(org, resource)
        except OperationError as error:
            raise OperationError(f"failed to get sign-on policy rule: {error}") from error
        if rule is None:
            resource.gone()
            return
        take_action(resource, rule["actions"]["signon"])
        take_conditions(resource, rule["conditions"])
        resource["name"], resource["status"] = rule.get("name"), rule.get("status")
        resource["priority"] = rule.get("priority") or 0

    def update(self, org: Org, resource: Resource) -> None:
        _validate(resource)
        try:
            _refuse_default(resource)
            answer = org.call("supplement", "PUT", _path(resource), body=body(resource))
            check_priority(resource, answer)
            # Sent always, whatever the status was.
            if verb := {"ACTIVE": "activate", "INACTIVE": "deactivate"}.get(resource["status"]):
                _change_status(org, resource, verb)
        except OperationError as error:
            raise OperationError(f"failed to update sign-on policy rule: {error}") from error
        self.read(org, resource)

    def delete(self, org: Org, resource: Resource) -> None:
        try:
            _refuse_default(resource)
            rule = _rule(org, resource)
            if rule is not None and not rule.get("system"):
                org.call("v2", "DELETE", _path(resource))
        except OperationError as error:
            # The official plugin says MFA here.
            raise OperationError(f"failed to delete MFA policy rule: {error}") from error

    def adopt(self, _org: Org, resource: Resource) -> None:
        problem = "invalid policy rule specifier. Expecting {policyID}/{ruleID}"
        resource["policyId"], resource.id = import_pair(resource.id, problem)


def _validate(resource: Resource) -> None:
    if bool(resource["factorSequences"]) != (resource["access"] == "CHALLENGE"):
        raise OperationError("'factor_sequence' can only be set when access is 'CHALLENGE' and vice versa")
    # What follows is not looked at without a prompt.
    if not resource["mfaPrompt"]:
        return
    if resource["mfaPrompt"] != "DEVICE" and resource["mfaRememberDevice"]:
        raise OperationError("'mfa_remember_device' can only be set when mfa_prompt='DEVICE'")
    if resource["identityProvider"] == "SPECIFIC_IDP" and not resource["identityProviderIds"]:
        raise OperationError(
            "'identity_provider_ids' should have at least one element when 'identity_provider' is 'SPECIFIC_IDP'"
        )


def _refuse_default(resource: Resource) -> None:
    if resource["name"] == "Default Rule":
        raise OperationError("Default Rule is immutable")


def _policy(resource: Resource) -> str:
    if not resource["policyId"]:
        raise OperationError("'policy_id' field should be set")
    return str(resource["policyId"])


def _path(resource: Resource) -> str:
    return f"/api/v1/policies/{_policy(resource)}/rules/{resource.id}"


def _rule(org: Org, resource: Resource) -> Json:
    """The rule, None where it or its policy is gone; the policy is asked for first."""
    if org.found("supplement", f"/api/v1/policies/{_policy(resource)}") is None:
        return None
    return org.found("supplement", _path(resource))


def _deactivate_new(org: Org, path: str) -> None:
    try:
        org.call("v2", "POST", f"{path}/lifecycle/deactivate")
    except OperationError as error:
        raise OperationError(f"failed to deactivate policy rule on creation: {error}") from error


def _change_status(org: Org, resource: Resource, verb: str) -> None:
    try:
        org.call("v2", "POST", f"{_path(resource)}/lifecycle/{verb}")
    except OperationError as error:
        raise OperationError(f"{verb[:-1]}ion has failed: {error}") from error
