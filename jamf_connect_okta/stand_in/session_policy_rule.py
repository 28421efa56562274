"""Rules of global session policies: `okta:policy/ruleSignon:RuleSignon`."""

from collections.abc import Mapping
from typing import Any, ClassVar

from jamf_connect_okta.stand_in.errors import OperationError
from jamf_connect_okta.stand_in.org import Org
from jamf_connect_okta.stand_in.resource import Resource, ResourceType, import_pair
from jamf_connect_okta.stand_in.schema import Property, Schema, block, in_hash_order
from jamf_connect_okta.stand_in.session_policy import check_priority, keeps_when_zero
from jamf_connect_okta.stand_in.signon_rule_conditions import network, take_network
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
                answer = org.call("v2", "POST", path, body=_body(resource))
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
        _take_action(resource, rule["actions"]["signon"])
        _take_conditions(resource, rule["conditions"])
        resource["name"], resource["status"] = rule.get("name"), rule.get("status")
        resource["priority"] = rule.get("priority") or 0

    def update(self, org: Org, resource: Resource) -> None:
        _validate(resource)
        try:
            _refuse_default(resource)
            answer = org.call("v2", "PUT", _path(resource), body=_body(resource))
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
    if org.found("v2", f"/api/v1/policies/{_policy(resource)}") is None:
        return None
    return org.found("v2", _path(resource))


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


def _body(resource: Resource) -> dict[str, Any]:
    conditions: dict[str, Any] = {"network": network(resource), "authContext": {"authType": resource["authtype"]}}
    if resource["usersExcluded"]:
        conditions["people"] = {"users": {"exclude": in_hash_order(resource["usersExcluded"])}}
    if resource["identityProvider"]:
        ids = resource["identityProviderIds"]
        provider = {"provider": resource["identityProvider"]}
        conditions["identityProvider"] = provider | ({"idpIds": ids} if ids else {})
    if resource["behaviors"]:
        conditions["risk"] = {"behaviors": in_hash_order(resource["behaviors"])}
    if level := resource["riskLevel"] or resource["riscLevel"]:
        conditions["riskScore"] = {"level": level}
    body = {
        "type": "SIGN_ON",
        "name": resource["name"],
        "status": resource["status"],
        "conditions": conditions,
        "actions": {"signon": _action(resource)},
    }
    return body | {"priority": resource["priority"]} if resource["priority"] else body


def _action(resource: Resource) -> dict[str, Any]:
    action: dict[str, Any] = {
        "access": resource["access"],
        "requireFactor": resource["mfaRequired"],
        "rememberDeviceByDefault": resource["mfaRememberDevice"],
        "session": {
            "maxSessionIdleMinutes": resource["sessionIdle"],
            "maxSessionLifetimeMinutes": resource["sessionLifetime"],
            "usePersistentCookie": resource["sessionPersistent"],
        },
    }
    for key, name in (
        ("factorLifetime", "mfaLifetime"),
        ("factorPromptMode", "mfaPrompt"),
        ("primaryFactor", "primaryFactor"),
    ):
        if resource[name]:
            action[key] = resource[name]
    if resource["factorSequences"]:
        action["challenge"] = {"chain": [_link(each) for each in resource["factorSequences"]]}
    return action


def _link(sequence: Mapping[str, Any]) -> dict[str, Any]:
    first = {"provider": sequence["primaryCriteriaProvider"], "factorType": sequence["primaryCriteriaFactorType"]}
    further = [
        {"provider": each["provider"], "factorType": each["factorType"]}
        for each in sequence.get("secondaryCriterias") or ()
    ]
    return {"criteria": [first]} | ({"next": [{"criteria": further}]} if further else {})


def _take_action(resource: Resource, action: Mapping[str, Any]) -> None:
    resource["access"] = action.get("access")
    resource["mfaRequired"] = bool(action.get("requireFactor"))
    resource["mfaRememberDevice"] = bool(action.get("rememberDeviceByDefault"))
    resource["mfaLifetime"] = action.get("factorLifetime") or 0
    session = action["session"]
    for name, key in (("sessionIdle", "maxSessionIdleMinutes"), ("sessionLifetime", "maxSessionLifetimeMinutes")):
        if session.get(key) is not None:
            resource[name] = session[key]
    resource["sessionPersistent"] = bool(session.get("usePersistentCookie"))
    resource.set_unless_blank("mfaPrompt", action.get("factorPromptMode"))
    resource.set_unless_blank("primaryFactor", action.get("primaryFactor"))
    if resource["access"] == "CHALLENGE":
        resource["factorSequences"] = [_sequence(link) for link in action["challenge"]["chain"]]


def _sequence(link: Mapping[str, Any]) -> dict[str, Any]:
    first, *_ = link["criteria"]
    sequence = {
        "primaryCriteriaProvider": first["provider"],
        "primaryCriteriaFactorType": first["factorType"],
    }
    further = [
        {"provider": each["provider"], "factorType": each["factorType"]}
        for following in (link.get("next") or ())[:1]
        for each in following["criteria"]
    ]
    return sequence | ({"secondaryCriterias": further} if further else {})


def _take_conditions(resource: Resource, conditions: Mapping[str, Any]) -> None:
    resource["authtype"] = (conditions.get("authContext") or {}).get("authType")
    # A level shows only under the name that the program uses.
    name = "riskLevel" if resource["riskLevel"] else "riscLevel"
    if conditions.get("riskScore") and resource[name]:
        resource[name] = conditions["riskScore"].get("level")
    if conditions.get("risk"):
        resource["behaviors"] = sorted(conditions["risk"].get("behaviors") or ())
    provider = conditions.get("identityProvider")
    if provider:
        resource["identityProvider"] = provider.get("provider")
        if provider.get("provider") == "SPECIFIC_IDP":
            resource["identityProviderIds"] = provider.get("idpIds") or []
    network_answer = conditions["network"]
    if network_answer.get("connection") == "ANYWHERE":
        network_answer = {"connection": "ANYWHERE"}
    take_network(resource, network_answer)
    resource["usersExcluded"] = sorted(conditions["people"]["users"].get("exclude") or ())
