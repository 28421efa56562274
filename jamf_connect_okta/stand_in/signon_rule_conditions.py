"""The conditions of an authentication policy's rule, to Okta and back."""

from collections.abc import Mapping
from typing import Any

from jamf_connect_okta.stand_in.resource import Resource
from jamf_connect_okta.stand_in.schema import in_hash_order
from jamf_connect_okta.stand_in.values import Json

_PLATFORM = ("osExpression", "osType", "type")


def conditions(rule: Resource) -> dict[str, Any]:
    """What is planned, as it is sent: network and platform always, the others where they are set."""
    sent: dict[str, Any] = {"network": network(rule), "platform": _platform(rule)}
    if rule["customExpression"]:
        sent["elCondition"] = {"condition": rule["customExpression"]}
    if rule["riskScore"]:
        sent["riskScore"] = {"level": rule["riskScore"]}
    device: dict[str, Any] = {}
    if rule["deviceIsRegistered"]:
        device |= {"registered": True, "managed": rule["deviceIsManaged"]}
    if rule["deviceAssurancesIncluded"]:
        device["assurance"] = {"include": in_hash_order(rule["deviceAssurancesIncluded"])}
    people = _some(users=_members(rule, "users"), groups=_members(rule, "groups"))
    clients = _some(include=in_hash_order(rule["office365ClientIncludes"]))
    return sent | _some(device=device, people=people, userType=_members(rule, "userTypes"), office365Client=clients)


def network(rule: Resource) -> dict[str, Any]:
    """The network condition, which rules of sessions have too."""
    return _some(connection=rule["networkConnection"], include=rule["networkIncludes"], exclude=rule["networkExcludes"])


def take_conditions(rule: Resource, answer: Mapping[str, Any]) -> None:
    """Overwrite the values with Okta's; what Okta leaves out stays."""
    if answer.get("elCondition"):
        rule["customExpression"] = answer["elCondition"].get("condition") or ""
    rule["platformIncludes"] = [
        {"type": each.get("type"), "osType": each["os"].get("type"), "osExpression": each["os"].get("expression")}
        for each in (answer.get("platform") or {}).get("include") or ()
    ]
    take_network(rule, answer["network"])
    device = answer.get("device")
    if device is not None:
        rule["deviceIsManaged"], rule["deviceIsRegistered"] = device.get("managed"), device.get("registered")
        if device.get("assurance"):
            _take_set(rule, "deviceAssurancesIncluded", device["assurance"].get("include"))
    people = answer.get("people") or {}
    for name, members in (
        ("users", people.get("users")),
        ("groups", people.get("groups")),
        ("userTypes", answer.get("userType")),
    ):
        if members is not None:
            _take_set(rule, f"{name}Excluded", members.get("exclude"))
            _take_set(rule, f"{name}Included", members.get("include"))
    if answer.get("riskScore"):
        rule["riskScore"] = answer["riskScore"].get("level")
    if (answer.get("office365Client") or {}).get("include"):
        _take_set(rule, "office365ClientIncludes", answer["office365Client"]["include"])


def take_network(rule: Resource, answer: Mapping[str, Any]) -> None:
    """The network condition; lists that Okta leaves empty stay as they were."""
    rule["networkConnection"] = answer.get("connection")
    rule.set_unless_blank("networkIncludes", answer.get("include"))
    rule.set_unless_blank("networkExcludes", answer.get("exclude"))


def _platform(rule: Resource) -> dict[str, Any]:
    include = [
        {
            "type": each.get("type") or "",
            # Only OTHER has an expression, be it an empty one.
            "os": {
                "type": each.get("osType") or "",
                "expression": (each.get("osExpression") or "") if each.get("osType") == "OTHER" else None,
            },
        }
        for each in in_hash_order(rule["platformIncludes"], _PLATFORM)
    ]
    return _some(include=include)


def _members(rule: Resource, name: str) -> dict[str, Any]:
    return _some(
        include=in_hash_order(rule[f"{name}Included"]),
        exclude=in_hash_order(rule[f"{name}Excluded"]),
    )


def _take_set(rule: Resource, name: str, members: list[str] | None) -> None:
    rule[name] = sorted(members or ())


def _some(**values: Json) -> dict[str, Any]:
    return {name: value for name, value in values.items() if value}
