"""The rules for the global session policy."""

from collections.abc import Iterator

from components.problems import Problem
from components.settings import Settings


def problems_of(settings: Settings) -> Iterator[Problem]:
    """Problems of the global session policy."""
    yield from _session_policy_is_chosen(settings)
    yield from _session_policy_settings_have_a_policy(settings)
    yield from _session_policy_has_a_group(settings)
    yield from _session_lifetimes_are_possible(settings)


def _session_policy_is_chosen(settings: Settings) -> Iterator[Problem]:
    if not settings.rehearsal and settings.session_policy.managed is None:
        yield Problem(
            "sessionPolicy.managed",
            None,
            "A managed global session policy governs its groups' sign-in to every app, not only to Macs; without one, "
            "Okta's existing policies must let these people in with a password alone, or every password check fails.",
            "Set it to true or false.",
            rests_on=("rehearsal",),
        )


def _session_policy_settings_have_a_policy(settings: Settings) -> Iterator[Problem]:
    session = settings.session_policy
    if session.managed is False and (unused := session.given - {"managed"}):
        why = f"The stack leaves the global session policy alone, so {', '.join(sorted(unused))} would have no effect."
        fix = "Set it to true, or remove the other keys of sessionPolicy."
        idle = tuple(f"sessionPolicy.{key}" for key in unused)
        yield Problem("sessionPolicy.managed", False, why, fix, without_effect=idle)


def _session_policy_has_a_group(settings: Settings) -> Iterator[Problem]:
    if settings.manages_session_policy and settings.users and not settings.groups:
        why = "A global session policy takes groups only: it would not apply to anyone of this stack."
        fix = "Assign a group that holds the users, or set sessionPolicy.managed to false."
        yield Problem("groups", [], why, fix, rests_on=("sessionPolicy.managed", "rehearsal"))


def _session_lifetimes_are_possible(settings: Settings) -> Iterator[Problem]:
    session = settings.session_policy
    for key, value in (
        ("idleMinutes", session.idle_minutes),
        ("lifetimeMinutes", session.lifetime_minutes),
        ("priority", session.priority),
    ):
        if value < 1:
            yield Problem(f"sessionPolicy.{key}", value, "Okta counts from 1 here.", "Write a positive number.")
    if session.idle_minutes > session.lifetime_minutes:
        why = f"A session can't stay idle longer than it lives ({session.lifetime_minutes} minutes)."
        fix, rests_on = "Shorten it, or lengthen lifetimeMinutes.", ("sessionPolicy.lifetimeMinutes",)
        yield Problem("sessionPolicy.idleMinutes", session.idle_minutes, why, fix, rests_on)
