"""Hand-made cases about people and networks in the conditions of an app's rules."""

from __future__ import annotations

from ..conftest import Json
from .cases import MATCH, MISS, UNKNOWN, in_zones, password_rule
from .plans import ADMINS, ALICE, ATTIC, BEN, CLOSED, NOBODYS, OFFICE, PLACES, STAFF, VPN, Try

_PEOPLE = "Okta's API: people condition"
_NETWORK = "Okta's API: network condition"
_AT_THE_OFFICE, _IN_THE_ATTIC = Try(ip="203.0.113.5"), Try(ip="203.0.113.200")


def _users(**users: list[str]) -> Json:
    return {"users": users}


def _groups(**groups: list[str]) -> Json:
    return {"groups": groups}


_PEOPLE_CASES = [
    password_rule("a rule for a user is for that user", _PEOPLE, MATCH, people=_users(include=[ALICE])),
    password_rule("a rule for another user misses", _PEOPLE, MISS, people=_users(include=[BEN])),
    password_rule("a rule without a user misses that user", _PEOPLE, MISS, people=_users(exclude=[ALICE])),
    password_rule(
        "a rule for two groups is for people of either", _PEOPLE, MATCH, people=_groups(include=[NOBODYS, STAFF])
    ),
    password_rule("a rule for other groups misses", _PEOPLE, MISS, people=_groups(include=[NOBODYS])),
    password_rule(
        "an excluded group wins over an included one",
        f"{_PEOPLE}; administrators are kept away from the password-only rule",
        MISS,
        Try(user_id=BEN),
        people=_groups(include=[STAFF], exclude=[ADMINS]),
    ),
    password_rule(
        "an excluded group takes nothing from those outside it",
        _PEOPLE,
        MATCH,
        people=_groups(include=[STAFF], exclude=[ADMINS]),
    ),
    password_rule(
        "users and groups are both asked",
        "inferred: the Admin Console joins them by AND",
        MISS,
        people={**_users(include=[ALICE]), **_groups(include=[ADMINS])},
    ),
    password_rule(
        "a rule for another user type misses",
        "Okta's API: userType",
        MISS,
        planted={"userType": {"include": ["otyOther000000000000"], "exclude": []}},
    ),
    password_rule(
        "a rule without another user type matches",
        "Okta's API: userType",
        MATCH,
        planted={"userType": {"include": [], "exclude": ["otyOther000000000000"]}},
    ),
]
_NETWORK_CASES = [
    password_rule("a rule for a zone misses an address outside", _NETWORK, MISS, network=in_zones(OFFICE)),
    password_rule(
        "a rule for a zone matches a CIDR block of it", _NETWORK, MATCH, _AT_THE_OFFICE, network=in_zones(OFFICE)
    ),
    password_rule(
        "a rule for a zone matches the last address of a range of it",
        _NETWORK,
        MATCH,
        Try(ip="198.51.100.20"),
        network=in_zones(VPN),
    ),
    password_rule(
        "a rule for a zone matches an IPv6 block of it",
        _NETWORK,
        MATCH,
        Try(ip="2001:db8::7"),
        network=in_zones(OFFICE),
    ),
    password_rule(
        "a rule for two zones matches either", _NETWORK, MATCH, Try(ip="198.51.100.99"), network=in_zones(OFFICE, VPN)
    ),
    password_rule("a rule outside a zone matches elsewhere", _NETWORK, MATCH, network=in_zones(outside=[OFFICE])),
    password_rule(
        "a rule outside a zone misses inside", _NETWORK, MISS, _AT_THE_OFFICE, network=in_zones(outside=[OFFICE])
    ),
    password_rule(
        "an excluded zone wins over an included one around it",
        _NETWORK,
        MISS,
        _IN_THE_ATTIC,
        network=in_zones(OFFICE, outside=[ATTIC]),
    ),
    password_rule("no zone holds an address of nowhere", _NETWORK, MISS, network=in_zones("ALL_ZONES")),
    password_rule("ALL_ZONES is any of the zones", _NETWORK, MATCH, _AT_THE_OFFICE, network=in_zones("ALL_ZONES")),
    password_rule("outside ALL_ZONES is nowhere", _NETWORK, MATCH, network=in_zones(outside=["ALL_ZONES"])),
    password_rule(
        "an inactive zone is none of ALL_ZONES",
        "inferred from the lifecycle of zones",
        MISS,
        Try(ip="198.51.100.50"),
        network=in_zones("ALL_ZONES"),
    ),
    password_rule(
        "a blocklist is none of ALL_ZONES",
        "inferred: blocklists are no zones of policies",
        MISS,
        network=in_zones("ALL_ZONES"),
        places="BLOCKLIST",
    ),
    password_rule(
        "an inactive zone holds nothing",
        "inferred from the lifecycle of zones",
        MISS,
        Try(ip="198.51.100.50"),
        network=in_zones(CLOSED),
    ),
    password_rule(
        "whether an address is in a place can't be told",
        "inferred: this org knows no places",
        UNKNOWN,
        network=in_zones(PLACES),
        places="POLICY",
    ),
    password_rule(
        "a zone that holds the address settles what a place leaves open",
        _NETWORK,
        MATCH,
        network=in_zones(PLACES, OFFICE),
        attempt=_AT_THE_OFFICE,
        places="POLICY",
    ),
    password_rule(
        "among all zones a place leaves open what no address settles",
        _NETWORK,
        UNKNOWN,
        network=in_zones("ALL_ZONES"),
        places="POLICY",
    ),
    password_rule(
        "ALL_IP_ZONES is about addresses, so a place leaves nothing open",
        "Okta's API: the IP zones of a client's network",
        MISS,
        network=in_zones("ALL_IP_ZONES"),
        places="POLICY",
    ),
]
CASES = [*_PEOPLE_CASES, *_NETWORK_CASES]
