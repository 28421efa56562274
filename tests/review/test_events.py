"""What the engine's events come to."""

from typing import Any

from jamf_connect_okta.rehearsal.engine import Operation
from jamf_connect_okta.review.events import objections_of, refusal_of, steps_of
from jamf_connect_okta.review.facts import Objection, Step

URN = "urn:pulumi:dev::jamf-connect-okta::okta:app/oAuth:OAuth::ropg-app"


def operation(*events: dict[str, Any], status: int = 0, printed: str = "") -> Operation:
    return Operation(status, events, printed)


def step(op: str, kind: str = "okta:app/oAuth:OAuth", **sides: Any) -> dict[str, Any]:
    return {"resourcePreEvent": {"metadata": {"op": op, "urn": URN, "type": kind, **sides}}}


def error(message: str) -> dict[str, Any]:
    return {"diagnosticEvent": {"severity": "error", "message": message}}


def test_a_replacement_is_one_step_and_what_stays_is_none() -> None:
    old, new = {"inputs": {"label": "a"}}, {"inputs": {"label": "b", "__defaults": []}}
    events = [step(op, old=old, new=new) for op in ("create-replacement", "replace", "delete-replaced", "same", "read")]
    assert steps_of(operation(*events), {}) == (
        Step("replace", "okta:app/oAuth:OAuth", "ropg-app", {"label": "a"}, {"label": "b"}),
    )


def test_components_and_providers_are_no_objects_in_okta() -> None:
    assert steps_of(operation(step("create", "jamf-connect-okta:okta:RopgApp")), {}) == ()


def test_ids_are_shown_by_their_names() -> None:
    event = step("create", new={"inputs": {"groups": [{"id": "00g1", "priority": 1}]}})
    (created,) = steps_of(operation(event), {"00g1": "Mac Users"})
    assert created.after == {"groups": [{"id": "Mac Users", "priority": 1}]}


def test_an_objection_is_told_once_without_colours() -> None:
    said = {"policyName": "labels", "enforcementLevel": "advisory", "message": "<{%fg 1%}>ropg-app: hm<{%reset%}>"}
    assert objections_of(operation({"policyEvent": said}, {"policyEvent": said})) == (
        Objection("labels", mandatory=False, message="ropg-app: hm"),
    )


def test_the_reason_of_a_failure_is_the_provider_s_without_what_stands_around_it() -> None:
    failed = operation(error("1 error occurred:\n\t* no such group\n"), error("update failed"), status=1)
    assert refusal_of(failed) == "no such group"


def test_of_a_crash_the_last_line_comes_first() -> None:
    crash = error("Program failed:\nTraceback (most recent call last):\n  File a\nNameError: name 'b' is not defined")
    assert refusal_of(operation(crash, status=1)).splitlines()[0] == "NameError: name 'b' is not defined"


def test_a_crash_is_told_with_its_place_in_the_project() -> None:
    way = ['File "/p/__main__.py", line 3, in <module>', 'File "/p/.venv/lib/yaml.py", line 9, in load']
    crash = error("\n".join(["Program failed:", "Traceback (most recent call last):", *way, "KeyError: 'a'"]))
    assert refusal_of(operation(crash, status=1)).splitlines()[0] == "/p/__main__.py, line 3: KeyError: 'a'"


def test_guardrails_that_do_not_start_say_so_elsewhere() -> None:
    said = ["Traceback (most recent call last):\n\n", '  File "/p/guardrails/a.py", line 5\n\n', "SyntaxError: no\n\n"]
    events = [{"diagnosticEvent": {"severity": "info#err", "message": message}} for message in said]
    failed = operation(*events, status=1, printed="error: policy pack failed to start\n")
    assert refusal_of(failed).splitlines()[0] == "/p/guardrails/a.py, line 5: SyntaxError: no"


def test_what_the_engine_only_prints_is_a_reason_too() -> None:
    assert refusal_of(operation(status=255, printed="Previewing\nerror: no plugin\n")) == "no plugin"


def test_settings_that_the_program_refuses_are_told_without_saying_so_twice() -> None:
    said = "Stack 'dev' can't be deployed, 1 setting needs a change:\n\n  users: \"a\"\n    No such user.\n"
    end = "an unhandled error occurred: program exited with non-zero exit code: 1"
    refusal = refusal_of(operation(error(said), error(end), status=1))
    assert refusal == '1 setting needs a change:\nusers: "a"\nNo such user.'


def test_what_went_well_is_no_refusal() -> None:
    assert refusal_of(operation(error("a message of a retry"))) == ""
