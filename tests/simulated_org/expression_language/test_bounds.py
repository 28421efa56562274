"""No expression and no pattern overflows the stack, grows without end or takes long, however it is built."""

from __future__ import annotations

import contextlib
import gc
import time
from collections.abc import Iterator

import pytest

from jamf_connect_okta.simulated_org.expression_language.claim import groups_claim
from jamf_connect_okta.simulated_org.expression_language.errors import (
    EvaluationFailedError,
    MalformedExpressionError,
    UnsupportedExpressionError,
)
from jamf_connect_okta.simulated_org.expression_language.expression import parse
from jamf_connect_okta.simulated_org.expression_language.subject import MemberGroup, Subject
from jamf_connect_okta.simulated_org.expression_language.unknowns import GroupsClaimUnknowns

from .people import AS_INFERRED, expression_claim, filter_claim, value_of

# Names as long as patterns with bad backtracking like them, and many of them.
BUSY = Subject([MemberGroup(f"00g{number}", "ab" * 40 + str(number * 7919), "OKTA_GROUP") for number in range(1000)])
# Names with nothing in common: what RE2 learns from one is of no use for the next.
UNLIKE = Subject(
    [MemberGroup(f"00g{number}", f"{3 ** (number + 60):b}"[-40:-10], "OKTA_GROUP") for number in range(1000)]
)
SECONDS = 0.1


def test_an_expression_of_1024_characters_is_read() -> None:
    assert value_of("'" + "a" * 1022 + "'") == "a" * 1022


def test_a_longer_one_is_refused() -> None:
    with pytest.raises(UnsupportedExpressionError, match="an expression of more than 1024 characters"):
        parse("'" + "a" * 1023 + "'")


def test_an_expression_nested_32_deep_is_read() -> None:
    assert value_of("(" * 31 + "1" + ")" * 31) == 1


@pytest.mark.parametrize("opening", ["(", "{", "Arrays.size(", "true ? ", "user.getGroups({'a': "])
def test_a_deeper_one_is_refused(opening: str) -> None:
    with pytest.raises(UnsupportedExpressionError, match="an expression nested more than 32 deep"):
        parse(opening * 33)


@pytest.mark.parametrize(
    ("expression", "value"),
    [("'a'" + "+'a'" * 200, "a" * 201), ("false" + "||false" * 100, False), ("false ? 1 : " * 80 + "2", 2)],
)
def test_a_long_chain_is_not_deep(expression: str, value: object) -> None:
    assert value_of(expression) == value


def test_a_text_that_grows_by_nested_replacements_is_refused() -> None:
    expression = "String.replace(" * 20 + '"aaaaaaaaaa"' + ',"a","aaaaaaaaaa")' * 20
    with pytest.raises(UnsupportedExpressionError, match="a text of more than 65536 characters"):
        value_of(expression)


@pytest.mark.parametrize(
    "expression",
    [
        "!" * 1024,
        "a." * 512,
        '"' * 1023,
        "{{},{}," * 140,
        "Groups.contains('OKTA','x',9)==null AND " * 25 + "true",
        "isMemberOfGroupNameRegex('(.*b.{9}){9}x') OR " * 20 + "true",
        "isMemberOfGroupNameRegex('((a{0,9}){0,9})*x') OR " * 20 + "true",
    ],
)
def test_an_expression_takes_no_tenth_of_a_second(expression: str) -> None:
    with within_bounds():
        groups_claim(expression_claim(expression), BUSY, AS_INFERRED, code_flow=False)


@pytest.mark.parametrize("subject", [BUSY, UNLIKE], ids=["busy", "unlike"])
@pytest.mark.parametrize("whole", [True, False])
@pytest.mark.parametrize(
    "pattern",
    [
        "(a+)+$",
        "([ab]+)*x",
        "(a|a)*b" * 20,
        "(.*.*.*.*)*x" * 30,
        "((a|b)*a(a|b){80}b?)*",
        "(((((a{0,9}){0,9}){0,9})*)*)*",
        "((((a{0,99}){0,99})))",
        "[\\w\\d-]+" * 100,
        "|".join(f"Group {number}" for number in range(100)),
        "(.*1.{9}){9}x",
        ".*1.{100}" * 5,
        "(.*1.{99}x|.*0.{99}x)" * 40,
        ".*1.{1,12}0.{1,12}1.{1,12}0.{1,12}1",
        ".*(1.*0.{30}|0.*1.{40}){6}x",
        "([01]?[01]?[01]?){333}x",
    ],
)
def test_a_pattern_takes_no_tenth_of_a_second(pattern: str, whole: bool, subject: Subject) -> None:
    with within_bounds():
        unknowns = GroupsClaimUnknowns(regex_covers_whole_names=whole)
        groups_claim(filter_claim("REGEX", pattern), subject, unknowns, code_flow=True)


@contextlib.contextmanager
def within_bounds() -> Iterator[None]:
    """Time of this process alone, so that a busy machine does not count, nor the garbage of other tests."""
    gc.collect()
    gc.disable()
    started = time.process_time()
    try:
        with contextlib.suppress(EvaluationFailedError, MalformedExpressionError, UnsupportedExpressionError):
            yield
        assert time.process_time() - started < SECONDS
    finally:
        gc.enable()
