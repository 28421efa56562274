"""`user.getGroups(…)`: a person's groups by criteria. Facts: Okta's reference, "Get groups for users"."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from jamf_connect_okta.simulated_org.expression_language.errors import UnsupportedExpressionError
from jamf_connect_okta.simulated_org.expression_language.functions.groups import field_of
from jamf_connect_okta.simulated_org.expression_language.subject import MemberGroup, Subject
from jamf_connect_okta.simulated_org.expression_language.values import Value, array, text

_EXACT_KEYS: dict[str, Callable[[MemberGroup], str | None]] = {
    "group.id": lambda group: group.id,
    "group.type": lambda group: group.type,
    "group.source.id": lambda group: group.source,
}
_NAME = "group.profile.name"


def user_groups(subject: Subject, criteria: Sequence[Sequence[tuple[str, Value]]], projection: str) -> Value:
    """One field of each group that meets all criteria; without a match the empty list (inferred).

    Raises EvaluationFailedError for a null value, UnsupportedExpressionError for any key but the four documented.
    """
    tests = [_test(criterion) for criterion in criteria]
    return [field_of(group, projection) for group in subject.groups if all(test(group) for test in tests)]


def _test(criterion: Sequence[tuple[str, Value]]) -> Callable[[MemberGroup], bool]:
    (key, value), *rest = criterion
    names = [other for other, _ in rest]
    if names not in ([], ["operator"]):
        raise UnsupportedExpressionError(f"{key} with {' and '.join(names)} in one map of user.getGroups")
    # Several values are alternatives. A text is one value here, whatever its commas.
    wanted = [text(item, key) for item in ([value] if isinstance(value, str) else array(value, key))]
    if key == _NAME:
        return _name_test(wanted, rest[0][1] if rest else "STARTS_WITH")
    if key not in _EXACT_KEYS or rest:
        raise UnsupportedExpressionError(f"{key}{' with an operator' if rest else ''} in user.getGroups")
    field = _EXACT_KEYS[key]
    return lambda group: field(group) in wanted


def _name_test(wanted: list[str], operator: Value) -> Callable[[MemberGroup], bool]:
    if operator == "EXACT":
        return lambda group: group.name in wanted
    if operator != "STARTS_WITH":
        raise UnsupportedExpressionError(f"the operator {operator!r} in user.getGroups")
    if any("*" in name for name in wanted):
        # A support article has 'Test.*' and 'group1*'; the reference knows no wildcards.
        raise UnsupportedExpressionError(f"a wildcard in {_NAME} of user.getGroups")
    return lambda group: group.name.startswith(tuple(wanted))
