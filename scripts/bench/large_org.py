"""An org of 10,000 users and 500 groups, running as a process of its own."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from jamf_connect_okta.simulated_org.seed.planting import new_org
from jamf_connect_okta.simulated_org.seed.seed import GroupEntry, Person, Seed, load_seed
from jamf_connect_okta.simulated_org.serving import process
from jamf_connect_okta.simulated_org.serving.state_dir import StateDir

USERS, GROUPS = 10_000, 500
_GROUPS_OF_A_USER = 5


@contextmanager
def large_org() -> Iterator[Path]:
    """Its state directory; everyone in it has a password, and is in some of the groups besides Everyone."""
    with tempfile.TemporaryDirectory() as folder:
        state_dir = Path(folder)
        new_org(_seed(), StateDir(state_dir).state).close()
        try:
            process.start(state_dir)
            yield state_dir
        finally:
            process.stop(state_dir)


def login(number: int) -> str:
    """The login of one of its users, counted from 1."""
    return f"person{number}@acme.example"


def _seed() -> Seed:
    packaged = load_seed()
    people = [
        Person(
            login=login(number),
            first_name="Person",
            last_name=str(number),
            password=f"Rehearsal-{number}",
            groups=[f"Team {(number + step * step) % GROUPS + 1}" for step in range(_GROUPS_OF_A_USER)],
        )
        for number in range(1, USERS + 1)
    ]
    teams = GroupEntry(name="Team {number}", count=GROUPS)
    return Seed.model_validate(
        dict(packaged) | {"groups": [*packaged.groups, teams], "people": [*packaged.people, *people]}
    )
