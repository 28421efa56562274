"""Regular expressions for names of groups."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from jamf_connect_okta.simulated_org.expression_language.errors import (
    EvaluationFailedError,
    UnsupportedExpressionError,
)
from jamf_connect_okta.simulated_org.expression_language.patterns.effort import Effort
from jamf_connect_okta.simulated_org.expression_language.patterns.pattern import Pattern


def matches(pattern: str, name: str, *, whole: bool = True) -> bool:
    return Pattern(pattern, whole=whole, effort=Effort()).matches(name)


@pytest.mark.parametrize(
    ("pattern", "name"),
    [
        ("", ""),
        ("$^", ""),
        (".*", "Mac Users"),
        ("^Mac", "Mac"),
        ("^(A|B\\.C)$", "B.C"),
        ("Mac (Users|Admins)", "Mac Admins"),
        ("(?:ab)+", "abab"),
        ("a{2}", "aa"),
        ("a{2,}", "aaaa"),
        ("a{0,2}b", "ab"),
        ("a*?b", "aab"),
        ("[A-C-]+", "A-C"),
        ("[^A-C]", "d"),
        ("[\\d_.]+", "1_2.3"),
        ("\\w+\\s\\d", "Gruppe 1"),
        ("\\W\\S\\D", "-ab"),
        ("\\$\\(\\)\\-", "$()-"),
        ("(?i)mac [u-v]sers", "MAC UsErS"),
        ("é.", "éß"),
    ],
)
def test_a_pattern_matches(pattern: str, name: str) -> None:
    assert matches(pattern, name)


@pytest.mark.parametrize(
    ("pattern", "name"),
    [
        ("Mac", "Mac Users"),
        ("a{2}", "aaa"),
        ("[^A-C]", "A"),
        (".", "\n"),
        ("\\d", "٣"),
        ("mac", "MAC"),
        ("(?i)[^a]", "A"),
        ("(?i)É", "é"),
        ("a$b", "ab"),
        ("a^b", "ab"),
    ],
)
def test_a_pattern_does_not_match(pattern: str, name: str) -> None:
    assert not matches(pattern, name)


@pytest.mark.parametrize(
    ("pattern", "name", "found"),
    [
        ("Admin", "Mac Admins", True),
        ("^Admin", "Mac Admins", False),
        ("Admins$", "Mac Admins", True),
        ("Mac$", "Mac Admins", False),
    ],
)
def test_a_pattern_for_parts_of_names_is_held_by_its_edges(pattern: str, name: str, found: bool) -> None:
    assert matches(pattern, name, whole=False) is found


@pytest.mark.parametrize(
    "pattern", ["(", ")", "a)", "[a", "*", "a**", "{2}", "a{,2}", "a{2,1}", "[b-a]", "a\\", "[a\\"]
)
def test_what_is_no_regular_expression_fails(pattern: str) -> None:
    with pytest.raises(EvaluationFailedError):
        matches(pattern, "")


@pytest.mark.parametrize(
    ("pattern", "what"),
    [
        ("(?=a)", r"\(\?=…\) in a regular expression"),
        ("(?<n>a)", r"\(\?<…\) in a regular expression"),
        ("(a)\\1", r"\\1 in a regular expression"),
        ("\\bMac\\b", r"\\b in a regular expression"),
        ("\\p{L}", r"\\p in a regular expression"),
        ("a++", "a possessive quantifier"),
        ("[a[b]]", "a class within a class"),
        ("[a&&b]", "a class within a class"),
        ("[]a]", "a class that starts with ]"),
        ("[\\W]", r"\\D, \\W or \\S in a class"),
        ("(" * 33 + ")" * 33, "nested more than 32 deep"),
        ("((a{99}){99}){99}", "of this size"),
        ("((){9999}){9999}", "of this size"),
    ],
)
def test_what_lies_outside_is_refused_by_name(pattern: str, what: str) -> None:
    with pytest.raises(UnsupportedExpressionError, match=what):
        matches(pattern, "")


def test_alternatives_without_characters_cost_work_too() -> None:
    effort = Effort()
    Pattern("(" + "|" * 900 + "){4}", whole=True, effort=effort)
    assert effort.left < Effort().left - 4 * 900


ATOMS = st.sampled_from(["a", "b", ".", "[ab]", "[^a]", "\\w", "^", "$", ""])
PATTERNS = st.recursive(
    ATOMS,
    lambda inner: (
        st.tuples(inner, inner).map("".join)
        | st.tuples(inner, inner).map("|".join).map("(?:{})".format)
        | st.tuples(inner, st.sampled_from(["*", "+", "?", "{2}", "{1,3}"])).map(lambda pair: f"(?:{pair[0]}){pair[1]}")
    ),
    max_leaves=8,
)


@settings(max_examples=400, deadline=None, derandomize=True)
@given(PATTERNS, st.lists(st.text("abc", max_size=6), max_size=4), st.booleans())
def test_it_agrees_with_pythons_engine(pattern: str, names: list[str], whole: bool) -> None:
    ours = Pattern(pattern, whole=whole, effort=Effort())
    theirs = re.compile(pattern)
    for name in names:
        assert ours.matches(name) is bool(theirs.fullmatch(name) if whole else theirs.search(name))


@settings(max_examples=400, deadline=None, derandomize=True)
@given(st.text() | st.text("ab()[]{}|*+?.^$\\-,0129wd&"))
def test_any_text_is_a_pattern_or_refused(pattern: str) -> None:
    try:
        found = matches(pattern, "ab")
    except (EvaluationFailedError, UnsupportedExpressionError):
        return
    assert found in (True, False)
