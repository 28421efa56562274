"""The command that plays sign-ins in the simulated org, and says whether what must happen does."""

from pathlib import Path
from typing import Annotated

import typer

from jamf_connect_okta.cli.console import result, result_json, say
from jamf_connect_okta.cli.options import Json, Plugin, Stack
from jamf_connect_okta.mdm.export import export
from jamf_connect_okta.mdm.stack_output import parse_stack_output
from jamf_connect_okta.rehearsal.deployed import profile_folder, rehearsed_outputs
from jamf_connect_okta.rehearsal.rehearse import prepare
from jamf_connect_okta.rehearsal.workspace import Workspace, find_workspace
from jamf_connect_okta.signins.playing import Report, play
from jamf_connect_okta.signins.rehearsed import caveat, rehearsed_expectations, rehearsed_org
from jamf_connect_okta.signins.report_json import report_json
from jamf_connect_okta.signins.report_text import explanation, summary
from jamf_connect_okta.toolchain.okta_plugin import Choice

NOT_AS_EXPECTED = 4
"""Exit status when sign-ins were played and an expectation does not hold."""


def signins(
    stack: Stack = "dev",
    plugin: Plugin = Choice.AUTO,
    explain: Annotated[
        str, typer.Option(metavar="USER", help="Show every policy and rule that decided about USER, and the ID tokens.")
    ] = "",
    as_json: Json = False,
) -> None:
    """Play the sign-ins that signins/STACK.yaml expects, or the article's where there is no such file.

    Jamf Connect's part is played with the values of the stack's exported profiles, which are written anew. It happens
    over HTTP in a copy of the stack's simulated org: nothing of it stays.
    """
    workspace = find_workspace(stack, Path.cwd())
    expectations = rehearsed_expectations(workspace)
    rehearsal = prepare(workspace, plugin=plugin, report=lambda _: None)
    profiles = export(parse_stack_output(rehearsed_outputs(rehearsal.engine)), profile_folder(workspace))
    report = play(rehearsed_org(workspace, rehearsal, profiles), expectations, explain or None)
    if as_json:
        result_json(report_json(report))
    elif explain and not report.played:
        result(f"Nothing is expected of {explain}.")
    elif explain:
        for line in explanation(report.played):
            result(line)
    else:
        show(report, workspace)
    end(report)


def show(report: Report, workspace: Workspace) -> None:
    """Print a report, what it can't prove, and what to do about it."""
    for line in summary(report):
        result(line)
    if text := caveat(workspace):
        result(f"\n{text}")
    if report.failed:
        options = f"--stack {workspace.stack} --explain {report.failed[0].login}"
        say(f"\nNext: `jamf-connect-okta signins {options}` shows where it was decided.")


def end(report: Report) -> None:
    """End the command with NOT_AS_EXPECTED, or return where everything is as expected."""
    if not report.holds:
        raise typer.Exit(NOT_AS_EXPECTED)
