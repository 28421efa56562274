"""What an authentication policy rule demands of a person, as alternatives of which one has to be met."""

import json
from collections.abc import Callable, Iterable, Iterator, Mapping
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
_KNOWLEDGE = _PASSWORD | {"security_question"}
_POSSESSION = frozenset({"cert", "duo"}.union(*_METHODS_OF_TYPE.values())) - _KNOWLEDGE
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
        return [alternative for chain in rule.known("chains", []) for alternative in _read(chain, _chain)]
    proofs = 1 if rule.known("factorMode", "2FA") == "1FA" else 2
    constraints = rule.known("constraints", [])
    if not constraints:
        return [Alternative((), proofs)]
    return [
        alternative
        for constraint in constraints
        for alternative in _read(constraint, lambda whole: [Alternative(tuple(_demands(whole)), proofs)])
    ]


def proofs_last(rule: Resource) -> set[str]:
    """How long proofs last, by alternative: its own time goes before that of the rule; raises NotKnownYetError."""
    own = rule.known("reAuthenticationFrequency") or "PT2H"
    chained = rule.known("type", "ASSURANCE") == "AUTH_METHOD_CHAIN"
    texts = rule.known("chains" if chained else "constraints", [])
    return {time for text in texts for time in _times(text) or {own}} or {own}


def _times(text: str) -> set[str]:
    times: set[str] = set()

    def noticed(part: dict[str, Any]) -> None:
        if time := part.get("reauthenticateIn"):
            times.add(str(time))

    try:
        json.loads(text, object_hook=noticed)
    except (TypeError, ValueError):
        return set()
    return times


def _read(text: str, meaning: Callable[[Any], Iterable[Alternative]]) -> list[Alternative]:
    try:
        return list(meaning(json.loads(text)))
    except (AttributeError, TypeError, ValueError):
        return [_NOBODY_CAN]


_NOBODY_CAN = Alternative((Demand(frozenset()),), proofs=2)
"""What stands for a text that Okta could not read either."""


def _demands(constraint: Mapping[str, Any]) -> Iterator[Demand]:
    for name, others in (("knowledge", _POSSESSION), ("possession", _KNOWLEDGE)):
        if part := constraint.get(name):
            methods = _methods(part, _KNOWLEDGE if name == "knowledge" else _POSSESSION)
            # Where it is not required, a proof of the other kind will do as well. The provider sends false where the
            # text does not say; what Okta makes of that is not recorded, so neither kind is given the benefit of it.
            if not part.get("required", name == "possession"):
                methods = None if methods is None else methods | others
            yield Demand(methods, any(str(part.get(key, "")).upper() == "REQUIRED" for key in _STRONG))


def _methods(part: Mapping[str, Any], of_this_kind: frozenset[str]) -> frozenset[str] | None:
    lists: list[frozenset[str]] = []
    if types := part.get("types"):
        lists.append(frozenset().union(*(_METHODS_OF_TYPE.get(str(each).lower(), set()) for each in types)))
    if methods := part.get("methods"):
        lists.append(frozenset(str(each).lower() for each in methods))
    if listed := part.get("authenticationMethods"):
        lists.append(_named(listed))
    if excluded := part.get("excludedAuthenticationMethods"):
        lists.append(of_this_kind - _named(excluded))
    return frozenset.intersection(*lists) if lists else None


def _named(methods: Iterable[Mapping[str, Any]]) -> frozenset[str]:
    return frozenset(str(each.get("method", "")).lower() for each in methods)


def _chain(chain: Mapping[str, Any], before: tuple[Demand, ...] = ()) -> Iterator[Alternative]:
    methods = chain.get("authenticationMethods") or []
    demands = (
        *before,
        Demand(
            _named(methods),
            bool(methods)
            and all(any(str(each.get(key, "")).upper() == "REQUIRED" for key in _STRONG) for each in methods),
        ),
    )
    following = chain.get("next") or []
    if not following:
        yield Alternative(demands, len(demands))
    for step in following:
        yield from _chain(step, demands)
