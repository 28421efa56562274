"""Names from the settings, looked up in the org: in as few calls as possible, and exactly.

The provider's own lookup of one group accepts a lone group whose name merely begins like the one that was asked for.
So all groups are searched for at once by equality, and what comes back is compared again here.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from typing import TypeVar

import pulumi
import pulumi_okta as okta
import pulumi_okta.user

from components.okta_ids import is_group_id, is_zone_id
from components.problems import Problem, StackProblemsError
from components.settings import Settings


@dataclass(frozen=True)
class Group:
    """A group of the org. `type` is `OKTA_GROUP`, `APP_GROUP` (mastered elsewhere) or `BUILT_IN`."""

    id: str
    name: str
    type: str


@dataclass(frozen=True)
class User:
    """A person of the org with the ids of the groups they are in (empty where nobody asked for them)."""

    id: str
    login: str
    group_ids: frozenset[str]


@dataclass(frozen=True)
class Directory:
    """The org's objects that the settings name, in the settings' order."""

    groups: tuple[Group, ...]
    users: tuple[User, ...]
    excluded_groups: tuple[Group, ...]
    ropg_zone_ids: tuple[str, ...]
    mfa_zone_ids: tuple[str, ...]
    blocked_zone_ids: tuple[str, ...]


def look_up(settings: Settings) -> Directory:
    """The org's objects that the settings name.

    One call for all groups, one for all users (and one for each user's groups where the session policy is managed),
    one for each zone; none where nothing is named. Raises StackProblemsError with every name that does not exist,
    exists twice or can't do what it is named for.
    """
    problems: list[Problem] = []
    groups = _groups(settings, problems)
    users = _users(settings, problems)
    zones = _zones(settings, problems)
    directory = Directory(
        groups=_known(settings.groups, groups),
        users=_known(settings.users, users),
        excluded_groups=_known(settings.ropg_app.excluded_groups, groups),
        ropg_zone_ids=_known(settings.ropg_app.zones, zones),
        mfa_zone_ids=_known(settings.mfa_app.zones, zones),
        blocked_zone_ids=_known(settings.session_policy.blocked_zones, zones),
    )
    problems += _not_carried(settings, groups)
    problems += _conflicts(settings, directory)
    if problems:
        raise StackProblemsError(pulumi.get_stack(), problems)
    return directory


_T = TypeVar("_T")


def _known(names: Sequence[str], found: dict[str, _T]) -> tuple[_T, ...]:
    return tuple(found[name] for name in names if name in found)


def _groups(settings: Settings, problems: list[Problem]) -> dict[str, Group]:
    named: dict[str, str] = {}
    for key, names in (
        ("groups", settings.groups),
        ("adminGroups", settings.admin_groups),
        ("groupsClaim.groups", settings.groups_claim.groups),
        ("ropgApp.excludedGroups", settings.ropg_app.excluded_groups),
    ):
        for name in names:
            named.setdefault(name, key)
    if not named:
        return {}
    search = " or ".join(
        f"id eq {_quoted(name)}" if is_group_id(name) else f"profile.name eq {_quoted(name)}" for name in named
    )
    answer = [Group(group.id, group.name, group.type) for group in okta.get_groups(search=search).groups]
    found: dict[str, Group] = {}
    for name, key in named.items():
        matches = [group for group in answer if name in (group.id, group.name)]
        if len(matches) == 1:
            found[name] = matches[0]
        elif matches:
            candidates = "; ".join(f"{group.id} ({group.type})" for group in matches)
            fix = f"Rename one of them, or write the id: {candidates}."
            problems.append(Problem(key, name, f"The org has {len(matches)} groups of this name.", fix))
        else:
            similar = [group.name for group in answer if group.name.casefold() == name.casefold()]
            problems.append(_missing(key, name, "group", similar or _similar_groups(name)))
    return found


def _similar_groups(name: str) -> list[str]:
    answer = okta.get_groups(search=f"profile.name sw {_quoted(name[:_BEGINNING])}")
    return get_close_matches(name, [group.name for group in answer.groups])


def _users(settings: Settings, problems: list[Problem]) -> dict[str, User]:
    if not settings.users:
        return {}
    answer = okta.user.get_users(
        searches=[{"expression": f"profile.login eq {_quoted(login)}"} for login in settings.users],
        compound_search_operator="or",
        include_groups=settings.manages_session_policy,
    )
    by_login = {user.login: User(user.id, user.login, frozenset(user.group_memberships or ())) for user in answer.users}
    found: dict[str, User] = {}
    for login in settings.users:
        if login in by_login:
            found[login] = by_login[login]
        else:
            similar = [known for known in by_login if known.casefold() == login.casefold()]
            problems.append(_missing("users", login, "user", similar or _similar_users(login)))
    return found


def _similar_users(login: str) -> list[str]:
    answer = okta.user.get_users(searches=[{"expression": f"profile.login sw {_quoted(login[:_BEGINNING])}"}])
    return get_close_matches(login, [user.login for user in answer.users])


def _zones(settings: Settings, problems: list[Problem]) -> dict[str, str]:
    named: dict[str, str] = {}
    for key, names in _zone_lists(settings):
        for name in names:
            named.setdefault(name, key)
    found: dict[str, str] = {}
    for name, key in named.items():
        zone = _zone(name)
        if zone is None:
            # The provider can list no zones, so no candidates can be named here.
            problems.append(_missing(key, name, "network zone", []))
        elif zone.usage == "BLOCKLIST":
            why = "Okta turns away every request from a blocklisted zone before it looks at any policy."
            problems.append(Problem(key, name, why, "Name a zone of usage POLICY."))
        elif zone.status != "ACTIVE":
            why = "The zone is inactive: nobody is ever in it."
            problems.append(Problem(key, name, why, "Activate it in Okta, or name another zone."))
        elif zone.id:
            found[name] = zone.id
    return found


def _zone_lists(settings: Settings) -> Iterator[tuple[str, tuple[str, ...]]]:
    yield "ropgApp.zones", settings.ropg_app.zones
    yield "mfaApp.zones", settings.mfa_app.zones
    yield "sessionPolicy.blockedZones", settings.session_policy.blocked_zones


def _zone(name: str) -> okta.AwaitableGetNetworkZoneResult | None:
    try:
        return okta.get_network_zone(id=name) if is_zone_id(name) else okta.get_network_zone(name=name)
    except Exception as error:
        # The provider answers with an error where nothing is found; these are its words for a name and for an id.
        if "does not exist" in str(error) or "404" in str(error):
            return None
        raise


def _not_carried(settings: Settings, groups: dict[str, Group]) -> Iterator[Problem]:
    """Okta's filters see groups of Okta only; those of a directory need an expression (Okta's groups claim guide)."""
    if settings.claim is None or settings.claim.type != "FILTER":
        return
    key = "groupsClaim.groups" if settings.groups_claim.groups else "adminGroups"
    for name in settings.claim_groups:
        if name in groups and groups[name].type == "APP_GROUP":
            why = "The group comes from a directory, and a FILTER claim carries Okta's own groups only."
            fix = "Name a group of Okta's, or set groupsClaim.type to EXPRESSION."
            yield Problem(key, name, why, fix)


def _conflicts(settings: Settings, directory: Directory) -> Iterator[Problem]:
    """What only shows once names have become ids."""
    excluded = [group.id for group in directory.excluded_groups]
    yield from _named_twice("groups", settings.groups, [group.id for group in directory.groups])
    yield from _named_twice("ropgApp.excludedGroups", settings.ropg_app.excluded_groups, excluded)
    yield from _named_twice("ropgApp.zones", settings.ropg_app.zones, directory.ropg_zone_ids)
    yield from _named_twice("mfaApp.zones", settings.mfa_app.zones, directory.mfa_zone_ids)
    blocked = settings.session_policy.blocked_zones
    yield from _named_twice("sessionPolicy.blockedZones", blocked, directory.blocked_zone_ids)
    yield from _required_and_blocked("ropgApp.zones", settings.ropg_app.zones, directory.ropg_zone_ids, directory)
    yield from _required_and_blocked("mfaApp.zones", settings.mfa_app.zones, directory.mfa_zone_ids, directory)
    assigned = {group.id for group in directory.groups}
    for group in directory.excluded_groups:
        if group.id in assigned:
            why = f"{group.name} is also in groups: its people sign in to Macs, but every password check would fail."
            yield Problem("ropgApp.excludedGroups", group.name, why, "Remove it from one of the two.")
    if settings.manages_session_policy:
        for user in directory.users:
            if not user.group_ids & assigned:
                why = "The managed session policy takes groups only, and this user is in none of the assigned ones."
                fix = "Add the user to one of the groups in Okta, or set sessionPolicy.managed to false."
                yield Problem("users", user.login, why, fix)


def _named_twice(key: str, names: Sequence[str], ids: Sequence[str]) -> Iterator[Problem]:
    if len(names) > len(ids):
        return  # Something was not found, which is told already.
    for index, (name, found) in enumerate(zip(names, ids, strict=True)):
        if found in ids[:index]:
            why = f'It is the same object as "{names[ids.index(found)]}".'
            yield Problem(key, name, why, "Keep one of them.")


def _required_and_blocked(
    key: str, names: Sequence[str], ids: Sequence[str], directory: Directory
) -> Iterator[Problem]:
    if len(names) > len(ids):
        return
    for name, found in zip(names, ids, strict=True):
        if found in directory.blocked_zone_ids:
            why = "The zone is also in sessionPolicy.blockedZones: nobody could sign in from there."
            yield Problem(key, name, why, "Remove it from one of the two.")


_BEGINNING = 3
"""How many letters of a missing name must be right for a similar one to be suggested."""


def _missing(key: str, name: str, kind: str, similar: Sequence[str]) -> Problem:
    names = " or ".join(f'"{candidate}"' for candidate in similar)
    fix = f"Did you mean {names}?" if similar else f"Create the {kind} in Okta first, or correct the name."
    return Problem(key, name, f"The org has no {kind} of this name.", fix)


def _quoted(text: str) -> str:
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'
