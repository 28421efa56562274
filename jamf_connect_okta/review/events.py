"""What the engine's events say: the steps of a plan, the guardrails' objections, why it stopped."""

import re
from collections.abc import Iterator, Mapping
from typing import Any, get_args

from jamf_connect_okta.rehearsal.engine import Operation
from jamf_connect_okta.review.facts import Objection, Op, Step

_COLOUR = re.compile(r"<\{%.*?%\}>|\x1b\[[0-9;]*m")


def steps_of(operation: Operation, names: Mapping[str, str]) -> tuple[Step, ...]:
    """What was done to Okta's objects, in order; a replacement is one step. `names` stand for ids."""
    return tuple(_steps(operation, names))


def _steps(operation: Operation, names: Mapping[str, str]) -> Iterator[Step]:
    for event in operation.events:
        step = event.get("resourcePreEvent", {}).get("metadata")
        if step and step["op"] in get_args(Op) and step["type"].startswith("okta:"):
            before, after = (_inputs(step.get(side), names) for side in ("old", "new"))
            # A deletion shows what is deleted on both sides.
            after = {} if step["op"] == "delete" else after
            yield Step(step["op"], step["type"], step["urn"].rpartition("::")[2], before, after)


def _inputs(side: Mapping[str, Any] | None, names: Mapping[str, str]) -> dict[str, Any]:
    inputs = (side or {}).get("inputs") or {}
    return {key: _named(value, names) for key, value in inputs.items() if not key.startswith("__")}


def _named(value: Any, names: Mapping[str, str]) -> Any:  # noqa: ANN401 - what JSON holds
    if isinstance(value, dict):
        return {key: _named(part, names) for key, part in value.items()}
    if isinstance(value, list):
        return [_named(part, names) for part in value]
    return names.get(value, value) if isinstance(value, str) else value


def objections_of(operation: Operation) -> tuple[Objection, ...]:
    """What the guardrails said, each thing once."""
    said = [event["policyEvent"] for event in operation.events if "policyEvent" in event]
    found = (
        Objection(one["policyName"], one["enforcementLevel"] == "mandatory", _plain(one["message"])) for one in said
    )
    return tuple(dict.fromkeys(found))


def refusal_of(operation: Operation) -> str:
    """Why the engine stopped; empty where it did not. Of a crash, its place and last line come first."""
    if not operation.status:
        return ""
    text = _lines(_said(operation, "error"))
    if not text and _TRACEBACK in (crash := _lines(_said(operation, "info#err"))):
        # A policy pack that does not start says so on its standard error only.
        text = crash
    if not text:
        printed = _plain(operation.printed).strip().splitlines()
        errors = [line.removeprefix("error: ") for line in printed if line.startswith("error:")]
        text = "\n".join(errors or printed)
    if _TRACEBACK in text:
        places = [place for place in _PLACE.findall(text) if ".venv" not in place[0]]
        place = "{}, line {}: ".format(*places[-1]) if places else ""
        return f"{place}{text.splitlines()[-1].strip()}\n{text}"
    # The program's own words; that it can't be deployed is said already.
    return re.sub(r"^Stack '.*?' can't be deployed, ", "", text)


_TRACEBACK = "Traceback (most recent call last)"
_PLACE = re.compile(r'File "([^"<]+)", line (\d+)')


def _said(operation: Operation, severity: str) -> str:
    events = (event["diagnosticEvent"] for event in operation.events if "diagnosticEvent" in event)
    return "\n".join(_plain(event["message"]).strip() for event in events if event["severity"] == severity)


def _lines(text: str) -> str:
    """Each line once, without what stands around a reason."""
    lines = (line.strip(" \t*") for line in text.splitlines())
    return "\n".join(dict.fromkeys(line for line in lines if line and not _NOISE.fullmatch(line)))


_NOISE = re.compile(
    r"an unhandled error occurred: program exited with non-zero exit code: \d+|"
    r"(updating: )?\d+ errors? occurred:|(error: )?(update|preview) failed|.*context canceled"
)
"""What the engine and the provider put around a reason."""


def _plain(text: str) -> str:
    return _COLOUR.sub("", text)
