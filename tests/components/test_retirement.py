"""How the MFA app goes away: step by step, while Macs keep signing in."""

from typing import Any

import pytest

from components.problems import StackProblemsError
from components.retirement import refuse_skipped_steps, step_taken

from .mocked_engine import declare
from .mocked_org import MockedOrg
from .stacks import prod

STAGES = ["active", "retiring", "unprotected", "absent"]


def mfa_app(stage: str, *, protected: bool = True) -> dict[str, Any]:
    return {"mfaApp": {"stage": stage, "protected": protected}}


def step(org: MockedOrg, wanted: str, **changes: Any) -> None:
    settings = prod(mfaApp={"stage": wanted}, **changes)
    declare(lambda: refuse_skipped_steps(settings), org, stack="prod")


REFUSED = {
    ("active", "unprotected"): "Next step: Set mfaApp.stage to retiring and deploy",
    ("active", "absent"): "Next step: Set mfaApp.stage to retiring and deploy",
    ("retiring", "absent"): (
        "Next step: When every Mac has its new profile, set mfaApp.stage to unprotected and deploy."
    ),
}


@pytest.mark.parametrize(("done", "wanted"), REFUSED.keys())
def test_a_skipped_step_is_refused_and_the_next_one_named(org: MockedOrg, done: str, wanted: str) -> None:
    org.deployed = mfa_app(done)
    with pytest.raises(StackProblemsError) as refused:
        step(org, wanted)
    (problem,) = refused.value.problems
    assert (problem.key, problem.value) == ("mfaApp.stage", wanted)
    assert f"last deployed as {done}" in problem.why
    assert problem.fix.startswith(REFUSED[done, wanted])
    assert str(refused.value).startswith("Stack 'prod' can't be deployed")


@pytest.mark.parametrize(
    ("done", "wanted"),
    [(done, wanted) for done in STAGES for wanted in STAGES if (done, wanted) not in REFUSED],
)
def test_a_next_step_or_one_back_is_free(org: MockedOrg, done: str, wanted: str) -> None:
    org.deployed = mfa_app(done)
    step(org, wanted)


@pytest.mark.parametrize("wanted", STAGES)
@pytest.mark.parametrize("done", STAGES)
def test_what_was_deployed_unprotected_may_go_at_once(org: MockedOrg, done: str, wanted: str) -> None:
    org.deployed = mfa_app(done, protected=False)
    step(org, wanted)


@pytest.mark.parametrize("wanted", STAGES)
@pytest.mark.parametrize(
    "deployed",
    [
        pytest.param(None, id="never deployed"),
        pytest.param({}, id="deployed without outputs"),
        pytest.param({"mfaApp": None}, id="deployed with an output of another kind"),
    ],
)
def test_without_a_last_deployment_any_stage_is_free(
    org: MockedOrg, deployed: dict[str, Any] | None, wanted: str
) -> None:
    org.deployed = deployed
    step(org, wanted)


def test_giving_up_protection_now_does_not_open_a_short_cut(org: MockedOrg) -> None:
    org.deployed = mfa_app("active")
    with pytest.raises(StackProblemsError):
        step(org, "absent", protect=False)


def test_okta_is_not_asked(org: MockedOrg) -> None:
    org.deployed = mfa_app("active")
    step(org, "retiring")
    assert org.lookups == []


@pytest.mark.parametrize(
    ("stage", "protect", "left"),
    [
        ("absent", True, {"stage": "absent", "protected": False}),
        ("active", True, {"stage": "active", "protected": True}),
        ("active", False, {"stage": "active", "protected": False}),
        ("retiring", True, {"stage": "retiring", "protected": True}),
        ("unprotected", True, {"stage": "unprotected", "protected": True}),
    ],
)
def test_a_deployment_leaves_its_step_for_the_next(stage: str, protect: bool, left: dict[str, Any]) -> None:
    assert step_taken(prod(mfaApp={"stage": stage}, protect=protect)) == left


def test_the_steps_one_after_another_lead_from_two_apps_to_one(org: MockedOrg) -> None:
    for wanted in ["active", "retiring", "unprotected", "absent"]:
        step(org, wanted)
        org.deployed = {"mfaApp": step_taken(prod(mfaApp={"stage": wanted}))}


def test_a_state_that_is_being_saved_is_read_again(org: MockedOrg) -> None:
    org.deployed, org.half_written = mfa_app("active"), 2
    with pytest.raises(StackProblemsError, match="last deployed as active"):
        step(org, "absent")


def test_a_state_that_stays_unreadable_stops_the_deployment(org: MockedOrg, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("components.retirement._WAITS", (0, 0))
    org.deployed, org.half_written = mfa_app("active"), 100
    with pytest.raises(Exception, match="failed to load checkpoint"):
        step(org, "absent")
    assert org.half_written == 97
