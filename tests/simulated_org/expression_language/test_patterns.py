"""Regular expressions for names of groups."""

from __future__ import annotations

import contextlib
import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from jamf_connect_okta.simulated_org.expression_language.errors import (
    EvaluationFailedError,
    UnsupportedExpressionError,
)
from jamf_connect_okta.simulated_org.expression_language.patterns import MAX_SIZE, matcher


def matches(pattern: str, name: str, *, whole: bool = True) -> bool:
    return matcher(pattern, whole=whole)(name)


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
        ("[\\W\\d]+", "-1"),
        ("\\\\Z+", "\\ZZ"),
        ("[{&(?]+", "&{(?"),
        ("a}+", "a}}"),
        ("(" * 500 + "a" + ")" * 500, "a"),
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
        ("\\d", "٣"),
        ("mac", "MAC"),
        ("(?i)[^a]", "A"),
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


@pytest.mark.parametrize("pattern", ["(", ")", "a)", "[a", "*", "a**", "a{,2}", "a{2,1}", "[b-a]", "a\\", "[a\\"])
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
        ("(?U)a", r"\(\?U…\) in a regular expression"),
        ("a(?i)b", r"\(\?i…\) in a regular expression"),
        ("(?P<n>a)", r"\(\?P…\) in a regular expression"),
        ("Mac\\Z", r"\\Z in a regular expression"),
        ("\\h", r"\\h in a regular expression"),
        ("[\\v]", r"\\v in a regular expression"),
        ("\\0101", r"\\0 in a regular expression"),
        ("\\C", r"\\C in a regular expression"),
        ("\\Qa+\\E", r"\\Q in a regular expression"),
        ("(?i)É", r"\(\?i\) with characters outside ASCII"),
        ("a++", "a possessive quantifier"),
        ("a{2}+", "a possessive quantifier"),
        ("{2}", r"no argument for repetition operator: \{2\}"),
        ("a{2}{3}", r"bad repetition operator: \{2\}\{3\}"),
        ("a{02}", "a count like this"),
        ("a{100000000}", "a count like this"),
        ("[\ud800]", "half a surrogate pair"),
        ("[a[b]]", "a class within a class"),
        ("[a&&b]", "an intersection of classes"),
        ("[[:alpha:]]", "a class within a class"),
        ("[]a]", "a class that starts with ]"),
        ("[^]a]", "a class that starts with ]"),
        ("((a{99}){99}){99}", "invalid repetition size"),
        ("((){9999}){9999}", "invalid repetition size"),
    ],
)
def test_what_lies_outside_is_refused_by_name(pattern: str, what: str) -> None:
    with pytest.raises(UnsupportedExpressionError, match=what):
        matches(pattern, "")


@pytest.mark.parametrize("character", ["\n", "\v", "\r", "\u0085", "\u2028", "\u2029", "\u017f", "\u212a", "\ud800"])
def test_a_name_that_java_and_re2_may_not_agree_on_is_refused(character: str) -> None:
    with pytest.raises(UnsupportedExpressionError, match="a regular expression for the name 'Mac"):
        matches("Mac.*", f"Mac{character}Users")


@pytest.mark.parametrize("whole", [True, False])
def test_a_pattern_of_1024_characters_is_read(whole: bool) -> None:
    assert matches("a" * 1024, "a" * 1024, whole=whole)
    assert matches("é" * 1024, "é" * 1024, whole=whole)


def test_a_longer_one_is_refused() -> None:
    with pytest.raises(UnsupportedExpressionError, match="a regular expression of more than 1024 characters"):
        matches("a" * 1025, "")


def test_counts_do_not_multiply_without_end() -> None:
    assert matches(f"a{{{MAX_SIZE // 5}}}", "a" * (MAX_SIZE // 5))
    with pytest.raises(UnsupportedExpressionError, match="a regular expression of this size"):
        matches("(a{99}){9}" * 9, "")


def test_nothing_is_written_about_patterns_that_are_refused_or_take_much_memory(
    capfd: pytest.CaptureFixture[str],
) -> None:
    for pattern in ("(", "a{1001}", "(.*b.{9}){9}x"):
        with contextlib.suppress(EvaluationFailedError, UnsupportedExpressionError):
            matches(pattern, "".join("ab"[number * number // 7 % 2] for number in range(20_000)))
    assert capfd.readouterr() == ("", "")


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
    ours = matcher(pattern, whole=whole)
    theirs = re.compile(pattern)
    for name in names:
        assert ours(name) is bool(theirs.fullmatch(name) if whole else theirs.search(name))


@settings(max_examples=400, deadline=None, derandomize=True)
@given(st.text() | st.text("ab()[]{}|*+?.^$\\-,0129wd&"))
def test_any_text_is_a_pattern_or_refused(pattern: str) -> None:
    try:
        found = matches(pattern, "ab")
    except (EvaluationFailedError, UnsupportedExpressionError):
        return
    assert found in (True, False)
