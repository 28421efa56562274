"""Decisions in a person's words."""

from __future__ import annotations

import json
from typing import Any, NamedTuple

from jamf_connect_okta.simulated_org.core.org import Org
from jamf_connect_okta.simulated_org.policy_evaluation.assurance import Demand
from jamf_connect_okta.simulated_org.policy_evaluation.evaluation import Decision
from jamf_connect_okta.simulated_org.policy_evaluation.factors import FACTORS
from jamf_connect_okta.simulated_org.policy_evaluation.verdicts import ConditionVerdict, PolicyVerdict

_POLICY_KINDS = {"OKTA_SIGN_ON": "Global session policy", "ACCESS_POLICY": "Authentication policy"}
_CHARACTERISTICS = {
    "deviceBound": "bound to a device",
    "phishingResistant": "phishing-resistant",
    "hardwareProtection": "hardware-protected",
    "userVerification": "with biometrics or a PIN",
}


class Reason(NamedTuple):
    """Why somebody was denied: a word for programs, a sentence for people."""

    code: str
    words: str


def place(decision: Decision) -> str:
    """The policy and the rule, such as: Global session policy 'Default Policy', rule 'Default Rule'."""
    name = decision.policy["document"]["name"] if decision.policy else "(none)"
    where = f"{_POLICY_KINDS[decision.kind]} '{name}'"
    return where + (f", rule '{decision.rule['document']['name']}'" if decision.rule else "")


def denial(decision: Decision) -> Reason:
    """Why the decision ends the attempt, whatever the person presents."""
    if decision.effect == "can't be told":
        return Reason(
            "undecidable",
            f"{place(decision)} has a condition that the simulated org can't evaluate, so nobody gets past it here",
        )
    if decision.rule is None:
        return Reason(_code(decision, "policy"), f"{place(decision)} has no rule that matches")
    return Reason(_code(decision, "policy"), f"{place(decision)} denies access")


def demand(decision: Decision) -> str:
    """What the decision asks for: MFA, or the factors that its rule names."""
    if decision.kind == "OKTA_SIGN_ON":
        return "MFA" if len(decision.demands) > 1 or _asks_for_two(decision.demands) else "a password"
    return " and ".join(_demanded(one) for one in decision.demands) or "nothing"


def not_by_password(decision: Decision) -> Reason:
    """Why a password alone is not enough."""
    code = _code(decision, "mfa" if decision.kind == "OKTA_SIGN_ON" else "factors")
    return Reason(code, f"{place(decision)} asks for {demand(decision)}; ROPG can only present a password")


def not_by_factors(decision: Decision, at_hand: list[str]) -> Reason:
    """Why nothing that the person has, or could set up, is enough."""
    names = ", ".join(FACTORS[name].words for name in at_hand) or "nothing"
    return Reason("no_factor", f"{place(decision)} asks for {demand(decision)}; the person can present {names}")


def condition(org: Org, verdict: ConditionVerdict) -> str:
    """A condition with the names of what it is about."""
    asks = verdict.asks
    if verdict.name in ("users", "groups", "user type", "network"):
        kind = {"users": "user", "groups": "group", "network": "zone"}.get(verdict.name, "")
        parts = [
            f"{words} {', '.join(_name(org, kind, one) for one in asks[way])}"
            for way, words in (("include", "is one of"), ("exclude", "is none of"))
            if asks.get(way)
        ]
        return f"{verdict.name} {' and '.join(parts)}"
    if verdict.name == "device":
        parts = [f"{'' if asks[key] else 'not '}{key}" for key in ("registered", "managed") if key in asks]
        return f"device is {' and '.join([*parts, *(['of a device assurance policy'] if 'assurance' in asks else [])])}"
    if verdict.name == "platform":
        parts = [
            f"{words} {' or '.join(_platform(one) for one in asks[way])}"
            for way, words in (("include", "is"), ("exclude", "is not"))
            if asks.get(way)
        ]
        return f"platform {' and '.join(parts)}"
    return f"{verdict.name} is {asks if isinstance(asks, str) else json.dumps(asks)}"


def shown(org: Org, considered: tuple[PolicyVerdict, ...]) -> tuple[dict[str, Any], ...]:
    """Everything that was considered, as JSON with the conditions in words."""
    return tuple(
        {
            "id": policy.policy_id,
            "policy": f"{_POLICY_KINDS[policy.kind]} '{policy.name}'",
            "outcome": policy.outcome,
            "conditions": _conditions(org, policy.conditions),
            "rules": [
                {
                    "id": rule.rule_id,
                    "rule": rule.name,
                    "outcome": rule.outcome,
                    "conditions": _conditions(org, rule.conditions),
                }
                for rule in policy.rules
            ],
        }
        for policy in considered
    )


def _conditions(org: Org, verdicts: tuple[ConditionVerdict, ...]) -> list[dict[str, Any]]:
    return [{"condition": condition(org, verdict), "holds": verdict.holds} for verdict in verdicts]


def _code(decision: Decision, what: str) -> str:
    return f"{'session' if decision.kind == 'OKTA_SIGN_ON' else 'app'}_{what}"


def _asks_for_two(demands: tuple[Demand, ...]) -> bool:
    return any(one.get("factorMode") == "2FA" for one in demands)


def _demanded(one: Demand) -> str:
    if one["type"] == "AUTH_METHOD_CHAIN":
        return "one after the other: " + " or ".join(_chain(chain) for chain in one["chains"])
    count = "two factors" if one["factorMode"] == "2FA" else "one factor"
    alternatives = [text for constraint in one.get("constraints") or [] if (text := _constraint(constraint))]
    return f"{count} ({' or '.join(alternatives)})" if alternatives else count


def _chain(chain: dict[str, Any]) -> str:
    step = " or ".join(str(one.get("method") or one.get("key")) for one in chain["authenticationMethods"])
    rest = " or ".join(_chain(one) for one in chain.get("next") or [])
    return f"{step}, then {rest}" if rest else step


def _constraint(constraint: dict[str, Any]) -> str:
    return " and ".join(_part(name, part) for name, part in constraint.items())


def _part(factor_class: str, part: dict[str, Any]) -> str:
    named = [*(part.get("types") or []), *(part.get("methods") or [])]
    named += [str(one.get("method") or one.get("key")) for one in part.get("authenticationMethods") or []]
    traits = [words for key, words in _CHARACTERISTICS.items() if str(part.get(key)).upper() == "REQUIRED"]
    return " ".join([factor_class, *([f"by {' or '.join(named)}"] if named else []), *traits])


def _platform(named: dict[str, Any]) -> str:
    system = named.get("os") or {}
    return " ".join(str(part) for part in (named["type"], system.get("type"), system.get("expression")) if part)


def _name(org: Org, kind: str, object_id: str) -> str:
    found = org.store.get(kind, object_id) if kind else None
    if found is None:
        return object_id
    if kind == "user":
        return str(found["document"]["profile"]["login"])
    return f"'{found['document']['profile']['name'] if kind == 'group' else found['document']['name']}'"
