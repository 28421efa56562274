"""The people and objects of a rehearsed org: the standard seed, plus everything that the stack names."""

from collections.abc import Iterable, Iterator

from components.okta_ids import is_group_id, is_zone_id
from components.settings import Settings
from jamf_connect_okta.simulated_org.seed.seed import GroupEntry, Person, Seed, ZoneEntry, load_seed

MAC_USERS, MAC_ADMINS, OKTA_ADMINISTRATORS = "Mac Users", "Mac Admins", "Okta Administrators"
"""The standard seed's groups, whose people also play the parts in the stack's own groups."""

INSIDE, OUTSIDE = "203.0.113.0/24", "192.0.2.0/24"
"""Addresses of the zones that people sign in from, and of those they are blocked from (RFC 5737)."""


def seed_for(settings: Settings, seed: Seed | None = None) -> Seed:
    """An org in which everything that `settings` names exists, and the standard people belong to its groups.

    It grows from `seed`, by default the standard one: what that has stays.
    """
    seed = seed or load_seed()
    parts = dict(_parts(settings))
    named_groups = {name: f"Group {name}" if is_group_id(name) else name for name in parts}
    known = {name for entry in seed.groups for name in entry.names()}
    groups = [
        GroupEntry(name=group, id=name if is_group_id(name) else None)
        for name, group in named_groups.items()
        if group not in known
    ]
    people = [_joined(person, parts, named_groups) for person in seed.people]
    logins = {person.login for person in people}
    return seed.model_copy(
        update={
            "org": seed.org.model_copy(update={"url": settings.org_url}),
            "groups": [*seed.groups, *groups],
            "zones": [*seed.zones, *_zones(settings, {zone.name for zone in seed.zones})],
            # A stack that leaves the session policy alone can't be deployed into one that is known to refuse everybody.
            "session_requires_factor": seed.session_requires_factor and settings.manages_session_policy,
            "people": [*people, *(_person(login) for login in settings.users if login not in logins)],
        }
    )


def _parts(settings: Settings) -> Iterator[tuple[str, str]]:
    """Each group that the stack names with the standard group whose people join it."""
    for name in settings.groups:
        yield name, MAC_USERS
    for name in settings.claim_groups:
        yield name, MAC_ADMINS
    for name in settings.admin_groups:
        yield name, MAC_ADMINS
    for name in settings.ropg_app.excluded_groups:
        yield name, OKTA_ADMINISTRATORS


def _joined(person: Person, parts: dict[str, str], named_groups: dict[str, str]) -> Person:
    joins = [named_groups[name] for name, part in parts.items() if part in person.groups]
    return person.model_copy(update={"groups": list(dict.fromkeys([*person.groups, *joins]))})


def _person(login: str) -> Person:
    first_name = login.partition("@")[0].capitalize()
    return Person(
        login=login,
        first_name=first_name,
        last_name="Rehearsal",
        about="Named by the stack and assigned one by one.",
        password=f"{first_name}-Rehearsal-1",
        factors=["push", "totp", "sms", "voice", "email"],
    )


def _zones(settings: Settings, known: Iterable[str]) -> Iterator[ZoneEntry]:
    addresses = dict.fromkeys(settings.session_policy.blocked_zones, OUTSIDE)
    addresses |= dict.fromkeys((*settings.ropg_app.zones, *settings.mfa_app.zones), INSIDE)
    for name, gateway in addresses.items():
        shown = f"Zone {name}" if is_zone_id(name) else name
        if shown not in known:
            yield ZoneEntry(name=shown, id=name if is_zone_id(name) else None, gateways=[gateway])
