"""Whether the conditions of policies and rules hold for an attempt."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from jamf_connect_okta.simulated_org.core.org import Org
from jamf_connect_okta.simulated_org.policy_evaluation.addresses import in_zone
from jamf_connect_okta.simulated_org.policy_evaluation.attempt import Attempt
from jamf_connect_okta.simulated_org.policy_evaluation.verdicts import ConditionVerdict

Conditions = dict[str, Any]


def verdicts(org: Org, attempt: Attempt, conditions: Conditions | None) -> tuple[ConditionVerdict, ...]:
    """One verdict for each condition that asks for anything; all of them must hold."""
    return tuple(_verdicts(org, attempt, conditions)) if conditions else ()


def _verdicts(org: Org, attempt: Attempt, conditions: Conditions) -> Iterator[ConditionVerdict]:
    if people := conditions.get("people"):
        yield from _people(attempt, people)
    if (network := conditions.get("network")) and network["connection"] == "ZONE":
        yield ConditionVerdict("network", _network(org, attempt, network), network)
    if platform := conditions.get("platform"):
        yield ConditionVerdict("platform", _platform(attempt, platform), platform)
    if device := conditions.get("device"):
        yield ConditionVerdict("device", _device(attempt, device), device)
    for name in ("riskScore", "risk"):
        if (level := (conditions.get(name) or {}).get("level", "ANY")) != "ANY":
            yield ConditionVerdict("risk", level == attempt.risk, level)
    if (types := conditions.get("userType")) and (types["include"] or types["exclude"]):
        own = attempt.user["document"]["type"]["id"]
        yield ConditionVerdict("user type", own not in types["exclude"] and own in (types["include"] or [own]), types)
    if expression := conditions.get("elCondition"):
        yield ConditionVerdict("custom expression", None, expression["condition"])
    if behaviors := conditions.get("behaviors") or (conditions.get("risk") or {}).get("behaviors"):
        yield ConditionVerdict("behavior", None, behaviors)
    if (protocol := (conditions.get("authContext") or {}).get("authType", "ANY")) != "ANY":
        # RADIUS and LDAP interface: neither the web nor OAuth.
        yield ConditionVerdict("authentication type", False, protocol)
    if (provider := conditions.get("identityProvider")) and provider["provider"] != "ANY":
        yield ConditionVerdict("identity provider", _identity_provider(attempt, provider), provider)


def _people(attempt: Attempt, people: dict[str, Any]) -> Iterator[ConditionVerdict]:
    """Users and groups are two conditions, both of which must hold: the form of the Admin Console, not documented."""
    for name, part, own in (
        ("users", people.get("users") or {}, frozenset({attempt.user["id"]})),
        ("groups", people.get("groups") or {}, attempt.group_ids),
    ):
        include, exclude = part.get("include"), part.get("exclude")
        if include or exclude:
            holds = own.isdisjoint(exclude or ()) and (not include or not own.isdisjoint(include))
            yield ConditionVerdict(name, holds, part)


def _network(org: Org, attempt: Attempt, network: dict[str, Any]) -> bool | None:
    inside = [in_zone(org, zone_id, attempt.address) for zone_id in network.get("include") or ()]
    outside = [in_zone(org, zone_id, attempt.address) for zone_id in network.get("exclude") or ()]
    if True in outside or (inside and True not in inside and None not in inside):
        return False
    return None if None in outside or (inside and True not in inside) else True


def _platform(attempt: Attempt, condition: dict[str, Any]) -> bool | None:
    verdicts = [_is_platform(attempt, one) for one in condition["include"]]
    return True if True in verdicts else None if None in verdicts else False


def _is_platform(attempt: Attempt, named: dict[str, Any]) -> bool | None:
    """Okta shows "any" system as OTHER (recorded); OTHER with an expression is about versions."""
    kind, system = named["type"], (named.get("os") or {}).get("type", "OTHER")
    anything = kind in ("ANY", "OTHER") and system == "OTHER"
    if (named.get("os") or {}).get("expression"):
        return None
    if anything:
        return True
    if attempt.platform is None:
        return False
    return kind in ("ANY", "OTHER", attempt.platform.type) and system in ("OTHER", attempt.platform.os)


def _device(attempt: Attempt, condition: dict[str, Any]) -> bool:
    """Without a word from Okta Verify a device is neither registered nor managed nor of any assurance (inferred)."""
    device = attempt.device
    assurances = (condition.get("assurance") or {}).get("include") or ()
    return (
        condition.get("registered", device.registered) == device.registered
        and condition.get("managed", device.managed) == device.managed
        and (not assurances or not device.assurances.isdisjoint(assurances))
    )


def _identity_provider(attempt: Attempt, condition: dict[str, Any]) -> bool | None:
    federated = attempt.user["document"]["credentials"]["provider"]["type"] == "FEDERATION"
    if condition["provider"] == "OKTA":
        return not federated
    return None if federated else False  # Which identity provider somebody comes from, this org does not know.
