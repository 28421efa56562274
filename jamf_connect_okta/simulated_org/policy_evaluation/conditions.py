"""Whether the conditions of policies and rules hold for an attempt."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from jamf_connect_okta.simulated_org.core.org import Org
from jamf_connect_okta.simulated_org.policy_evaluation.addresses import in_zone
from jamf_connect_okta.simulated_org.policy_evaluation.attempt import Attempt
from jamf_connect_okta.simulated_org.policy_evaluation.platforms import Platform
from jamf_connect_okta.simulated_org.policy_evaluation.verdicts import ConditionVerdict

Conditions = dict[str, Any]

_KNOWN = frozenset(
    {"people", "network", "platform", "device", "riskScore", "risk", "userType", "elCondition", "behaviors"}
    | {"authContext", "identityProvider"}
)


def verdicts(org: Org, attempt: Attempt, conditions: Conditions | None) -> tuple[ConditionVerdict, ...]:
    """One verdict for each condition that asks for anything; all of them must hold.

    A condition of a kind that is not known here can't be told.
    """
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
    for name in sorted(conditions.keys() - _KNOWN):
        yield ConditionVerdict(name, None, conditions[name])


def _people(attempt: Attempt, people: dict[str, Any]) -> Iterator[ConditionVerdict]:
    """Users and groups are two conditions, both of which must hold: the form of the Admin Console, not documented.

    A condition that includes nobody by name is for everybody, also that of a policy without groups (inferred).
    """
    for name, part, own in (
        ("users", people.get("users") or {}, frozenset({attempt.user["id"]})),
        ("groups", people.get("groups") or {}, attempt.group_ids),
    ):
        include, exclude = part.get("include"), part.get("exclude")
        if include or exclude:
            holds = own.isdisjoint(exclude or ()) and (not include or not own.isdisjoint(include))
            yield ConditionVerdict(name, holds, part)


def _network(org: Org, attempt: Attempt, network: dict[str, Any]) -> bool | None:
    return _in_one_and_none(
        [in_zone(org, zone_id, attempt.address) for zone_id in network.get("include") or ()],
        [in_zone(org, zone_id, attempt.address) for zone_id in network.get("exclude") or ()],
    )


def _platform(attempt: Attempt, condition: dict[str, Any]) -> bool | None:
    return _in_one_and_none(
        [_is_platform(attempt, one) for one in condition["include"]],
        [_is_platform(attempt, one) for one in condition["exclude"]],
    )


def _in_one_and_none(included: list[bool | None], excluded: list[bool | None]) -> bool | None:
    """Whether one of those included fits, unless none is named, and none of those excluded does."""
    if True in excluded or (included and True not in included and None not in included):
        return False
    return None if None in excluded or (included and True not in included) else True


def _is_platform(attempt: Attempt, named: dict[str, Any]) -> bool | None:
    """Okta shows "any" system as OTHER (recorded); OTHER with an expression is about versions.

    Whether OTHER without one, the Admin Console's "other desktop", leaves out the systems that have a name of their own
    is not recorded: since "any" can't be told from it, here it is any. The same goes for the type OTHER.
    """
    system, own = named.get("os") or {}, attempt.platform or Platform("OTHER", "OTHER")
    name = "MACOS" if system.get("type") == "OSX" else system.get("type", "OTHER")  # OSX is Classic Engine's word.
    fits = named["type"] in ("ANY", "OTHER", own.type) and name in ("OTHER", own.os)
    return None if fits and system.get("expression") else fits


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
