"""The people of the org, as far as sign-ins need to know them."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

import httpx

from jamf_connect_okta.signins.expectations import Members
from jamf_connect_okta.signins.management import everything


@dataclass(frozen=True)
class Simulated:
    """What only whoever made a person up knows: the password, and the factors that were enrolled with it."""

    password: str | None
    factors: tuple[str, ...] = ()


@dataclass(frozen=True)
class Person:
    """Somebody who signs in. `groups` are the names and the ids of the person's groups."""

    login: str
    status: str
    provider: str
    groups: frozenset[str]
    password: str | None
    factors: tuple[str, ...]

    @property
    def has_okta_password(self) -> bool:
        """Whether Okta, or a directory behind it, checks the person's password."""
        return self.provider != "FEDERATION"


@dataclass(frozen=True)
class People:
    """Everybody in the org who is not deactivated, the names and ids of its groups, and what was made up."""

    by_login: Mapping[str, Person]
    groups: frozenset[str]
    made_up: Mapping[str, Simulated]

    def members(self, chosen: Members) -> list[Person]:
        """The people that an expectation means; see Members."""
        return [
            person
            for person in self.by_login.values()
            if person.status == "ACTIVE"
            and person.has_okta_password
            and person.groups & set(chosen.members_of)
            and not (person.groups | {person.login}) & set(chosen.but_not)
            and (not chosen.with_factor or set(person.factors) & set(chosen.with_factor))
        ]

    def named(self, login: str) -> Person:
        """Whoever signs in by that name, be it nobody: an expectation may say that nobody gets in."""
        known = self.made_up.get(login, Simulated(None))
        nobody = Person(login, "", "", frozenset(), known.password, known.factors)
        return self.by_login.get(login, nobody)


def people_of(org: httpx.Client, made_up: Mapping[str, Simulated]) -> People:
    """Everybody in the org, from its management API, with what is known of those who were made up."""
    people = {}
    for user in everything(org, "/api/v1/users"):
        login = user["profile"]["login"]
        known = made_up.get(login, Simulated(None))
        people[login] = Person(
            login=login,
            status=user["status"],
            provider=user["credentials"]["provider"]["type"],
            groups=_names_and_ids(everything(org, f"/api/v1/users/{user['id']}/groups")),
            password=known.password,
            factors=known.factors,
        )
    return People(people, _names_and_ids(everything(org, "/api/v1/groups")), made_up)


def _names_and_ids(groups: Iterable[dict[str, Any]]) -> frozenset[str]:
    return frozenset(word for group in groups for word in (group["profile"]["name"], group["id"]))
