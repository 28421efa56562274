"""What an authentication policy rule demands of a person, as alternatives of which one has to be met."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from guardrails.facts import Resource

_METHODS_OF_TYPE = {
    "app": {"push", "totp", "otp", "signed_nonce"},
    "email": {"email"},
    "federated": {"idp"},
    "password": {"password"},
    "phone": {"sms", "voice"},
    "security_key": {"webauthn"},
    "security_question": {"security_question"},
}
"""The methods that authenticators of a type have (Okta API reference, Policies)."""

_PASSWORD = frozenset({"password"})
_STRONG = ("hardwareProtection", "phishingResistant")


@dataclass(frozen=True)
class Demand:
    """One proof: any of `methods` will do; None where Okta takes any. `strong` if not every device can give it."""

    methods: frozenset[str] | None
    strong: bool = False

    def takes(self, method: str) -> bool:
        """Whether `method` meets the demand."""
        return self.methods is None or method in self.methods


@dataclass(frozen=True)
class Alternative:
    """Proofs that are demanded together. Further ones, of any other kind, may be: `proofs` is how many there are."""

    demands: tuple[Demand, ...]
    proofs: int

    @property
    def met_by_a_password(self) -> bool:
        """Whether a password alone is enough."""
        return self.proofs == 1 and all(demand.takes("password") for demand in self.demands)

    @property
    def demands_a_password(self) -> bool:
        """Whether nobody gets through without a password."""
        return any(demand.methods == _PASSWORD for demand in self.demands)

    @property
    def besides_a_password(self) -> tuple[Demand, ...]:
        """What is demanded after the password."""
        return tuple(demand for demand in self.demands if demand.methods != _PASSWORD)


def alternatives(rule: Resource) -> list[Alternative]:
    """The alternatives of a rule; raises NotKnownYetError."""
    if rule.known("type", "ASSURANCE") == "AUTH_METHOD_CHAIN":
        return [alternative for chain in _json(rule, "chains") for alternative in _chain(chain)]
    proofs = 1 if rule.known("factorMode", "2FA") == "1FA" else 2
    constraints = list(_json(rule, "constraints"))
    if not constraints:
        return [Alternative((), proofs)]
    return [Alternative(tuple(_demands(constraint)), proofs) for constraint in constraints]


def _json(rule: Resource, property: str) -> Iterator[Mapping[str, Any]]:
    for text in rule.known(property, []):
        try:
            document = json.loads(text)
        except ValueError:
            document = None
        yield document if isinstance(document, Mapping) else _NOBODY_CAN


_NOBODY_CAN = {"knowledge": {"methods": ["unreadable"]}, "authenticationMethods": []}
"""What stands for a text that Okta could not read either."""


def _demands(constraint: Mapping[str, Any]) -> Iterator[Demand]:
    for part in (constraint.get("knowledge"), constraint.get("possession")):
        # A part that only excludes something says so itself: it demands nothing.
        if isinstance(part, Mapping) and part.get("required", True):
            yield Demand(_methods(part), any(str(part.get(key, "")).upper() == "REQUIRED" for key in _STRONG))


def _methods(part: Mapping[str, Any]) -> frozenset[str] | None:
    lists: list[set[str]] = []
    if types := part.get("types"):
        lists.append(set().union(*(_METHODS_OF_TYPE.get(str(each).lower(), set()) for each in types)))
    if methods := part.get("methods"):
        lists.append({str(each).lower() for each in methods})
    if listed := part.get("authenticationMethods"):
        lists.append({str(each.get("method", "")).lower() for each in listed})
    return frozenset(set.intersection(*lists)) if lists else None


def _chain(chain: Mapping[str, Any], before: tuple[Demand, ...] = ()) -> Iterator[Alternative]:
    methods = chain.get("authenticationMethods") or []
    demands = (
        *before,
        Demand(
            frozenset(str(each.get("method", "")).lower() for each in methods),
            bool(methods)
            and all(any(str(each.get(key, "")).upper() == "REQUIRED" for key in _STRONG) for each in methods),
        ),
    )
    following = chain.get("next") or []
    if not following:
        yield Alternative(demands, len(demands))
    for step in following:
        yield from _chain(step, demands)
