"""Rules of authentication policies (ACCESS_POLICY): what Okta takes, and how it keeps it."""

from __future__ import annotations

import re
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

_DURATION = re.compile(r"P(?!$)(\d+D)?(T(?=\d)(\d+H)?(\d+M)?(\d+S)?)?")
_BOTH_CLASSES = (
    "required",
    "types",
    "methods",
    "authenticationMethods",
    "excludedAuthenticationMethods",
    "reauthenticateIn",
)
# Constraint keys that Okta knows; whatever else a constraint holds is dropped without a word (recorded).
_CONSTRAINT_KEYS = {
    "knowledge": _BOTH_CLASSES,
    "possession": (
        *_BOTH_CLASSES,
        "deviceBound",
        "hardwareProtection",
        "phishingResistant",
        "userPresence",
        "userVerification",
        "userVerificationMethods",
    ),
}
_MAX_CHAINS, _MAX_STEPS = 5, 3


def access_conditions(org: Org, sent: dict[str, Any]) -> dict[str, Any]:
    """The conditions of a rule as Okta keeps and shows them."""
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
    user_type = objects(sent, "userType")
    kept["userType"] = {way: strings(user_type, way) for way in ("include", "exclude")}
    if expression := optional_text(objects(sent, "elCondition"), "condition"):
        kept["elCondition"] = {"condition": expression}
    return kept


def access_actions(sent: dict[str, Any]) -> dict[str, Any]:
    """The actions of a rule as Okta keeps and shows them."""
    sign_on = objects(sent, "appSignOn")
    access = one_of(sign_on, "access", ("ALLOW", "DENY"))
    method = objects(sign_on, "verificationMethod")
    kind = one_of(method, "type", ("ASSURANCE", "AUTH_METHOD_CHAIN"), default="ASSURANCE")
    kept = _assurance(method) if kind == "ASSURANCE" else _chains(method)
    stay = {"postAuth": "NOT_ALLOWED"} | objects(sign_on, "keepMeSignedIn")
    return {"appSignOn": {"access": access, "verificationMethod": kept, "keepMeSignedIn": stay}}


def _platforms(sent: dict[str, Any]) -> dict[str, Any]:
    kept = []
    for platform in list_of_objects(sent, "include"):
        system = dict(objects(platform, "os"))
        if system.get("type") == "ANY":
            system["type"] = "OTHER"
        if system.get("expression") is None:
            system.pop("expression", None)
        kept.append({"type": platform.get("type", "ANY"), **({"os": system} if system else {})})
    return {"include": kept, "exclude": []} if kept else {}


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
    # Device assurance policies are not served, so their ids can't be checked.
    if assurances := strings(objects(sent, "assurance"), "include"):
        kept["assurance"] = {"include": assurances}
    return kept


def _assurance(method: dict[str, Any]) -> dict[str, Any]:
    mode = one_of(method, "factorMode", ("1FA", "2FA"), default="2FA")
    kept: dict[str, Any] = {
        "factorMode": mode,
        "type": "ASSURANCE",
        "reauthenticateIn": _duration(method, "reauthenticateIn") or "PT12H",
    }
    if inactivity := _duration(method, "inactivityPeriod"):
        kept["inactivityPeriod"] = inactivity
    if method.get("constraints") is not None:
        kept["constraints"] = [_constraint(one, mode) for one in list_of_objects(method, "constraints")]
    return kept


def _constraint(sent: dict[str, Any], mode: str) -> dict[str, Any]:
    kept = {}
    for factor_class, keys in _CONSTRAINT_KEYS.items():
        if part := objects(sent, factor_class):
            _duration(part, "reauthenticateIn")
            required = not part.get("excludedAuthenticationMethods")
            kept[factor_class] = {"required": required} | {key: part[key] for key in keys if part.get(key) is not None}
    if mode == "1FA" and len(kept) > 1:
        raise validation("constraints", "constraints: 1FA can't ask for knowledge and possession at once")
    return kept


def _chains(method: dict[str, Any]) -> dict[str, Any]:
    chains = list_of_objects(method, "chains")
    if not 1 <= len(chains) <= _MAX_CHAINS:
        raise validation("chains", f"chains: There must be 1 to {_MAX_CHAINS} chains")
    for chain in chains:
        _check_chain(chain, 1)
    inside = [frequency for chain in chains if (frequency := _duration(chain, "reauthenticateIn"))]
    outside = _duration(method, "reauthenticateIn")
    if inside and outside:
        raise validation("reauthenticateIn", "reauthenticateIn: either in the chains or beside them, not both")
    kept: dict[str, Any] = {"type": "AUTH_METHOD_CHAIN", "chains": chains}
    # factorMode and inactivityPeriod are dropped (recorded).
    if frequency := outside or next(iter(inside), None):
        kept["reauthenticateIn"] = frequency
    return kept


def _check_chain(chain: dict[str, Any], depth: int) -> None:
    if not list_of_objects(chain, "authenticationMethods"):
        raise validation("chains", "chains: Every step needs authenticationMethods")
    if depth > _MAX_STEPS:
        raise validation("chains", f"chains: A chain has at most {_MAX_STEPS} steps")
    for step in list_of_objects(chain, "next"):
        _check_chain(step, depth + 1)


def _duration(holder: dict[str, Any], key: str) -> str | None:
    value = holder.get(key)
    if value is None:
        return None
    if not isinstance(value, str) or not _DURATION.fullmatch(value):
        raise validation(key, f"{key}: {value!r} is not an ISO 8601 duration such as PT2H")
    return value
