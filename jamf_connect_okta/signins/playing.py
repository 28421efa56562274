"""Plays expectations, each from the same state of the org, and compares what happens with what must happen."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from jamf_connect_okta.signins.administrators import Administrators
from jamf_connect_okta.signins.errors import Fault, FaultyExpectationsError, SigninsError
from jamf_connect_okta.signins.expectations import Expectation, Members
from jamf_connect_okta.signins.networks import Networks, networks_of
from jamf_connect_okta.signins.outcomes import Outcome, differences
from jamf_connect_okta.signins.password_check import check_password
from jamf_connect_okta.signins.people import People, Person, Simulated, people_of
from jamf_connect_okta.signins.reading import Written
from jamf_connect_okta.signins.stage import Stage, copy_of
from jamf_connect_okta.signins.web_view import sign_in
from jamf_connect_okta.signins.wording import meant

WRONG = "not-the-password-of-anybody"


@dataclass(frozen=True)
class Played:
    """One sign-in that was played: who sent which request, what came of it, and what of that is not as it must be."""

    written: Written
    login: str
    request: str
    outcome: Outcome
    differences: tuple[str, ...]


@dataclass(frozen=True)
class Report:
    """Everything that was played, and the expectations that were not: they are for the other design, or for nobody."""

    played: tuple[Played, ...]
    other_design: tuple[Written, ...] = ()
    nobody: tuple[Written, ...] = ()

    @property
    def failed(self) -> tuple[Played, ...]:
        """The sign-ins that are not as expected."""
        return tuple(one for one in self.played if one.differences)

    @property
    def holds(self) -> bool:
        """Whether everything is as expected. One that somebody wrote down proves nothing if nobody is meant by it."""
        return not self.failed and not any(written.line for written in self.nobody)


@dataclass(frozen=True)
class Org:
    """A simulated org, the values that profiles repeat of it, and what only its makers know of its people."""

    base_url: str
    token: str = field(repr=False)
    jamf_connect: Mapping[str, str | None]
    administrators: Administrators
    made_up: Mapping[str, Simulated] = field(repr=False)


def play(org: Org, expectations: Sequence[Written], only: str | None = None) -> Report:
    """Play what is expected, for everybody or for the one login `only`, in a copy of the org.

    Raises SigninsError, FaultyExpectationsError (a group or a zone does not exist).
    """
    with copy_of(org.base_url, org.token) as stage:
        people, networks = people_of(stage.management, org.made_up), networks_of(stage.management)
        if only is not None and only not in people.by_login.keys() | org.made_up.keys():
            raise SigninsError(f"Nobody in the org signs in as {only}. {meant(only, people.by_login)}")
        _check_names(expectations, people, networks)
        played: list[Played] = []
        nobody: list[Written] = []
        values = {name: value or "" for name, value in org.jamf_connect.items()}
        for url in (values["menuBarDiscoveryUrl"], values["discoveryUrl"]):
            values |= stage.endpoints(url)
        due = [written for written in expectations if written.expectation.design in (None, values["design"])]
        for written in due:
            everybody = _people(written.expectation, people)
            if not everybody:
                nobody.append(written)
            for person in everybody:
                if only in (None, person.login):
                    address = networks.address(written.expectation.origin) or ""
                    played += _played(stage, values, org.administrators, written, person, address)
        others = tuple(written for written in expectations if written not in due)
        return Report(tuple(played), others, tuple(nobody))


def _played(
    stage: Stage,
    values: Mapping[str, str],
    administrators: Administrators,
    written: Written,
    person: Person,
    address: str,
) -> Iterator[Played]:
    expectation = written.expectation
    password = person.password or WRONG if expectation.password == "right" else WRONG
    values = {**values, "username": person.login, "password": password}
    for request in expectation.requests:
        stage.begin_anew()
        if expectation.app == "ROPG":
            outcome = check_password(stage, request, values, address)
        else:
            outcome = sign_in(stage, request, values, address, person, expectation.factors)
            if outcome.result == "allowed":
                outcome = replace(outcome, account=administrators.account(outcome.claims))
        yield Played(written, person.login, request, outcome, tuple(differences(expectation, outcome)))


def _people(expectation: Expectation, people: People) -> list[Person]:
    if isinstance(expectation.who, Members):
        return people.members(expectation.who)
    return [people.named(login) for login in expectation.who]


def _check_names(expectations: Sequence[Written], people: People, networks: Networks) -> None:
    """What a schema can't know: which groups and zones exist."""
    faults: dict[str, list[Fault]] = {}
    for written in expectations:
        found = faults.setdefault(written.file, [])
        who = written.expectation.who
        if isinstance(who, Members):
            for name in who.members_of:
                if name not in people.groups:
                    why = "There is no such group in the org."
                    found.append(Fault(written.line, f"members_of: {name}", why, meant(name, people.groups)))
            for name in who.but_not:
                if name not in people.groups | people.by_login.keys():
                    why = "There is no such group, nor anybody who signs in by that name."
                    found.append(Fault(written.line, f"but_not: {name}", why, meant(name, people.groups)))
        if networks.address(written.expectation.origin) is None:
            why = "It is no address, and no zone of the org that holds addresses."
            fix = meant(written.expectation.origin, networks.with_addresses)
            found.append(Fault(written.line, f"from: {written.expectation.origin}", why, fix))
    for file, found in faults.items():
        if found:
            raise FaultyExpectationsError(file, found)
