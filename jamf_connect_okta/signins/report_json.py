"""A report of sign-ins for scripts."""

from typing import Any

from jamf_connect_okta.signins.playing import Report


def report_json(report: Report) -> dict[str, Any]:
    """Everything that the report knows, as JSON."""
    return {
        "holds": report.holds,
        "signIns": [
            {
                "title": one.written.expectation.title,
                "place": one.written.place,
                "login": one.login,
                "app": one.written.expectation.app,
                "request": one.request,
                "asExpected": not one.differences,
                "differences": list(one.differences),
                "outcome": one.outcome.result,
                "reason": one.outcome.reason,
                "words": one.outcome.words,
                "answer": one.outcome.answer,
                "prompts": list(one.outcome.prompts),
                "idToken": dict(one.outcome.claims),
                "administrator": one.outcome.account and one.outcome.account.administrator,
                "considered": list(one.outcome.considered),
            }
            for one in report.played
        ],
        "otherDesign": [written.place for written in report.other_design],
        "nobody": [written.place for written in report.nobody],
    }
