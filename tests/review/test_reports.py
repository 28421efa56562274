"""The report: the sentence first, then what judges the change, everything short enough for a comment."""

import json
from typing import Any

from jamf_connect_okta.review.facts import Deployed, Objection, SignIn, StackFacts, Step, Version
from jamf_connect_okta.review.guardrail_findings import guardrail_findings
from jamf_connect_okta.review.judging import judged
from jamf_connect_okta.review.markdown import NOTHING, escaped, markdown
from jamf_connect_okta.review.plan_findings import APP
from jamf_connect_okta.review.report_json import report_json
from jamf_connect_okta.review.reviewing import Review
from jamf_connect_okta.review.risk import Finding, Risk, Subject

GITHUBS_LIMIT = 65_536


def sign_in(title: str = "Passwords", **facts: Any) -> SignIn:
    given = {"place": "signins/dev.yaml:1", "promised": True, "login": "alice@acme.example", "request": "menu bar"}
    given |= {"result": "allowed", "reason": "", "why": "", "prompts": (), "claims": {}, "differences": ()}
    return SignIn(title=title, **{**given, **facts})


def review(count: int = 1, label: str = "after", proof: tuple[Finding, ...] = ()) -> Review:
    """Of a changed label and `count` sign-ins that meet something else."""
    keys = [(str(number), "alice@acme.example", "menu bar") for number in range(count)]
    before = {key: sign_in(f"Promise {key[0]}") for key in keys}
    after = {key: sign_in(f"Promise {key[0]}", prompts=("password",)) for key in keys}
    profiles = {"com.jamf.connect.login": {"DenyLocal": "true"}}
    facts = StackFacts(
        "dev",
        Version({"a": "before"}, deployed=Deployed({}, before)),
        Version(
            {"a": label},
            steps=(Step("update", APP, "ropg-app", {"label": "before"}, {"label": label}),),
            deployed=Deployed(profiles, after),
        ),
    )
    return Review("main", "0123456789abcdef", (judged(facts),), ("prod",), proof)


PROOF = Finding(Risk.MEDIUM, Subject.PROOF, "`guardrails` changes.")


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


def test_a_change_without_consequences_says_so() -> None:
    assert markdown(Review("main", "0", (), ("dev",), ())).startswith(f"**{NOTHING}**")


def test_a_report_fits_into_a_comment_and_says_what_does_not() -> None:
    text = markdown(review(count=3000))
    assert len(text) < GITHUBS_LIMIT
    assert "Too long for a comment: see `review.json`." in text
    assert text.count("<details>") == text.count("</details>") == 4


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
