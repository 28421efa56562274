"""The steps that lead from two apps back to one: a Mac whose profile names a deleted app can't sign anyone in."""

import time
from dataclasses import dataclass
from typing import Any

import pulumi

from components.problems import Problem, StackProblemsError
from components.settings import Settings

OUTPUT = "mfaApp"
"""The stack output in which a deployment leaves its step for the next one."""


@dataclass(frozen=True)
class _Step:
    stage: str
    do: str


_STEPS = (
    _Step("active", ""),
    _Step(
        "retiring",
        "Set mfaApp.stage to retiring and deploy: the app stays, and profiles exported from then on name the ROPG app "
        "only. Roll those out and wait until every Mac has checked in.",
    ),
    _Step("unprotected", "When every Mac has its new profile, set mfaApp.stage to unprotected and deploy."),
    _Step("absent", "Set mfaApp.stage to absent and deploy."),
)


def refuse_skipped_steps(settings: Settings) -> None:
    """Raise StackProblemsError if the MFA app would go away before the steps that keep Macs signing in were taken.

    What was deployed last is read from the stack's own outputs, without a call to Okta. An app that was deployed
    without protection may go at once.
    """
    last = _last_deployed()
    if not last.get("protected") or last.get("stage") not in [step.stage for step in _STEPS]:
        return
    done, wanted = _index(last["stage"]), _index(settings.mfa_app.stage)
    if wanted > done + 1:
        why = f"The MFA app was last deployed as {last['stage']}: Macs whose profile names it would lose sign-in."
        problem = Problem("mfaApp.stage", settings.mfa_app.stage, why, f"Next step: {_STEPS[done + 1].do}")
        raise StackProblemsError(pulumi.get_stack(), [problem])


def step_taken(settings: Settings) -> dict[str, Any]:
    """What this deployment leaves in the output `mfaApp`."""
    return {"stage": settings.mfa_app.stage, "protected": settings.has_mfa_app and settings.protect}


def _last_deployed() -> dict[str, Any]:
    name = f"{pulumi.get_organization()}/{pulumi.get_project()}/{pulumi.get_stack()}"
    outputs = (_read_outputs(name) or {}).get("outputs") or {}
    last = outputs.get(OUTPUT)
    return last if isinstance(last, dict) else {}


def _read_outputs(name: str) -> Any:  # noqa: ANN401 - what the engine answers
    """What the state says.

    On a `file://` backend the engine, which saves the state meanwhile, writes the file's metadata in place: whoever
    reads at that moment finds it empty, and has to look again.
    """
    for wait in _WAITS:
        try:
            return _ask(name)
        except Exception as error:  # the SDK raises nothing narrower
            if "failed to load checkpoint" not in str(error):
                raise
        time.sleep(wait)
    return _ask(name)


def _ask(name: str) -> Any:  # noqa: ANN401
    return pulumi.runtime.invoke("pulumi:pulumi:readStackOutputs", {"name": name}).value


_WAITS = (0.05, 0.1, 0.2, 0.5, 1.0)
"""Seconds from one look to the next."""


def _index(stage: str) -> int:
    return next(index for index, step in enumerate(_STEPS) if step.stage == stage)
