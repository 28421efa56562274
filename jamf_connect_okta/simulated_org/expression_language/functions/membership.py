"""The functions that tell whether a person is in a group, whatever its source.

Upper and lower case differ in names (not recorded).
"""

from __future__ import annotations

from collections.abc import Callable

from jamf_connect_okta.simulated_org.expression_language.context import Context
from jamf_connect_okta.simulated_org.expression_language.functions.function import (
    Function,
    at_least,
    exactly,
    of_the_person,
)
from jamf_connect_okta.simulated_org.expression_language.patterns import matcher
from jamf_connect_okta.simulated_org.expression_language.values import Value, text


def _by_name(matches: Callable[[str, str], bool]) -> Function:
    def run(context: Context, value: Value) -> bool:
        wanted = text(value, "the name of a group")
        return any(matches(group.name, wanted) for group in context.subject.groups)

    return of_the_person(run, exactly(1))


def _by_id(context: Context, *values: Value) -> bool:
    wanted = {text(value, "the id of a group") for value in values}
    return any(group.id in wanted for group in context.subject.groups)


def _by_pattern(context: Context, value: Value) -> bool:
    matches = matcher(text(value, "the pattern"), whole=context.unknowns.regex_covers_whole_names)
    return any(matches(group.name) for group in context.subject.groups)


FUNCTIONS = {
    "isMemberOfGroup": of_the_person(_by_id, exactly(1)),
    "isMemberOfAnyGroup": of_the_person(_by_id, at_least(1)),
    "isMemberOfGroupName": _by_name(str.__eq__),
    "isMemberOfGroupNameStartsWith": _by_name(str.startswith),
    "isMemberOfGroupNameContains": _by_name(str.__contains__),
    "isMemberOfGroupNameRegex": of_the_person(_by_pattern, exactly(1)),
}
