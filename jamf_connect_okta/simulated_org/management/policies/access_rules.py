"""Rules of authentication policies (ACCESS_POLICY): what Okta takes, and how it keeps it."""

from __future__ import annotations

from typing import Any

from jamf_connect_okta.simulated_org.core.errors import validation
from jamf_connect_okta.simulated_org.core.org import Org
from jamf_connect_okta.simulated_org.management.bodies import (
    flag,
    list_of_objects,
    objects,
    one_of,
    optional_text,
    strings,
)
from jamf_connect_okta.simulated_org.management.policies.policy_conditions import check_people, checked_network
from jamf_connect_okta.simulated_org.management.policies.verification import duration, verification_method

_KNOWN_CONDITIONS = (
    "people",
    "network",
    "platform",
    "riskScore",
    "device",
    "userType",
    "elCondition",
    "office365Client",
)
_PLATFORMS = ("ANY", "DESKTOP", "MOBILE", "OTHER")
# OSX is the word of Okta's OpenAPI description, MACOS that of Identity Engine's rules.
_SYSTEMS = ("ANY", "MACOS", "OSX", "WINDOWS", "LINUX", "CHROMEOS", "IOS", "ANDROID", "OTHER")


def access_conditions(org: Org, sent: dict[str, Any]) -> dict[str, Any]:
    """The conditions of a rule as Okta keeps and shows them. Raises OktaError.

    Recorded is the refusal of a risk score in an org without risk scoring; that a condition which no rule has is
    refused alike is inferred from it.
    """
    for name in sent:
        if name not in _KNOWN_CONDITIONS:
            raise validation("conditions", f"Invalid condition type specified: {name}.")
    people = objects(sent, "people")
    check_people(org, people)
    users = objects(people, "users")
    kept: dict[str, Any] = {"people": {"users": {"exclude": strings(users, "exclude")}}}
    if include := strings(users, "include"):
        kept["people"]["users"]["include"] = include
    named = objects(people, "groups")
    if groups := {way: strings(named, way) for way in ("include", "exclude") if strings(named, way)}:
        kept["people"]["groups"] = groups
    kept["network"] = checked_network(org, objects(sent, "network"))
    if platforms := _platforms(objects(sent, "platform")):
        kept["platform"] = platforms
    if risk := _risk(org, sent):
        kept["riskScore"] = risk
    if device := _device(objects(sent, "device")):
        kept["device"] = device
    kept["userType"] = _user_types(org, objects(sent, "userType"))
    if expression := optional_text(objects(sent, "elCondition"), "condition"):
        kept["elCondition"] = {"condition": expression}
    if client := objects(sent, "office365Client"):
        # Not recorded: kept as it was sent.
        kept["office365Client"] = client
    return kept


def access_actions(org: Org, sent: dict[str, Any]) -> dict[str, Any]:
    """The actions of a rule as Okta keeps and shows them. Raises OktaError."""
    sign_on = objects(sent, "appSignOn")
    access = one_of(sign_on, "access", ("ALLOW", "DENY"))
    method = verification_method(org, objects(sign_on, "verificationMethod"))
    stay = _keep_me_signed_in(objects(sign_on, "keepMeSignedIn"))
    return {"appSignOn": {"access": access, "verificationMethod": method, "keepMeSignedIn": stay}}


def _keep_me_signed_in(sent: dict[str, Any]) -> dict[str, Any]:
    kept = {"postAuth": one_of(sent, "postAuth", ("ALLOWED", "NOT_ALLOWED"), default="NOT_ALLOWED")}
    if frequency := duration(sent, "postAuthPromptFrequency"):
        kept["postAuthPromptFrequency"] = frequency
    return kept


def _platforms(sent: dict[str, Any]) -> dict[str, Any]:
    kept = {way: [_platform(one) for one in list_of_objects(sent, way)] for way in ("include", "exclude")}
    return kept if any(kept.values()) else {}


def _platform(sent: dict[str, Any]) -> dict[str, Any]:
    kept: dict[str, Any] = {"type": one_of(sent, "type", _PLATFORMS, default="ANY")}
    if system := objects(sent, "os"):
        kind = one_of(system, "type", _SYSTEMS, default="ANY")
        kept["os"] = {**system, "type": "OTHER" if kind == "ANY" else kind}
        if optional_text(system, "expression") is None:
            kept["os"].pop("expression", None)
    return kept


def _risk(org: Org, sent: dict[str, Any]) -> dict[str, Any] | None:
    if not org.has_feature("risk_scoring"):
        if sent.get("riskScore"):
            raise validation("conditions", "Invalid condition type specified: riskScore.")
        return None
    return {"level": one_of(objects(sent, "riskScore"), "level", ("ANY", "LOW", "MEDIUM", "HIGH"), default="ANY")}


def _device(sent: dict[str, Any]) -> dict[str, Any]:
    kept: dict[str, Any] = {key: flag(sent, key) for key in ("registered", "managed") if sent.get(key) is not None}
    if kept.get("managed") and not kept.get("registered"):
        raise validation("device", "managed: A managed device must also be registered")
    for policy_id in strings(objects(sent, "assurance"), "include"):
        # Device assurance policies are not served, so none exists to name. Okta's text is not recorded.
        raise validation("conditions.device", f"Invalid device assurance ID specified: {policy_id}")
    return kept


def _user_types(org: Org, sent: dict[str, Any]) -> dict[str, list[str]]:
    kept = {way: strings(sent, way) for way in ("include", "exclude")}
    for type_id in (*kept["include"], *kept["exclude"]):
        # An org has the default user type, and others can't be made here. Okta's text is not recorded.
        if type_id != org.meta["userTypeId"]:
            raise validation("conditions.userType", f"Invalid user type ID specified: {type_id}")
    return kept
