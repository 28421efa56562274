"""What holds for all expressions."""

from __future__ import annotations

import contextlib

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from jamf_connect_okta.simulated_org.expression_language.claim import groups_claim
from jamf_connect_okta.simulated_org.expression_language.errors import (
    EvaluationFailedError,
    MalformedExpressionError,
    TooManyGroupsError,
    UnsupportedExpressionError,
)
from jamf_connect_okta.simulated_org.expression_language.expression import Expression, parse
from jamf_connect_okta.simulated_org.expression_language.functions import FUNCTIONS
from jamf_connect_okta.simulated_org.expression_language.subject import Subject

from .people import AD_STAFF, ALICE, AS_INFERRED, EVERYONE, MAC_ADMINS, MAC_USERS, SALES, expression_claim, names_of

THOROUGH = settings(max_examples=500, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow])

WORDS = (
    st.sampled_from(sorted(FUNCTIONS))
    | st.sampled_from(["user.getGroups", "user.email", "user", "null", "true", "AND", "OR", "Mac", "1", "2147483648"])
    | st.sampled_from(["'group.type'", "'a,b'", '""', "'", "$", " "])
    | st.sampled_from(["(", ")", "{", "}", ",", ".", ".![name]", "?", ":", "!", "==", "<", "+"])
)


@THOROUGH
@given(st.text() | st.lists(WORDS).map("".join))
def test_any_text_is_an_expression_or_refused(text: str) -> None:
    with contextlib.suppress(MalformedExpressionError, UnsupportedExpressionError):
        assert isinstance(parse(text), Expression)


def calls(arguments: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    def call(name: str) -> st.SearchStrategy[str]:
        function = FUNCTIONS[name]
        counts = [count for count in range(7) if count in function.counts]
        return st.sampled_from(counts).flatmap(
            lambda count: st.lists(arguments, min_size=count, max_size=count).map(
                lambda given: f"{name}({', '.join(given)})"
            )
        )

    return st.sampled_from(sorted(FUNCTIONS)).flatmap(call)


# No text of an expression is the name of a group: what comes out then comes from the person's groups.
LEAVES = (
    st.sampled_from(["null", "true", "0", "2", "100", "''", "'a'", "'OKTA'", "'active_directory'", "'M'", "'.*'", "{}"])
    | st.sampled_from(["'00gSales'", "'group.name'", "{'00gMacUsers', '00gMacAdmins'}", "user.tags"])
    | st.just('Groups.startsWith("OKTA", "", 100)')
    | st.just("user.getGroups({'group.type': {'APP_GROUP', 'BUILT_IN'}}).![name]")
)
EXPRESSIONS = st.recursive(
    LEAVES,
    lambda inner: (
        calls(inner)
        | st.lists(inner, max_size=3).map(lambda items: f"{{{', '.join(items)}}}")
        | st.tuples(inner, inner, inner).map(lambda parts: "({} ? {} : {})".format(*parts))
        | st.tuples(inner, st.sampled_from(["==", "!=", "<", "AND", "OR", "+"]), inner).map(
            lambda parts: "({} {} {})".format(*parts)
        )
    ),
    max_leaves=6,
).filter(lambda expression: len(expression) <= 1024)
EVERY_GROUP = [EVERYONE, MAC_USERS, MAC_ADMINS, AD_STAFF, SALES]


@THOROUGH
@given(EXPRESSIONS, st.booleans())
def test_any_expression_has_a_value_or_one_of_the_documented_errors(expression: str, code_flow: bool) -> None:
    parsed = parse(expression)
    with contextlib.suppress(EvaluationFailedError, UnsupportedExpressionError):
        value = parsed.evaluate(ALICE, AS_INFERRED, code_flow=code_flow)
        assert value is None or isinstance(value, (bool, int, str, list))


@THOROUGH
@given(EXPRESSIONS, st.sets(st.integers(0, len(EVERY_GROUP) - 1)), st.booleans())
def test_no_expression_lists_a_group_that_the_person_is_not_in(
    expression: str, memberships: set[int], code_flow: bool
) -> None:
    groups = [EVERY_GROUP[index] for index in sorted(memberships)]
    subject = Subject(groups, ALICE.profile)
    others = set(names_of(EVERY_GROUP)) - set(names_of(groups))
    with contextlib.suppress(EvaluationFailedError, UnsupportedExpressionError, TooManyGroupsError):
        claim = groups_claim(expression_claim(expression), subject, AS_INFERRED, code_flow=code_flow)
        assert not others & set(claim or [])
