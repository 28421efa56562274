"""Plays Jamf Connect's silent password check: one request with a name and a password (ROPG)."""

from collections.abc import Mapping
from typing import Any

from jamf_connect_okta.signins.id_tokens import decoded
from jamf_connect_okta.signins.jamf_connect import REQUESTS
from jamf_connect_okta.signins.outcomes import Outcome
from jamf_connect_okta.signins.stage import Stage
from jamf_connect_okta.signins.token_endpoint import ask


def check_password(stage: Stage, request: str, values: Mapping[str, str], address: str) -> Outcome:
    """What the org says to that request. Anything but tokens counts as a wrong password for Jamf Connect."""
    sent = REQUESTS[request]
    headers = {**sent.part("header", values), "X-Forwarded-For": address}
    form = sent.part("form", values)
    answer = ask(stage, sent.part("to", values)["POST"], form, headers)
    entry = stage.decision([answer])
    considered = entry.get("considered", ())
    if answer.is_success:
        claims = decoded(stage, values, answer.json()["id_token"], form["client_id"])
        return Outcome("allowed", claims=claims, considered=considered)
    body: dict[str, Any] = answer.json() if "json" in answer.headers.get("content-type", "") else {}
    error = str(body.get("error") or body.get("errorCode") or answer.status_code)
    text = body.get("error_description") or body.get("errorSummary") or ""
    return Outcome(
        "denied",
        reason=entry.get("reason") or error,
        words=entry.get("words") or text,
        answer=f"{error}: {text}",
        considered=considered,
    )
