"""The shipped file covers everybody in the rehearsal's org, in both designs."""

from __future__ import annotations

import pytest

from jamf_connect_okta.signins.expectations import Members
from jamf_connect_okta.signins.reading import Written, read_expectations
from jamf_connect_okta.simulated_org.seed.seed import Person, load_seed

from .conftest import SHIPPED

ENTRIES = read_expectations(SHIPPED, "signins/dev.yaml")
PEOPLE = load_seed().people


def means(written: Written, person: Person) -> bool:
    who = written.expectation.who
    if not isinstance(who, Members):
        return person.login in who
    able = person.status == "ACTIVE" and person.provider != "FEDERATION"
    return able and bool(set(person.groups) & set(who.members_of)) and not set(person.groups) & set(who.but_not)


@pytest.mark.parametrize("design", ["one-app", "two-apps"])
@pytest.mark.parametrize("app", ["ROPG", "MFA"])
@pytest.mark.parametrize("person", PEOPLE, ids=lambda person: person.login)
def test_something_is_expected_of(person: Person, app: str, design: str) -> None:
    due = [
        written
        for written in ENTRIES
        if written.expectation.app == app and written.expectation.design in (None, design)
    ]
    assert [written.place for written in due if means(written, person)]
