"""What the engine is told when a rule itself fails."""

from pulumi_policy import StackValidationArgs, StackValidationPolicy

from guardrails.adapter import Engine
from guardrails.facts import Resource
from guardrails.jamf_connect import JamfConnect
from guardrails.rule import Parameters, Violation, rule


@rule("odd", reason="Why.", instead="What.", source="Where", each=lambda _: [Resource("type", "app", "urn")])
def failing(_resource: Resource, _stack: JamfConnect, _: Parameters) -> list[Violation]:
    raise TypeError("priority is no number")


def test_a_rule_that_fails_says_which_one_it_is_and_what_to_do_and_lets_the_others_speak() -> None:
    told: list[str] = []
    policy = Engine().policy(failing)
    assert isinstance(policy, StackValidationPolicy)

    def report(message: str, _urn: str | None = None) -> None:
        told.append(message)

    policy.validate(StackValidationArgs([], {}, {}), report)
    assert told == [
        "The rule odd itself failed, with TypeError: priority is no number. Nothing is known about what it looks at.\n"
        "Compare that by hand, set the rule to advisory or disabled in the pack's configuration, and report the error."
    ]
