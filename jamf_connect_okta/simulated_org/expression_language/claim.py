"""The groups claim of an ID token, from what an app's settings say about it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from jamf_connect_okta.simulated_org.expression_language.errors import (
    TooManyGroupsError,
    UnsupportedExpressionError,
)
from jamf_connect_okta.simulated_org.expression_language.expression import parse
from jamf_connect_okta.simulated_org.expression_language.patterns import matcher
from jamf_connect_okta.simulated_org.expression_language.subject import Subject
from jamf_connect_okta.simulated_org.expression_language.unknowns import GroupsClaimUnknowns
from jamf_connect_okta.simulated_org.expression_language.values import Value

MAX_GROUPS = 100


def groups_claim(
    configuration: Mapping[str, Any], subject: Subject, unknowns: GroupsClaimUnknowns, *, code_flow: bool
) -> list[str] | None:
    """The claim's groups, or None when the token is to have no such claim.

    `configuration` is what `/settings/oauth/idToken` of the app stores. In a code flow the ID token is handed out for
    an authorization (or interaction) code; implicit and hybrid flows hand it out at the authorization endpoint, and
    only they are bound to 100 groups.

    Raises EvaluationFailedError and TooManyGroupsError where Okta answers with an error, UnsupportedExpressionError
    and MalformedExpressionError where the simulated org can't tell what Okta would answer.
    """
    kind = configuration.get("valueType")
    if kind is None:
        return None
    capped = not code_flow
    if kind == "GROUPS":
        groups = _filtered(configuration["groupFilterType"], configuration["value"], subject, unknowns)
    else:
        expression = parse(configuration["value"])
        groups = _listed(expression.evaluate(subject, unknowns, code_flow=code_flow))
        # A support article names it as the way past 100 groups in the implicit flow; wrapped in other functions it
        # is taken to be capped as they are (inferred).
        capped = capped and not expression.is_static_allow_list
    if capped and len(groups) > MAX_GROUPS:
        raise TooManyGroupsError(f"{len(groups)} groups, and at most {MAX_GROUPS} fit")
    return groups or None


def _filtered(filter_type: str, value: str, subject: Subject, unknowns: GroupsClaimUnknowns) -> list[str]:
    """Okta's own groups only, Everyone included (guide to the groups claim). Case matters (not recorded)."""
    matches = _filter(filter_type, value, unknowns)
    return [group.name for group in subject.groups if group.type != "APP_GROUP" and matches(group.name)]


def _filter(filter_type: str, value: str, unknowns: GroupsClaimUnknowns) -> Callable[[str], bool]:
    if filter_type == "REGEX":
        return matcher(value, whole=unknowns.regex_covers_whole_names)
    tests: dict[str, Callable[[str], bool]] = {
        "EQUALS": lambda name: name == value,
        "STARTS_WITH": lambda name: name.startswith(value),
        "CONTAINS": lambda name: value in name,
    }
    return tests[filter_type]


def _listed(value: Value) -> list[str]:
    """A single text is dropped without a word (reported from the field); other single values likewise (inferred)."""
    if not isinstance(value, list):
        return []
    names = [item for item in value if isinstance(item, str)]
    if len(names) < len(value):
        raise UnsupportedExpressionError("a groups claim with elements other than texts")
    return names
