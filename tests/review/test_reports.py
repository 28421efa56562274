"""The report: the sentence first, then what judges the change, everything short enough for a comment."""

import json
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jamf_connect_okta.review.comment_text import LIMIT, size, tamed
from jamf_connect_okta.review.facts import Objection, StackFacts, Version
from jamf_connect_okta.review.guardrail_findings import guardrail_findings
from jamf_connect_okta.review.judging import judged
from jamf_connect_okta.review.markdown import NOTHING, escaped, headlines, markdown
from jamf_connect_okta.review.report_json import report_json
from jamf_connect_okta.review.reviewing import Review
from jamf_connect_okta.review.risk import Risk, Subject

from .made_up import ADVICE_OF, FORBIDS, PROOF, refused, review


def test_the_first_line_is_the_sentence() -> None:
    assert markdown(review()).splitlines()[0].strip() == (
        "**Everyone in the expectations can still sign in. "
        "One profile key changes: redeploy `com.jamf.connect.login`.**"
    )


def test_what_judges_the_change_comes_before_what_the_change_does() -> None:
    text = markdown(review(proof=(PROOF,)))
    assert text.index("What judges this change changes with it") < text.index("`guardrails` changes")
    assert text.index("`guardrails` changes") < text.index("## Stack `dev`")


def test_a_change_of_what_judges_it_raises_the_risk() -> None:
    nothing = Review("main", "0", (), ("dev",), ())
    assert (nothing.risk, Review("main", "0", (), ("dev",), (PROOF,)).risk) == (Risk.NONE, Risk.MEDIUM)


def test_the_worst_of_what_judges_the_change_is_at_the_top() -> None:
    gone = judged(StackFacts("dev", Version({"a": 1}), Version({"a": 1}, objections=None)))
    both = Review("main", "0", (gone,), (), (PROOF,))
    assert [(stack, finding.risk) for stack, finding in both.judges] == [("dev", Risk.HIGH), ("", Risk.MEDIUM)]


def test_a_change_without_consequences_says_so() -> None:
    assert markdown(Review("main", "0", (), ("dev",), ())).startswith(f"**{NOTHING}**")


def test_a_report_fits_into_a_comment_and_says_what_does_not() -> None:
    text = markdown(review(count=3000))
    assert size(text) <= LIMIT
    assert "Too long for a comment: see `review.json`." in text
    assert text.count("<details>") == text.count("</details>") == 4


@pytest.mark.parametrize("reason", ["ü" * 5000, "no\n" + "日本語 ``` @all " * 500, "😀\n" + "```\n~~~\n" * 40])
def test_what_is_cut_is_cut_between_its_parts(reason: str) -> None:
    text = markdown(refused(300, reason))
    assert size(text) <= LIMIT
    assert "Not everything fits into a comment." in text.splitlines()[-1]
    fences = [line for line in text.splitlines() if line.strip() == "```"]
    assert len(fences) % 2 == 0
    assert text.count("<details>") == text.count("</details>")


def test_of_what_does_not_fit_the_worst_stays() -> None:
    text = markdown(review(objections=(*[ADVICE_OF.format(number) for number in range(3000)], FORBIDS)))
    assert "Risk: **high**" in text
    assert f"**high** `rule`, which stops a deployment: {FORBIDS}" in text
    assert ADVICE_OF.format(2999) not in text


@given(st.text(max_size=3000), st.integers(1, 40))
def test_a_report_is_tame_and_within_the_limit_whatever_it_is_about(text: str, stacks: int) -> None:
    report = markdown(refused(stacks, text))
    assert size(report) <= LIMIT
    assert tamed(report) == report


def test_the_terminal_is_told_in_plain_words() -> None:
    assert list(headlines(refused(1, "a [b] <c>"))) == [
        "This can't be deployed: 0: a [b] <c>.",
        "What judges this change changes with it: read that first.",
    ]


def test_stacks_with_the_same_sentence_share_it() -> None:
    one = review().stacks[0]
    both = Review("main", "0", (one, replace(one, facts=replace(one.facts, stack="prod"))), (), ())
    (headline,) = headlines(both)
    assert headline.startswith("`dev` and `prod`: Everyone in the expectations")


def test_what_lies_behind_a_stack_s_findings_stands_below_them() -> None:
    one = review()
    both = Review("main", "0", (one.stacks[0], one.stacks[0]), (), ())
    first, second = markdown(both).split("## Stack `dev`")[1:]
    assert first.count("<details>") == second.count("<details>") == 4


def test_nothing_is_left_out_of_the_json() -> None:
    (dev,) = report_json(review(count=3000))["stacks"]
    assert len(dev["signIns"]) == 3000
    assert dev["settings"] == {"a": {"before": '"before"', "after": '"after"'}}
    assert dev["plan"][0]["after"] == {"label": "after"}
    assert dev["profileKeys"] == [
        {"domain": "com.jamf.connect.login", "key": "DenyLocal", "before": None, "after": "true"}
    ]


def test_the_json_is_json() -> None:
    assert json.loads(json.dumps(report_json(review(proof=(PROOF,)))))["readFirst"][0]["risk"] == "medium"


def test_words_of_the_change_are_words_only() -> None:
    text = markdown(review(label="<img src=x> @everyone [here](https://acme.example)|\n# No risk"))
    assert "<img" not in text
    assert "@everyone" not in text
    assert "[here](" not in text.replace("\\[here](", "")
    assert "\n# No risk" not in text


def test_a_login_stays_readable() -> None:
    assert escaped("ben@acme.example") == "ben@acme.example"


FORBIDDEN = Objection("redirect-uri", mandatory=True, message="ropg-app: no")
ADVICE = Objection("labels", mandatory=False, message="ropg-app: hm")


def test_a_new_objection_weighs_by_its_level() -> None:
    risks = [finding.risk for finding in guardrail_findings((), (FORBIDDEN, ADVICE), None)]
    assert risks == [Risk.HIGH, Risk.MEDIUM]


def test_advice_that_the_base_got_as_well_is_no_news() -> None:
    assert list(guardrail_findings((ADVICE,), (ADVICE,), None)) == []


def test_guardrails_that_fall_silent_are_to_be_read_first() -> None:
    (finding,) = guardrail_findings((), (), (FORBIDDEN,))
    assert (finding.risk, finding.subject) == (Risk.HIGH, Subject.PROOF)


def test_guardrails_that_are_gone_are_to_be_read_first() -> None:
    (finding,) = guardrail_findings((), None, None)
    assert (finding.risk, finding.subject) == (Risk.HIGH, Subject.PROOF)
