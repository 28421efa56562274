"""Whether verified factors are what a rule of an authentication policy demands."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import permutations
from typing import Any

from jamf_connect_okta.simulated_org.policy_evaluation.factors import Factor

Demand = dict[str, Any]
"""A rule's `verificationMethod`, as Okta keeps it."""

_LONGEST_WAY = 4  # A password for the session, and the three steps of a chain without one.


def satisfied(demand: Demand, verified: Sequence[Factor]) -> bool:
    """Whether these factors, in the order in which they were verified, are enough."""
    if demand["type"] == "AUTH_METHOD_CHAIN":
        return any(_walked(chain, verified) for chain in demand["chains"])
    needed = 2 if demand["factorMode"] == "2FA" else 1
    alternatives = demand.get("constraints") or [{}]
    return any(_meets(constraint, verified, needed) for constraint in alternatives)


def next_factors(demands: Sequence[Demand], verified: Sequence[Factor], at_hand: Iterable[Factor]) -> list[Factor]:
    """The factors at hand that come next on a shortest way to satisfy every demand; none when there is no way.

    What is satisfied already has nothing next.
    """
    if _all(demands, verified):
        return []
    candidates = [factor for factor in at_hand if factor not in verified]
    for steps in range(1, _LONGEST_WAY + 1):
        ways = (way for way in permutations(candidates, steps) if _all(demands, [*verified, *way]))
        if first := list(dict.fromkeys(way[0] for way in ways)):
            return first
    return []


def _all(demands: Sequence[Demand], verified: Sequence[Factor]) -> bool:
    return all(satisfied(demand, verified) for demand in demands)


def _walked(chain: dict[str, Any], verified: Sequence[Factor]) -> bool:
    """A chain's steps, in their order. That other factors may be verified in between is inferred."""
    steps = chain.get("next") or []
    for index, factor in enumerate(verified):
        if any(_is_method(one, factor) and _is_as_strong(one, factor) for one in chain["authenticationMethods"]):
            rest = verified[index + 1 :]
            if not steps or any(_walked(step, rest) for step in steps):
                return True
    return False


def _meets(constraint: dict[str, Any], verified: Sequence[Factor], needed: int) -> bool:
    """Inside one constraint both classes count; a second factor without a constraint is any of another class.

    What a part that is not `required` asks for on its own is not documented: here it limits the factors of its class
    and lets any other class stand in, so that knowledge/password with `required: false` is no password-only rule.
    """
    fitting = [factor for factor in verified if _fits(constraint.get(factor.factor_class), factor)]
    classes = {factor.factor_class for factor in fitting}
    required = {name for name, part in constraint.items() if part.get("required", True)}
    return required <= classes and len(classes) >= needed


def _fits(part: dict[str, Any] | None, factor: Factor) -> bool:
    if not part:
        return True
    named = part.get("authenticationMethods")
    return (
        _listed(part.get("types"), factor.type)
        and _listed(part.get("methods"), factor.method)
        and (not named or any(_is_method(one, factor) for one in named))
        and not any(_is_method(one, factor) for one in part.get("excludedAuthenticationMethods") or [])
        and _is_as_strong(part, factor)
    )


def _is_as_strong(asked: dict[str, Any], factor: Factor) -> bool:
    """Whether the factor has the characteristics that a constraint, or a method of a chain, requires."""
    return (
        (factor.device_bound or not _demanded(asked, "deviceBound"))
        and (factor.phishing_resistant or not _demanded(asked, "phishingResistant"))
        and (factor.hardware_protected or not _demanded(asked, "hardwareProtection"))
        # No simulated person verifies by biometrics or a device's PIN; every method here shows that somebody is there.
        and not _demanded(asked, "userVerification")
    )


def _listed(names: list[str] | None, name: str) -> bool:
    return not names or any(one.lower() == name for one in names)  # Okta's case differs between API and documents.


def _is_method(named: dict[str, Any], factor: Factor) -> bool:
    key, method = named.get("key"), named.get("method")
    return str(key).lower() == factor.key and (method is None or str(method).lower() == factor.method)


def _demanded(asked: dict[str, Any], characteristic: str) -> bool:
    return str(asked.get(characteristic)).upper() == "REQUIRED"
