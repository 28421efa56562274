"""The rules for who is assigned to the apps."""

from collections.abc import Iterator

from components.checks.names import folded
from components.problems import Problem
from components.settings import Settings


def problems_of(settings: Settings) -> Iterator[Problem]:
    """Problems of the assigned groups and users."""
    yield from _somebody_is_assigned(settings)
    yield from _excluded_groups_are_not_assigned(settings)


def _somebody_is_assigned(settings: Settings) -> Iterator[Problem]:
    if not settings.groups and not settings.users:
        why = "Nobody would be assigned to the apps: everybody's sign-in is refused."
        yield Problem("groups", [], why, "Name a group.", rests_on=("users",))


def _excluded_groups_are_not_assigned(settings: Settings) -> Iterator[Problem]:
    for key, names in (("groups", settings.groups), ("adminGroups", settings.admin_groups)):
        signing_in = {folded(name) for name in names}
        for name in settings.ropg_app.excluded_groups:
            if folded(name) in signing_in:
                why = f"The group is also in {key}: its people sign in to Macs, but every password check would fail."
                fix = f"Remove it from one of the two, or exclude a smaller group than the one in {key}."
                yield Problem("ropgApp.excludedGroups", name, why, fix)
