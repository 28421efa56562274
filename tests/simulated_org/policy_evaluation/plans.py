"""What to deploy into an org, and who tries to sign in to it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Literal

from jamf_connect_okta.simulated_org.policy_evaluation.attempt import Device, Risk
from jamf_connect_okta.simulated_org.policy_evaluation.platforms import Platform
from jamf_connect_okta.simulated_org.seed.seed import GroupEntry, OrgFacts, Person, Seed, ZoneEntry

from ..conftest import Json

STAFF, ADMINS, NOBODYS = "00gStaff000000000000", "00gAdmins00000000000", "00gNobodys0000000000"
ALICE, BEN, FARID = "00uAlice000000000000", "00uBen00000000000000", "00uFarid000000000000"
OFFICE, ATTIC, VPN, CLOSED = (
    "nzoOffice00000000000",
    "nzoAttic000000000000",
    "nzoVpn00000000000000",
    "nzoClosed00000000000",
)
ATTACKERS, FORGIVEN, PLACES = "nzoAttackers00000000", "nzoForgiven000000000", "nzoPlaces00000000000"
SEED = Seed(
    org=OrgFacts(api_token_owner="ben@acme.example", features=["risk_scoring"]),
    session_requires_factor=False,
    groups=[
        GroupEntry(name="Staff", id=STAFF),
        GroupEntry(name="Admins", id=ADMINS),
        GroupEntry(name="Nobody's", id=NOBODYS),
    ],
    zones=[
        ZoneEntry(name="Office", id=OFFICE, gateways=["203.0.113.0/24", "2001:db8::/32"]),
        ZoneEntry(name="Attic", id=ATTIC, gateways=["203.0.113.128-203.0.113.255"]),
        ZoneEntry(name="VPN", id=VPN, gateways=["198.51.100.10-198.51.100.20", "198.51.100.99"]),
        ZoneEntry(name="Closed", id=CLOSED, gateways=["198.51.100.0/24"], status="INACTIVE"),
        ZoneEntry(name="Attackers", id=ATTACKERS, gateways=["192.0.2.0/25"], usage="BLOCKLIST"),
        ZoneEntry(name="Forgiven", id=FORGIVEN, gateways=["192.0.2.128/25"], usage="BLOCKLIST", status="INACTIVE"),
    ],
    people=[
        Person(login="alice@acme.example", first_name="A", last_name="A", id=ALICE, groups=["Staff"]),
        Person(login="ben@acme.example", first_name="B", last_name="B", id=BEN, groups=["Staff", "Admins"]),
        Person(login="farid@acme.example", first_name="F", last_name="F", id=FARID, provider="FEDERATION"),
    ],
)


@dataclass(frozen=True)
class Rule:
    """A rule to make. `planted` are conditions that name what this org has none of; the API would refuse them."""

    body: Json
    active: bool = True
    planted: Json = field(default_factory=dict)


@dataclass(frozen=True)
class Policy:
    """A global session policy to make, its rules in their order."""

    rules: Sequence[Rule]
    groups: Sequence[str] = (STAFF,)
    active: bool = True


@dataclass(frozen=True)
class Plan:
    """What is deployed: session policies in their order, the rules of the app's policy, its catch-all rule's actions.

    Without actions the catch-all rule stays as Okta makes it. `places` is the usage of a zone that is a place.
    """

    session: Sequence[Policy] = ()
    app: Sequence[Rule] = ()
    catch_all: Json | None = None
    places: Literal["POLICY", "BLOCKLIST"] | None = None


NO_DEVICE = Device()


@dataclass(frozen=True)
class Try:
    """Somebody's attempt; what is presented comes from the test."""

    user_id: str = ALICE
    ip: str = "8.8.8.8"
    platform: Platform | None = None
    risk: Risk = "LOW"
    device: Device = NO_DEVICE


ALICE_ELSEWHERE = Try()
