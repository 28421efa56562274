"""What a rule of an authentication policy asks of people: assurance, or chains of authentication methods."""

from __future__ import annotations

import re
from typing import Any

from jamf_connect_okta.simulated_org.core.errors import validation
from jamf_connect_okta.simulated_org.core.org import Org
from jamf_connect_okta.simulated_org.management.bodies import flag, list_of_objects, objects, one_of
from jamf_connect_okta.simulated_org.management.policies.authenticator_names import (
    check_authenticators,
    check_strength,
    check_types_and_methods,
)

_DURATION = re.compile(r"P(?!$)(\d+Y)?(\d+M)?(\d+W)?(\d+D)?(T(?=\d)(\d+H)?(\d+M)?(\d+S)?)?")
_BOTH_CLASSES = (
    "required",
    "types",
    "methods",
    "authenticationMethods",
    "excludedAuthenticationMethods",
    "reauthenticateIn",
)
_STRENGTHS = ("deviceBound", "hardwareProtection", "phishingResistant", "userPresence", "userVerification")
# Constraint keys that Okta knows; whatever else a constraint holds is dropped without a word (recorded).
_CONSTRAINT_KEYS = {
    "knowledge": _BOTH_CLASSES,
    "possession": (*_BOTH_CLASSES, *_STRENGTHS, "userVerificationMethods"),
}
_MAX_CHAINS, _MAX_STEPS = 5, 3


def verification_method(org: Org, sent: dict[str, Any]) -> dict[str, Any]:
    """The verification method of a rule as Okta keeps and shows it. Raises OktaError."""
    kind = one_of(sent, "type", ("ASSURANCE", "AUTH_METHOD_CHAIN"), default="ASSURANCE")
    return _assurance(org, sent) if kind == "ASSURANCE" else _chains(org, sent)


def duration(holder: dict[str, Any], key: str) -> str | None:
    """The ISO 8601 duration under that key, None when it is absent or null. Raises OktaError."""
    value = holder.get(key)
    if value is None:
        return None
    if not isinstance(value, str) or not _DURATION.fullmatch(value):
        raise validation(key, f"{key}: {value!r} is not an ISO 8601 duration such as PT2H")
    return value


def _assurance(org: Org, method: dict[str, Any]) -> dict[str, Any]:
    mode = one_of(method, "factorMode", ("1FA", "2FA"), default="2FA")
    kept: dict[str, Any] = {
        "factorMode": mode,
        "type": "ASSURANCE",
        "reauthenticateIn": duration(method, "reauthenticateIn") or "PT12H",
    }
    if inactivity := duration(method, "inactivityPeriod"):
        kept["inactivityPeriod"] = inactivity
    if method.get("constraints") is not None:
        kept["constraints"] = [_constraint(org, one, mode) for one in list_of_objects(method, "constraints")]
    return kept


def _constraint(org: Org, sent: dict[str, Any], mode: str) -> dict[str, Any]:
    kept = {}
    for factor_class, keys in _CONSTRAINT_KEYS.items():
        if part := objects(sent, factor_class):
            known = {key: part[key] for key in keys if part.get(key) is not None}
            _check_constraint(org, known)
            # `required` is false once something is excluded, and otherwise true.
            kept[factor_class] = {"required": not known.get("excludedAuthenticationMethods")} | known
    if mode == "1FA" and len(kept) > 1:
        raise validation("constraints", "constraints: 1FA can't ask for knowledge and possession at once")
    return kept


def _check_constraint(org: Org, part: dict[str, Any]) -> None:
    duration(part, "reauthenticateIn")
    flag(part, "required")
    check_types_and_methods(part)
    check_strength(part, *_STRENGTHS)
    for field in ("authenticationMethods", "excludedAuthenticationMethods"):
        check_authenticators(org, part, field)


def _chains(org: Org, method: dict[str, Any]) -> dict[str, Any]:
    chains = list_of_objects(method, "chains")
    if not 1 <= len(chains) <= _MAX_CHAINS:
        raise validation("chains", f"chains: There must be 1 to {_MAX_CHAINS} chains")
    for chain in chains:
        _check_chain(org, chain, 1)
    inside = [frequency for chain in chains if (frequency := duration(chain, "reauthenticateIn"))]
    outside = duration(method, "reauthenticateIn")
    if inside and outside:
        raise validation("reauthenticateIn", "reauthenticateIn: either in the chains or beside them, not both")
    kept: dict[str, Any] = {"type": "AUTH_METHOD_CHAIN", "chains": chains}
    # factorMode and inactivityPeriod are dropped (recorded).
    if frequency := outside or next(iter(inside), None):
        kept["reauthenticateIn"] = frequency
    return kept


def _check_chain(org: Org, chain: dict[str, Any], depth: int) -> None:
    if not list_of_objects(chain, "authenticationMethods"):
        raise validation("chains", "chains: Every step needs authenticationMethods")
    if depth > _MAX_STEPS:
        raise validation("chains", f"chains: A chain has at most {_MAX_STEPS} steps")
    check_authenticators(org, chain, "authenticationMethods", method_required=True)
    for named in list_of_objects(chain, "authenticationMethods"):
        check_strength(named, "hardwareProtection", "phishingResistant", "userVerification")
    for step in list_of_objects(chain, "next"):
        _check_chain(org, step, depth + 1)
