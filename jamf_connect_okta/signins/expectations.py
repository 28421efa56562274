"""The schema of `signins/<stack>.yaml`: who signs in where, with what, and what must happen."""

from collections.abc import Iterator, Mapping
from typing import Annotated, Any, Literal, Self

from pydantic import BaseModel, BeforeValidator, ConfigDict, Discriminator, Field, Tag, model_validator
from pydantic_core import PydanticCustomError

from jamf_connect_okta.signins.jamf_connect import REQUESTS
from jamf_connect_okta.signins.reasons import REASONS
from jamf_connect_okta.signins.wording import meant

FactorName = Literal["push", "totp", "sms", "voice", "email", "google_otp", "webauthn", "security_question"]
AnswerName = Literal[FactorName, "push denied"]
PromptName = Literal[FactorName, "password", "change-password", "enroll-factor"]
RequestName = Literal[
    "login window",
    "menu bar",
    "menu bar with the MFA app",
    "code",
    "code id_token",
    "code without PKCE",
    "code id_token without PKCE",
]


def _listed(value: object) -> object:
    """One may stand for a list of one."""
    return value if isinstance(value, list | tuple) else [value]


OneOrMore = BeforeValidator(_listed)


class Entry(BaseModel):
    """A part of an expectation; unknown keys are refused."""

    model_config = ConfigDict(extra="forbid", frozen=True, populate_by_name=True)


class Members(Entry):
    """The active people with a password in Okta who belong to one of these groups.

    `but_not` names groups or logins to leave out; `with_factor` keeps those who have enrolled one of these. People who
    are locked out, expired, staged or signed in elsewhere are named one by one: something else must happen to them.
    """

    members_of: Annotated[tuple[str, ...], OneOrMore, Field(min_length=1)]
    but_not: Annotated[tuple[str, ...], OneOrMore] = ()
    with_factor: Annotated[tuple[FactorName, ...], OneOrMore] = ()


class ClaimCheck(Entry):
    """What must hold for one claim of the ID token: an exact value, or what a list contains and lacks."""

    equals: Annotated[Any, Field(alias="is")] = None
    contains: Annotated[tuple[str, ...], OneOrMore] = ()
    lacks: Annotated[tuple[str, ...], OneOrMore] = ()

    @model_validator(mode="after")
    def _checks_something(self) -> Self:
        if not self.model_fields_set:
            why, fix = "It checks nothing.", "Add `is`, `contains` or `lacks`."
            raise PydanticCustomError("disagreement", "it checks nothing", {"problems": [("", why, fix)]})
        return self


def _kind_of_who(value: object) -> str:
    return "members" if isinstance(value, Mapping | Members) else "logins"


Who = Annotated[
    Annotated[tuple[str, ...], OneOrMore, Field(min_length=1), Tag("logins")] | Annotated[Members, Tag("members")],
    Discriminator(_kind_of_who),
]


class Expectation(Entry):
    """One promise or warning.

    App ROPG is the silent password check; app MFA is the login window's web view, which the one app serves as well
    where there is one only.
    """

    promise: str = ""
    warning: str = ""
    who: Who
    app: Literal["ROPG", "MFA"]
    design: Literal["one-app", "two-apps"] | None = None
    origin: Annotated[str, Field(alias="from")] = "anywhere"
    request: Annotated[tuple[RequestName, ...], OneOrMore] = ()
    password: Literal["right", "wrong"] = "right"
    factors: Annotated[tuple[AnswerName, ...], OneOrMore] = ()
    then: Literal["allowed", "denied"]
    because: str = ""
    prompts: Annotated[tuple[PromptName, ...] | None, OneOrMore] = None
    claims: Mapping[str, ClaimCheck] = {}
    administrator: bool | None = None

    @property
    def title(self) -> str:
        """The promise or the warning, in the words of whoever wrote it."""
        return self.promise or self.warning

    @property
    def requests(self) -> tuple[str, ...]:
        """The requests that play this: those that are asked for, else every one that Jamf Connect is taken to send."""
        return self.request or tuple(
            name for name, request in REQUESTS.items() if request.app == self.app and request.by_default
        )

    @model_validator(mode="after")
    def _agrees_with_itself(self) -> Self:
        if problems := list(self._problems()):
            raise PydanticCustomError("disagreement", "the entry disagrees with itself", {"problems": problems})
        return self

    def _problems(self) -> Iterator[tuple[str, str, str]]:
        """Key, reason and fix of everything that does not go together."""
        if bool(self.promise) == bool(self.warning):
            yield "promise", "An entry is either a promise or a warning.", "Write one of the two, in your own words."
        if self.because and self.then == "allowed":
            yield "because", "Whoever is allowed in is not denied for a reason.", "Remove it, or write `then: denied`."
        if self.because and self.because not in REASONS:
            yield "because", f"There is no reason {self.because!r}.", meant(self.because, REASONS)
        if self.claims and self.then == "denied":
            yield "claims", "Whoever is denied gets no token.", "Remove it, or write `then: allowed`."
        if self.administrator is not None and self.then == "denied":
            yield "administrator", "Whoever is denied gets no account.", "Remove it, or write `then: allowed`."
        if self.app == "ROPG":
            if self.administrator is not None:
                why = "Account types follow the login window's ID token: that of a password check has no groups."
                yield "administrator", why, "Remove it, or write `app: MFA`."
            for key in ("factors", "prompts"):
                if getattr(self, key):
                    yield key, "ROPG can only present a password.", "Remove it, or write `app: MFA`."
        if {"push", "push denied"} <= set(self.factors):
            yield "factors", "A push is either approved or denied.", "Keep `push` or `push denied`."
        for name in self.request:
            if REQUESTS[name].app != self.app:
                known = [other for other, request in REQUESTS.items() if request.app == self.app]
                yield "request", f"{name!r} is not sent to app {self.app}.", f"Use one of: {', '.join(known)}."
