"""What is known of the two versions of one stack, before anything is made of it."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, Literal

from jamf_connect_okta.signins.playing import Played
from jamf_connect_okta.signins.reading import Written

Op = Literal["create", "update", "replace", "delete"]


@dataclass(frozen=True)
class Step:
    """What the engine does to one object in Okta: its inputs before and after; empty where there is no such side."""

    op: Op
    type: str
    name: str
    before: Mapping[str, Any] = field(default_factory=dict)
    after: Mapping[str, Any] = field(default_factory=dict)

    @property
    def changed(self) -> tuple[str, ...]:
        """The inputs that differ."""
        keys = sorted({*self.before, *self.after})
        return tuple(key for key in keys if self.before.get(key) != self.after.get(key))


@dataclass(frozen=True)
class Objection:
    """What a guardrail says about an object. `mandatory` ones stop a deployment."""

    rule: str
    mandatory: bool
    message: str


@dataclass(frozen=True)
class SignIn:
    """What came of one sign-in that was played, as far as reports need it."""

    title: str
    place: str
    promised: bool
    login: str
    request: str
    result: str
    reason: str
    why: str
    prompts: tuple[str, ...]
    claims: Mapping[str, Any]
    differences: tuple[str, ...]

    @property
    def told(self) -> str:
        """The outcome in a few words."""
        asked = f" (asked for {', '.join(self.prompts)})" if self.prompts else ""
        claims = "".join(f", {name}: {_listed(value)}" for name, value in self.claims.items())
        return f"{self.result}{asked}{claims}" + (f": {self.why}" if self.why else "")

    @property
    def met(self) -> tuple[object, ...]:
        """What the person meets: words may name an app by its label, and that is no difference to anybody."""
        return self.result, self.reason, self.prompts, self.claims


def _listed(value: object) -> str:
    if not isinstance(value, list):
        return json.dumps(value, ensure_ascii=False)
    more = f" and {len(value) - _SHOWN} more" if len(value) > _SHOWN else ""
    return (", ".join(map(str, value[:_SHOWN])) or "none") + more


_SHOWN = 5

SignInKey = tuple[str, str, str]
"""Which sign-in: the expectation itself, the login, the request."""


def identity(written: Written) -> str:
    """An expectation without the place where it stands: two that say the same are one."""
    return written.expectation.model_dump_json(by_alias=True)


def recorded(played: Played) -> tuple[SignInKey, SignIn]:
    """A sign-in that was played, with its key."""
    expectation, outcome = played.written.expectation, played.outcome
    sign_in = SignIn(
        title=expectation.title,
        place=played.written.place,
        promised=expectation.then == "allowed",
        login=played.login,
        request=played.request,
        result=outcome.result,
        reason=outcome.reason,
        why=outcome.words,
        prompts=outcome.prompts,
        claims={name: outcome.claims.get(name) for name in expectation.claims if name in outcome.claims},
        differences=played.differences,
    )
    return (identity(played.written), played.login, played.request), sign_in


@dataclass(frozen=True)
class Deployed:
    """What people have of a deployed version: profiles by domain and key, values as they may be shown.

    `unmade` says why there are no profiles, and so no sign-ins. `unplayed` says why those could not be played, or not
    all of them.
    """

    profiles: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    sign_ins: Mapping[SignInKey, SignIn] = field(default_factory=dict)
    unplayed: str = ""
    unmade: str = ""


@dataclass(frozen=True)
class Version:
    """One version of a stack. `deployed` is None where it was not deployed.

    `fault` says why its expectations can't be read, `refusal` why it can't be deployed; `steps` are those that the
    engine came to. `objections` is None where no guardrails were run on the version.
    """

    settings: Mapping[str, Any]
    expectations: tuple[Written, ...] = ()
    fault: str = ""
    refusal: str = ""
    steps: tuple[Step, ...] = ()
    objections: tuple[Objection, ...] | None = ()
    deployed: Deployed | None = None


@dataclass(frozen=True)
class StackFacts:
    """Both versions of a stack; None for a version that does not have it.

    `base_objections` is what the base's guardrails say to the proposal, None where they are the proposal's own.
    """

    stack: str
    base: Version | None
    head: Version | None
    base_objections: tuple[Objection, ...] | None = None

    @cached_property
    def changed_settings(self) -> tuple[str, ...]:
        """The keys of the effective settings that differ; none where those of a side can't be read."""
        if any(side is not None and not side.settings for side in (self.base, self.head)):
            return ()
        before, after = (side.settings if side else {} for side in (self.base, self.head))
        return tuple(key for key in sorted({*before, *after}) if before.get(key) != after.get(key))
