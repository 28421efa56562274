"""The command that turns a stack's outputs into profiles, or compares profiles with them."""

import json
import sys
from pathlib import Path
from typing import Annotated

import typer

from components.checks.advice import advice_on_profiles
from components.problems import Problem, headline
from jamf_connect_okta.cli.console import result, result_json, say
from jamf_connect_okta.cli.options import Json
from jamf_connect_okta.mdm.checking.comparison import Difference, compare
from jamf_connect_okta.mdm.checking.reading import read_profiles
from jamf_connect_okta.mdm.errors import ExportError
from jamf_connect_okta.mdm.export import Export, export
from jamf_connect_okta.mdm.stack_output import StackOutput, parse_stack_output, read_stack_output
from jamf_connect_okta.rehearsal.deployed import deployed_outputs
from jamf_connect_okta.rehearsal.workspace import find_workspace

STDIN = "-"


def command(
    files: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="[-] [PROFILE]...",
            help="`-` reads the stack's outputs from standard input; with --check, the profiles to compare.",
        ),
    ] = None,
    stack: Annotated[
        str | None, typer.Option(help="Take the outputs of this stack from the engine (default: dev).")
    ] = None,
    source: Annotated[
        str | None,
        typer.Option("--from", metavar="FILE", help="Take them from what `pulumi stack output --json` wrote."),
    ] = None,
    out: Annotated[Path | None, typer.Option(metavar="DIR", help="Where to write (default: out/STACK).")] = None,
    check: Annotated[bool, typer.Option("--check", help="Write nothing; compare PROFILE... with the stack.")] = False,
    as_json: Json = False,
) -> None:
    """Write a stack's Jamf Connect profiles for the MDM, or compare existing ones with the stack.

    For each preference domain: a bare plist for Jamf Pro's Application & Custom Settings, and a .mobileconfig for any
    MDM. Examples:

    jamf-connect-okta export --stack prod --out profiles

    pulumi stack output --json | jamf-connect-okta export -

    jamf-connect-okta export --stack prod --check downloaded.mobileconfig

    Exit status of --check: 0 no difference, 1 differences, or something can't be read.
    """
    profiles = [file for file in files or [] if file != STDIN]
    if STDIN in (files or []):
        source = _only_one(source, STDIN)
    if stack is not None and source is not None:
        raise typer.BadParameter("The outputs come from a stack, a file or standard input: name one of them.")
    if profiles and not check:
        raise typer.BadParameter(
            f"To compare {profiles[0]} with the stack, add --check; outputs: --from {profiles[0]}."
        )
    if check and not profiles:
        raise typer.BadParameter("Name the profiles to compare.")
    if check and out:
        raise typer.BadParameter("--check writes nothing: leave --out away.")
    output = _output(stack or "dev", source)
    if check:
        _show_differences(output, [Path(name) for name in profiles], as_json, source)
    else:
        show(output, export(output, out or Path("out") / output.stack), as_json)


def show(output: StackOutput, done: Export, as_json: bool = False) -> None:
    """Tell what was written, and what works other than most people think."""
    advice = list(_advice(output))
    if as_json:
        result_json(_json(output, done, advice))
        return
    folder = done.written[0].plist.parent
    design = "two apps" if output.design == "two-apps" else "one app"
    count = len(done.written)
    result(f"{count} profiles of stack '{output.stack}' ({output.org_host}, {design}) are in {folder}:\n")
    for written in done.written:
        result(f"  {written.profile.display_name}")
        result(
            f"    {written.mobileconfig.name}  profile {written.profile.uuid}, payload {written.profile.payload_uuid}"
        )
        result(f"    {written.plist.name}  for the preference domain {written.profile.domain}")
    for file in done.removed:
        say(f"Removed {file}: the stack does not ask for it any more.")
    for warning in advice:
        say(f"\n{headline(warning)}\n  {warning.why}\n  {warning.fix}")
    say("\nNext: docs/rollout.md, a pilot group first.")


def _json(output: StackOutput, done: Export, advice: list[Problem]) -> dict[str, object]:
    return {
        "stack": output.stack,
        "design": output.design,
        "profiles": [
            {
                "domain": written.profile.domain,
                "displayName": written.profile.display_name,
                "profileUuid": written.profile.uuid,
                "payloadUuid": written.profile.payload_uuid,
                "plist": str(written.plist),
                "mobileconfig": str(written.mobileconfig),
            }
            for written in done.written
        ],
        "removed": [str(file) for file in done.removed],
        "advice": [{"setting": one.key, "why": one.why, "fix": one.fix} for one in advice],
    }


def _show_differences(output: StackOutput, files: list[Path], as_json: bool, source: str | None) -> None:
    comparison = compare(output, read_profiles(files))
    if as_json:
        result_json(
            {
                "stack": output.stack,
                "compared": comparison.compared,
                "notCompared": comparison.not_compared,
                "differences": [difference.as_json() for difference in comparison.differences],
            }
        )
    else:
        _tell(output, comparison.differences)
        for domain in comparison.not_compared:
            say(f"Not compared: {domain} is in none of these files.")
        if comparison.differences:
            words = f"--stack {output.stack}" if source is None else STDIN if source == STDIN else f"--from {source}"
            say(f"\nNext: export the stack's own profiles: `jamf-connect-okta export {words}`.")
    if comparison.differences:
        raise typer.Exit(1)


def _tell(output: StackOutput, differences: tuple[Difference, ...]) -> None:
    if not differences:
        result(f"No difference from stack '{output.stack}'.")
        return
    count = "1 difference" if len(differences) == 1 else f"{len(differences)} differences"
    result(f"{count} from stack '{output.stack}':")
    for difference in differences:
        result(f"\n  {difference.domain} {difference.key}  ({difference.file})")
        result(f"    {difference.told()}")
        result(f"    {difference.consequence}")


def _output(stack: str, source: str | None) -> StackOutput:
    if source is None:
        return parse_stack_output(deployed_outputs(find_workspace(stack, Path.cwd()), say))
    try:
        text = sys.stdin.buffer.read() if source == STDIN else Path(source).read_bytes()
        # PowerShell redirects into UTF-16 or puts a byte order mark before UTF-8, by its version.
        return read_stack_output(text.decode(json.detect_encoding(text)))
    except OSError as error:
        raise ExportError(f"{source} can't be read: {error.strerror}.") from error
    except UnicodeDecodeError:
        raise ExportError(f"{'Standard input' if source == STDIN else source} is not text.") from None


def _only_one(source: str | None, other: str) -> str:
    if source not in (None, other):
        raise typer.BadParameter("The outputs come from a file or from standard input: name one of them.")
    return other


def _advice(output: StackOutput) -> list[Problem]:
    return list(
        advice_on_profiles(
            output.settings,
            design=output.design,
            admin_groups=output.admin_groups,
            token_endpoint_auth_method=output.token_endpoint_auth_method,
        )
    )
