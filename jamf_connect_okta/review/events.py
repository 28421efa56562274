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
    """Why the engine stopped; empty where it did not. Of a program that crashed, the last line comes first."""
    if not operation.status:
        return ""
    events = (event["diagnosticEvent"] for event in operation.events if "diagnosticEvent" in event)
    errors = [_plain(event["message"]).strip() for event in events if event["severity"] == "error"]
    lines = (line.strip(" \t*") for line in "\n".join(errors).splitlines())
    text = "\n".join(dict.fromkeys(line for line in lines if line and not _NOISE.fullmatch(line)))
    if not text:
        printed = _plain(operation.printed).strip().splitlines()
        text = "\n".join([line for line in printed if line.startswith("error:")] or printed)
    if "Traceback (most recent call last)" in text:
        return f"{text.splitlines()[-1].strip()}\n{text}"
    return text


_NOISE = re.compile(r"(updating: )?\d+ errors? occurred:|(error: )?(update|preview) failed|.*context canceled")
"""What the engine and the provider put around a reason."""


def _plain(text: str) -> str:
    return _COLOUR.sub("", text)
