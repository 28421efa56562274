"""The form of a hand-made case, and the words that the cases are written in."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Literal

from ..conftest import Json
from .plans import ALICE_ELSEWHERE, Plan, Policy, Rule, Try

DEFAULT, CATCH_ALL = "Default Rule", "Catch-all Rule"


@dataclass(frozen=True)
class Outcome:
    """What comes of an attempt, and the session rule and the app's rule that decide."""

    result: str
    session_rule: str | None
    app_rule: str | None


def allowed(session_rule: str, app_rule: str) -> Outcome:
    return Outcome("allowed", session_rule, app_rule)


def denied(session_rule: str, app_rule: str) -> Outcome:
    return Outcome("denied", session_rule, app_rule)


def cannot_be_told(session_rule: str, app_rule: str) -> Outcome:
    return Outcome("can't be told", session_rule, app_rule)


BLOCKED = Outcome("denied", None, None)


@dataclass(frozen=True)
class Case:
    """A fact, where it is from, what comes of the attempt; what is deployed, who tries and with what."""

    fact: str
    source: str
    outcome: Outcome
    session: Sequence[Policy] = ()
    app: Sequence[Rule] = ()
    catch_all: Json | None = None
    attempt: Try = ALICE_ELSEWHERE
    presents: Sequence[str] = ("password",)
    places: Literal["POLICY", "BLOCKLIST"] | None = None

    @property
    def plan(self) -> Plan:
        return Plan(self.session, self.app, self.catch_all, self.places)


def assurance(mode: str, *constraints: Json, **more: Any) -> Json:
    return {"type": "ASSURANCE", "factorMode": mode, **more, **({"constraints": constraints} if constraints else {})}


def chain(*steps: str, **strength: str) -> Json:
    """A chain of steps `key/method`; several of them with `or` between are ways to take one step."""
    following: list[Json] = []
    for step in reversed(steps):
        named = [dict(zip(("key", "method"), one.split("/"), strict=True)) for one in step.split(" or ")]
        ways = [{**one, **strength} for one in named] if not following else named
        following = [{"authenticationMethods": ways, **({"next": following} if following else {})}]
    return following[0]


def chains(*ways: Json) -> Json:
    return {"type": "AUTH_METHOD_CHAIN", "chains": list(ways)}


PASSWORD_ONLY = assurance("1FA", {"knowledge": {"types": ["password"]}})


def session(*rules: Rule, **policy: Any) -> Policy:
    return Policy(rules, **policy)


def session_rule(
    name: str, *, active: bool = True, planted: Json | None = None, conditions: Json | None = None, **sign_on: Any
) -> Rule:
    actions = {"signon": {"access": "ALLOW", "primaryFactor": "PASSWORD_IDP", **sign_on}}
    body = {"type": "SIGN_ON", "name": name, "conditions": conditions or {}, "actions": actions}
    return Rule(body, active, planted or {})


def app_rule(
    name: str = "Password",
    method: Json = PASSWORD_ONLY,
    *,
    access: str = "ALLOW",
    priority: int | None = None,
    active: bool = True,
    planted: Json | None = None,
    conditions: Json | None = None,
) -> Rule:
    actions = {"appSignOn": {"access": access, "verificationMethod": method}}
    body = {"type": "ACCESS_POLICY", "name": name, "conditions": conditions or {}, "actions": actions}
    return Rule(body if priority is None else {**body, "priority": priority}, active, planted or {})


def in_zones(*include: str, outside: Sequence[str] = ()) -> Json:
    named = {"include": list(include), "exclude": list(outside)}
    return {"connection": "ZONE", **{way: zones for way, zones in named.items() if zones}}


def on_platform(kind: str, **system: str) -> Json:
    return {"include": [{"type": kind, **({"os": system} if system else {})}]}


MATCH, MISS = allowed(DEFAULT, "Password"), denied(DEFAULT, CATCH_ALL)
UNKNOWN = cannot_be_told(DEFAULT, "Password")


def password_rule(
    fact: str,
    source: str,
    outcome: Outcome,
    attempt: Try = ALICE_ELSEWHERE,
    *,
    planted: Json | None = None,
    places: Literal["POLICY", "BLOCKLIST"] | None = None,
    **conditions: Json,
) -> Case:
    """A password-only rule with those conditions before the catch-all rule, which asks for more."""
    rule = app_rule(conditions=conditions, planted=planted)
    return Case(fact, source, outcome, app=[rule], attempt=attempt, places=places)
