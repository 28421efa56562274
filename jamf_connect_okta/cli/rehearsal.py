"""The commands that rehearse a stack: deploy it into its simulated org, look, take it down again."""

import shlex
import sys
from pathlib import Path

import typer

from jamf_connect_okta.cli.console import result, result_json, say
from jamf_connect_okta.cli.options import Json, Plugin, Stack
from jamf_connect_okta.cli.signins import end, show
from jamf_connect_okta.mdm.export import export
from jamf_connect_okta.mdm.stack_output import parse_stack_output
from jamf_connect_okta.rehearsal.deployed import profile_folder
from jamf_connect_okta.rehearsal.locks import release_dead_locks
from jamf_connect_okta.rehearsal.pending_creates import adopt_creates, pending_creates
from jamf_connect_okta.rehearsal.rehearse import Rehearsal, prepare
from jamf_connect_okta.rehearsal.workspace import Workspace, find_workspace
from jamf_connect_okta.signins.playing import play
from jamf_connect_okta.signins.rehearsed import rehearsed_expectations, rehearsed_org
from jamf_connect_okta.signins.report_json import report_json
from jamf_connect_okta.toolchain import okta_plugin
from jamf_connect_okta.toolchain.okta_plugin import Choice

NEEDS_ADOPTION = 3
"""Exit status when a killed deployment has left creates that must be decided on first."""


def add_to(app: typer.Typer) -> None:
    """Register the commands."""
    for command in (rehearse, preview, refresh, down, adopt, env):
        app.command()(command)


def rehearse(stack: Stack = "dev", plugin: Plugin = Choice.AUTO, as_json: Json = False) -> None:
    """Deploy STACK into its simulated org, print its outputs, write its profiles and play the sign-ins of those.

    A stack of a real org is rehearsed as a copy: same settings, no secrets, its host below .invalid, and an org in
    which the groups, zones and users that it names exist.
    """
    workspace = find_workspace(stack, Path.cwd())
    expectations = rehearsed_expectations(workspace)
    rehearsal = _prepared(stack, plugin)
    stop_at_pending_creates(rehearsal)
    _run(rehearsal, "up", "--yes", "--skip-preview", *rehearsal.guardrails)
    outputs = rehearsal.engine.outputs()
    profiles = export(parse_stack_output(outputs), profile_folder(workspace))
    report = play(rehearsed_org(workspace, rehearsal, profiles), expectations)
    if as_json:
        result_json(outputs | {"signIns": report_json(report)})
        end(report)
        return
    result(f"\nStack '{stack}' is deployed in the simulated org. What Jamf Connect needs to know:")
    for key, value in outputs["jamfConnect"].items():
        if isinstance(value, str | None):
            result(f"  {key:24} {value if value is not None else '(none)'}")
    result(f"\nIts profiles, as an MDM delivers them, are in {_from_here(profiles.written[0].plist.parent)}.\n")
    show(report, workspace)
    end(report)
    say(f"\nNext: change Pulumi.{stack}.yaml and run `make preview STACK={stack}`.")


def _from_here(folder: Path) -> Path:
    return folder.relative_to(Path.cwd()) if folder.is_relative_to(Path.cwd()) else folder


def preview(stack: Stack = "dev", plugin: Plugin = Choice.AUTO) -> None:
    """Show what `rehearse` would change in the simulated org."""
    rehearsal = _prepared(stack, plugin)
    stop_at_pending_creates(rehearsal)
    _run(rehearsal, "preview", "--diff", *rehearsal.guardrails)


def refresh(stack: Stack = "dev", plugin: Plugin = Choice.AUTO) -> None:
    """Read the simulated org again: what was changed there by hand shows in the next preview."""
    rehearsal = _prepared(stack, plugin)
    stop_at_pending_creates(rehearsal)
    _run(rehearsal, "refresh", "--yes", "--skip-preview")


def down(stack: Stack = "dev", plugin: Plugin = Choice.AUTO) -> None:
    """Delete from the simulated org what STACK declares; the org itself stays as seeded."""
    rehearsal = _prepared(stack, plugin)
    stop_at_pending_creates(rehearsal)
    _run(rehearsal, "destroy", "--yes", "--skip-preview")


def adopt(stack: Stack = "dev", plugin: Plugin = Choice.AUTO) -> None:
    """After a killed deployment: take into the state what it had created, forget what it had not."""
    rehearsal = _prepared(stack, plugin)
    with rehearsal.org_client() as org:
        pending = pending_creates(rehearsal.engine, org)
    if not pending:
        say("Nothing to adopt: no create is pending.")
        return
    if doubtful := [create for create in pending if len(create.matches) > 1]:
        for create in doubtful:
            say(f"{create.name} fits more than one object: {', '.join(create.matches)}. Delete all but one in the org.")
        raise typer.Exit(NEEDS_ADOPTION)
    if status := adopt_creates(rehearsal.engine, pending, okta_plugin.sdk_version()):
        raise typer.Exit(status)
    say(f"Adopted. Next: `make up STACK={stack}`.")


def env(stack: Stack = "dev", plugin: Plugin = Choice.AUTO) -> None:
    """Print the variables with which plain `pulumi` commands rehearse STACK.

    Use it as: eval "$(jamf-connect-okta env --stack dev)"
    """
    rehearsal = _prepared(stack, plugin)
    for name, value in sorted(rehearsal.variables.items()):
        result(f"export {name}={shlex.quote(value)}")


def _prepared(stack: str, plugin: Choice) -> Rehearsal:
    workspace: Workspace = find_workspace(stack, Path.cwd())
    rehearsal = prepare(workspace, plugin=plugin, report=say)
    if release_dead_locks(rehearsal.engine):
        say("An earlier operation was killed; its lock is released.")
    return rehearsal


def stop_at_pending_creates(rehearsal: Rehearsal) -> None:
    """Show what a killed deployment had begun, and end with NEEDS_ADOPTION; return where there is nothing of it."""
    with rehearsal.org_client() as org:
        pending = pending_creates(rehearsal.engine, org)
    if not pending:
        return
    say("An earlier deployment was killed while it created these; deploying again could create them twice:\n")
    for create in pending:
        found = f"exists as {', '.join(create.matches)}" if create.matches else "was not created"
        say(f"  {create.name} ({create.type}): {found}")
    say(f"\nNext: `jamf-connect-okta adopt --stack {rehearsal.engine.stack}` takes what exists into the state.")
    raise typer.Exit(NEEDS_ADOPTION)


def _run(rehearsal: Rehearsal, *arguments: str) -> None:
    # Standard output belongs to the answer, so that `--json` can be piped.
    if status := rehearsal.engine.run(*arguments, output=sys.stderr):
        raise typer.Exit(1 if status else 0)
