"""The functions that list a person's groups: `Groups.*` (Okta's dynamic allow lists) and `getFilteredGroups`."""

from __future__ import annotations

from collections.abc import Callable

from jamf_connect_okta.simulated_org.expression_language.context import Context
from jamf_connect_okta.simulated_org.expression_language.errors import (
    EvaluationFailedError,
    UnsupportedExpressionError,
)
from jamf_connect_okta.simulated_org.expression_language.functions.function import Function, exactly, of_the_person
from jamf_connect_okta.simulated_org.expression_language.subject import MemberGroup
from jamf_connect_okta.simulated_org.expression_language.values import (
    MAX_INTEGER,
    Value,
    array,
    from_profile,
    integer,
    text,
)

# "Must … evaluate to a value between 1 to 100" (guide to dynamic allow lists); code flows take any number.
_MAX_LIMIT = 100


def field_of(group: MemberGroup, path: str) -> Value:
    """`id`, `name` or `profile.<attribute>` of a group; an attribute that its profile lacks is null."""
    if path == "id":
        return group.id
    if path in ("name", "profile.name"):
        return group.name
    attribute = path.removeprefix("profile.")
    return from_profile(group.profile.get(attribute), f"group.profile.{attribute}")


def _by_name(matches: Callable[[str, str], bool]) -> Function:
    """`Groups.startsWith(app, pattern, limit)` or one of its siblings. Upper and lower case differ (not recorded)."""

    def run(context: Context, app: Value, pattern: Value, limit: Value) -> Value:
        source, part = text(app, "app"), text(pattern, "pattern")
        most = _limit(limit, MAX_INTEGER if context.code_flow else _MAX_LIMIT)
        names: list[Value] = [
            group.name
            for group in context.subject.groups
            if _comes_from(source, group, context) and matches(group.name, part)
        ]
        return _first(names, most, stops=context.unknowns.group_functions_stop_at_limit)

    return of_the_person(run, exactly(3))


def _comes_from(source: str, group: MemberGroup, context: Context) -> bool:
    if source != "OKTA":
        return group.type == "APP_GROUP" and group.source == source
    return group.type == "OKTA_GROUP" or (group.type == "BUILT_IN" and context.unknowns.everyone_is_an_okta_group)


def _filtered_groups(context: Context, ids: Value, group_expression: Value, limit: Value) -> Value:
    """Those of the listed groups that the person is in, as `group.id`, `group.name` or `group.profile.<attribute>`.

    The largest integer as limit is the way past 100 groups that a support article shows, in every flow.
    """
    wanted = array(ids, "the list of group ids")
    path = _path(text(group_expression, "the group expression"))
    most = _limit(limit, MAX_INTEGER)
    fields = [field_of(group, path) for group in context.subject.groups if group.id in wanted]
    return _first(fields, most, stops=context.unknowns.filtered_groups_stop_at_limit)


def _path(group_expression: str) -> str:
    scope, _, path = group_expression.partition(".")
    profile, _, attribute = path.partition(".")
    if scope == "group" and (path in ("id", "name") or (profile == "profile" and attribute.isidentifier())):
        return path
    raise UnsupportedExpressionError(f"the group expression {group_expression!r} of getFilteredGroups")


def _limit(limit: Value, most: int) -> int:
    """More than 100 leaves the person without a token (support article on the limits of group functions)."""
    number = integer(limit, "limit")
    if not 1 <= number <= most:
        raise EvaluationFailedError(f"limit is {number}, not from 1 to {most}")
    return number


def _first(found: list[Value], most: int, *, stops: bool) -> Value:
    """Without a match it is null, not {}: support articles guard against it (inferred for getFilteredGroups)."""
    if len(found) > most and not stops:
        raise EvaluationFailedError(f"{len(found)} groups match, and limit is {most}")
    return found[:most] or None


FUNCTIONS = {
    "Groups.startsWith": _by_name(str.startswith),
    "Groups.contains": _by_name(str.__contains__),
    "Groups.endsWith": _by_name(str.endswith),
    "getFilteredGroups": of_the_person(_filtered_groups, exactly(3)),
}
