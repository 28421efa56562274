"""The seed: what an org holds on its first day, as a readable file."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Any, Literal

import yaml
from pydantic import BaseModel, ConfigDict, Field, ValidationError, field_validator, model_validator

from jamf_connect_okta.simulated_org.management.admin_roles import RoleType

DEFAULT_SEED = Path(__file__).with_name("seed.yaml")

OktaId = Annotated[str, Field(pattern=r"^[0-9A-Za-z]{20}$")]
AuthenticatorKey = Literal[
    "okta_password",
    "okta_verify",
    "phone_number",
    "okta_email",
    "webauthn",
    "google_otp",
    "security_question",
    "external_idp",
]
Factor = Literal["push", "totp", "signed_nonce", "sms", "voice", "email", "webauthn", "google_otp", "security_question"]
UserStatus = Literal["ACTIVE", "STAGED", "PROVISIONED", "LOCKED_OUT", "PASSWORD_EXPIRED", "SUSPENDED", "DEPROVISIONED"]
# What Okta sells or switches on per org, as far as it shows in the management API.
Feature = Literal[
    "desktop_mfa", "identity_threat_protection", "okta_personal_for_workforce", "platform_sso", "risk_scoring"
]


class SeedError(Exception):
    """A seed that can't be used; the message names every entry that needs a change."""


class _Entry(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class OrgFacts(_Entry):
    """The org's own facts; `id_seed` is what its ids grow from.

    `client_app_admins` is the org setting "Public client app admins": service apps become super administrators as they
    are made. Without it they may call nothing until they are given a role.
    """

    url: str = "https://acme.okta.invalid"
    company: str = "Acme"
    id_seed: str = "acme"
    api_token_owner: str
    features: list[Feature] = []
    client_app_admins: bool = True

    @field_validator("url")
    @classmethod
    def _is_an_origin(cls, url: str) -> str:
        if not url.startswith("https://") or url.count("/") != 2:
            raise ValueError("an org URL is https:// and a host name, nothing behind it")
        return url


class GroupEntry(_Entry):
    """A group, or `count` of them: `{number}` in the name then becomes 1, 2, 3, …"""

    name: str
    description: str = ""
    source: Literal["okta", "active_directory"] = "okta"
    id: OktaId | None = None
    count: int | None = Field(default=None, ge=1)

    @model_validator(mode="after")
    def _count_and_number_go_together(self) -> GroupEntry:
        if (self.count is None) == ("{number}" in self.name):
            raise ValueError(f"{self.name!r}: `count` and `{{number}}` in the name go together")
        if self.count is not None and self.id is not None:
            raise ValueError(f"{self.name!r}: several groups can't share one id")
        return self

    def names(self) -> list[str]:
        """The names of the groups that this entry stands for."""
        if self.count is None:
            return [self.name]
        return [self.name.replace("{number}", str(number)) for number in range(1, self.count + 1)]


class ZoneEntry(_Entry):
    """A network zone of IP addresses."""

    name: str
    gateways: list[str] = Field(min_length=1)
    usage: Literal["POLICY", "BLOCKLIST"] = "POLICY"
    status: Literal["ACTIVE", "INACTIVE"] = "ACTIVE"
    id: OktaId | None = None


class AuthenticatorEntry(_Entry):
    """An authenticator that the org knows."""

    key: AuthenticatorKey
    status: Literal["ACTIVE", "INACTIVE"] = "ACTIVE"
    settings: dict[str, Any] | None = None
    id: OktaId | None = None


class Person(_Entry):
    """A user. `groups` may name a counted group entry, which means all of its groups."""

    login: str
    first_name: str
    last_name: str
    about: str = ""
    status: UserStatus = "ACTIVE"
    password: str | None = None
    temporary_password: bool = False
    provider: Literal["OKTA", "ACTIVE_DIRECTORY", "FEDERATION"] = "OKTA"
    groups: list[str] = []
    factors: list[Factor] = []
    roles: list[RoleType] = []
    id: OktaId | None = None

    @model_validator(mode="after")
    def _a_password_has_a_home(self) -> Person:
        if self.provider == "FEDERATION" and self.password is not None:
            raise ValueError(f"{self.login}: a federated person has no Okta password; remove `password`")
        return self


class Seed(_Entry):
    """Everything an org holds on its first day, besides what every Okta org brings along."""

    org: OrgFacts
    groups: list[GroupEntry] = []
    zones: list[ZoneEntry] = []
    authenticators: list[AuthenticatorEntry] = []
    people: list[Person] = []
    session_requires_factor: bool = True

    @model_validator(mode="after")
    def _agrees_with_itself(self) -> Seed:
        problems = [
            *_repeated("groups", [name for entry in self.groups for name in entry.names()] + ["Everyone"]),
            *_repeated("zones", [entry.name for entry in self.zones]),
            *_repeated("authenticators", [entry.key for entry in self.authenticators]),
            *_repeated("people", [entry.login.lower() for entry in self.people]),
            *_repeated("ids", [str(one.id) for one in _identified(self) if one.id is not None]),
        ]
        known = {entry.name for entry in self.groups} | {name for entry in self.groups for name in entry.names()}
        problems += [
            f"people: {person.login} is in {name!r}, which is no group of this seed"
            for person in self.people
            for name in person.groups
            if name not in known
        ]
        if self.org.api_token_owner not in {person.login for person in self.people}:
            problems.append(f"org.api_token_owner: {self.org.api_token_owner} is nobody in `people`")
        if problems:
            raise ValueError("; ".join(problems))
        return self

    def to_yaml(self) -> str:
        """The seed as a file that `load_seed` reads back as the same seed."""
        return yaml.safe_dump(self.model_dump(exclude_defaults=True), sort_keys=False, allow_unicode=True)


def load_seed(path: Path = DEFAULT_SEED) -> Seed:
    """Reads a seed file. Raises SeedError, whose message lists every entry that needs a change."""
    try:
        content = yaml.safe_load(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise SeedError(f"The seed {path.name} can't be read: {error.strerror}.") from None
    except (yaml.YAMLError, UnicodeDecodeError) as error:
        raise SeedError(f"The seed {path.name} is not YAML: {error}") from None
    try:
        return Seed.model_validate(content)
    except ValidationError as error:
        lines = [f"The seed {path.name} can't be used:"]
        for problem in error.errors():
            where = ".".join(str(part) for part in problem["loc"]) or "seed"
            lines.append(f"  {where}: {problem['msg'].removeprefix('Value error, ')}")
        raise SeedError("\n".join(lines)) from None


def _identified(seed: Seed) -> list[GroupEntry | ZoneEntry | AuthenticatorEntry | Person]:
    return [*seed.groups, *seed.zones, *seed.authenticators, *seed.people]


def _repeated(what: str, names: list[str]) -> list[str]:
    return [f"{what}: {name!r} appears {names.count(name)} times" for name in sorted({*names}) if names.count(name) > 1]
