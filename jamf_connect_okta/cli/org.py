"""The commands that look after a stack's simulated org."""

import dataclasses
from pathlib import Path
from typing import Annotated

import typer

from jamf_connect_okta.cli.console import result, result_json, result_json_line, say
from jamf_connect_okta.cli.options import Json, Stack
from jamf_connect_okta.rehearsal.rehearse import forget, start_org
from jamf_connect_okta.rehearsal.workspace import Workspace, find_project, find_workspace
from jamf_connect_okta.simulated_org.serving import process

app = typer.Typer(help="The simulated Okta org of a stack.", no_args_is_help=True)


@app.command()
def start(
    stack: Stack = "dev",
    port: Annotated[int, typer.Option(min=0, max=65535, help="Port on 127.0.0.1; 0 for a free one.")] = 0,
) -> None:
    """Start the org in the background; one that runs is left alone."""
    address = start_org(find_workspace(stack, Path.cwd()), report=say, port=port)
    result(f"The org of '{stack}' runs at {address.base_url}.")


@app.command()
def stop(stack: Stack = "dev") -> None:
    """Stop the org; what was deployed into it stays."""
    process.stop(_folder(stack))
    result(f"The org of '{stack}' is stopped.")


@app.command()
def status(stack: Stack = "dev", as_json: Json = False) -> None:
    """Say whether the org runs; as JSON with its address and API token."""
    found = process.status(_folder(stack))
    if as_json:
        address = dataclasses.asdict(found.address) if found.address else None
        result_json({"state": found.state, "detail": found.detail, "address": address})
    else:
        result(found.detail)
    if found.state != "running":
        raise typer.Exit(1)


@app.command()
def reset(stack: Stack = "dev") -> None:
    """Take the org back to its seed; the engine forgets what it had deployed there."""
    forget(find_workspace(stack, Path.cwd()))
    result(f"The org of '{stack}' is as seeded.")


@app.command()
def log(stack: Stack = "dev", as_json: Json = False) -> None:
    """Every call that reached the org, oldest first, and why one was refused."""
    for entry in process.log(_folder(stack)):
        if as_json:
            result_json_line(entry)
        else:
            why = (
                f"  {entry['errorCode']} {entry['summary']} {'; '.join(entry['causes'])}"
                if "errorCode" in entry
                else ""
            )
            result(f"{entry['time']} {entry['status']} {entry['method']:6} {entry['path']}{why}".rstrip())


def _folder(stack: str) -> Path:
    """Where the org of `stack` lives, which may have outlived the stack's file."""
    left = Workspace(find_project(Path.cwd()), stack)
    return left.org if left.org.is_dir() else find_workspace(stack, Path.cwd()).org
