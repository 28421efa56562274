"""A global session policy's rule as the official plugin writes it to Okta and reads it back."""

from collections.abc import Mapping
from typing import Any

from jamf_connect_okta.stand_in.resource import Resource
from jamf_connect_okta.stand_in.schema import in_hash_order
from jamf_connect_okta.stand_in.signon_rule_conditions import network, take_network


def body(resource: Resource) -> dict[str, Any]:
    """The whole rule."""
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
    rule = {
        "type": "SIGN_ON",
        "name": resource["name"],
        "status": resource["status"],
        "conditions": conditions,
        "actions": {"signon": _action(resource)},
    }
    return rule | {"priority": resource["priority"]} if resource["priority"] else rule


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


def take_action(resource: Resource, action: Mapping[str, Any]) -> None:
    """Overwrite the values with Okta's; prompt and primary factor stay where Okta leaves them out."""
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


def take_conditions(resource: Resource, conditions: Mapping[str, Any]) -> None:
    """Overwrite the values with Okta's; what Okta leaves out stays. Three of its conditions must be there."""
    resource["authtype"] = conditions["authContext"].get("authType")
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
