"""How a finding reads: like advice from a colleague."""

from guardrails.facts import UNKNOWN
from guardrails.rule import Deferred, Violation
from guardrails.telling import advice, deferral

from .cases import BY_ID
from .hand_made import hand_made


def test_a_violation_says_where_what_and_what_to_do_below_the_rule_s_reason() -> None:
    rule = BY_ID["mfa-no-device-condition"]
    [violation] = rule.findings(hand_made(window_rule={"deviceIsManaged": True}))
    assert isinstance(violation, Violation)
    assert rule.reason.startswith("Before anyone has signed in, a Mac can't prove that it is registered")
    assert advice(rule, violation).splitlines() == [
        "window-rule: deviceIsManaged is true.",
        "Leave it out.",
        "Source: Jamf Nation article: avoid requirements of a managed, registered or compliant device.",
    ]


def test_what_is_left_open_says_that_the_org_will_have_changed() -> None:
    rule = BY_ID["session-lifetimes"]
    findings = list(rule.findings(hand_made(session_rule={"sessionIdle": UNKNOWN})))
    assert deferral(rule, [each for each in findings if isinstance(each, Deferred)]) == (
        "sessionIdle of session-rule: only Okta's answers will tell. "
        "The rule will speak at the end of the deployment, when the org will already have changed."
    )


def test_what_is_left_open_of_an_app_says_that_the_app_itself_will_not() -> None:
    rule = BY_ID["consent-trusted"]
    findings = list(rule.findings(hand_made(check={"consentMethod": UNKNOWN})))
    assert deferral(rule, [each for each in findings if isinstance(each, Deferred)]) == (
        "consentMethod of check: only Okta's answers will tell. "
        "The rule will speak before this app is touched, when other objects in the org will already have changed."
    )


def test_one_that_is_told_twice_is_told_once() -> None:
    rule = BY_ID["ropg-no-device-condition"]
    deferred = list(rule.findings(hand_made(check_rule={"deviceIsManaged": UNKNOWN}))) * 2
    text = deferral(rule, [each for each in deferred if isinstance(each, Deferred)])
    assert text.count("deviceIsManaged of check-rule") == 1
