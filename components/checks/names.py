"""The rules for names: each object is named once."""

from collections.abc import Iterator

from components.problems import Problem
from components.settings import Settings


def problems_of(settings: Settings) -> Iterator[Problem]:
    """Problems of lists that repeat themselves and of settings that name the same object."""
    yield from _lists_name_things_once(settings)
    yield from _no_two_settings_name_the_same_object(settings)
    yield from _no_zone_is_required_and_blocked(settings)


def folded(name: str) -> str:
    """What decides whether two names mean one object: Okta ignores case; a trailing slash or space is never meant."""
    return name.strip().rstrip("/").casefold()


def _lists_name_things_once(settings: Settings) -> Iterator[Problem]:
    for key, names in _lists(settings):
        seen: dict[str, str] = {}
        for name in names:
            if not name.strip():
                yield Problem(key, name, "An empty entry names nothing.", "Remove it.")
            elif folded(name) in seen:
                yield _same(key, name, key, seen[folded(name)])
            seen.setdefault(folded(name), name)


def _no_two_settings_name_the_same_object(settings: Settings) -> Iterator[Problem]:
    ropg, mfa, session = settings.ropg_app, settings.mfa_app, settings.session_policy
    for key, value in (
        ("ropgApp.label", ropg.label),
        ("ropgApp.policyName", ropg.policy_name),
        ("mfaApp.label", mfa.label),
        ("mfaApp.policyName", mfa.policy_name),
        ("sessionPolicy.name", session.name),
    ):
        if not value.strip():
            yield Problem(key, value, "Okta needs a name here.", "Write one, or remove the key for the default.")
    for first, one, second, other in (
        ("ropgApp.clientId", ropg.client_id, "mfaApp.clientId", mfa.client_id),
        ("ropgApp.label", ropg.label, "mfaApp.label", mfa.label),
        ("ropgApp.policyName", ropg.policy_name, "mfaApp.policyName", mfa.policy_name),
    ):
        if settings.has_mfa_app and one and folded(one) == folded(other):
            yield _same(second, other, first, one)


def _no_zone_is_required_and_blocked(settings: Settings) -> Iterator[Problem]:
    blocked = {folded(name) for name in settings.session_policy.blocked_zones}
    for key, names in (("ropgApp.zones", settings.ropg_app.zones), ("mfaApp.zones", settings.mfa_app.zones)):
        for name in names:
            if folded(name) in blocked:
                why = "The zone is also in sessionPolicy.blockedZones: nobody could sign in from there."
                yield Problem(key, name, why, "Remove it from one of the two.")


def _lists(settings: Settings) -> Iterator[tuple[str, tuple[str, ...]]]:
    yield "groups", settings.groups
    yield "users", settings.users
    yield "adminGroups", settings.admin_groups
    yield "groupsClaim.groups", settings.groups_claim.groups
    yield "ropgApp.excludedGroups", settings.ropg_app.excluded_groups
    yield "ropgApp.zones", settings.ropg_app.zones
    yield "mfaApp.factors", settings.mfa_app.factors
    yield "mfaApp.zones", settings.mfa_app.zones
    yield "sessionPolicy.blockedZones", settings.session_policy.blocked_zones
    yield "apiScopes", settings.api_scopes


def _same(key: str, value: str, other_key: str, other: str) -> Problem:
    if value == other:
        why = "It stands here twice." if key == other_key else f"{other_key} has the same value: both name one object."
    else:
        why = f'It differs from "{other}" ({other_key}) only by case, space or a trailing slash: both name one object.'
    return Problem(key, value, why, "Keep one of them.", rests_on=(other_key,))
