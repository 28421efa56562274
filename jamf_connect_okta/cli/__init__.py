"""The command line `jamf-connect-okta`."""

import sys

import typer

from components.problems import StackProblemsError
from jamf_connect_okta.cli import export, org, rehearsal, review, signins
from jamf_connect_okta.cli.console import say
from jamf_connect_okta.mdm.errors import ExportError
from jamf_connect_okta.rehearsal.errors import RehearsalError
from jamf_connect_okta.rehearsal.interrupts import heed_interrupts
from jamf_connect_okta.review.errors import ReviewError
from jamf_connect_okta.signins.errors import SigninsError
from jamf_connect_okta.simulated_org.seed.seed import SeedError
from jamf_connect_okta.simulated_org.serving.process import OrgProcessError
from jamf_connect_okta.toolchain.errors import ToolchainError

app = typer.Typer(
    name="jamf-connect-okta",
    help="Jamf Connect on Okta, as code: rehearse a stack in a simulated Okta org before production is touched.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)
rehearsal.add_to(app)
app.command()(signins.signins)
app.command("export")(export.command)
app.command()(review.review)
app.add_typer(org.app, name="org")

USERS_MISTAKES = (
    StackProblemsError,
    ExportError,
    RehearsalError,
    ReviewError,
    OrgProcessError,
    SeedError,
    SigninsError,
    ToolchainError,
)
"""Errors that are told in their own words; anything else is a bug of ours and keeps its traceback."""


def main() -> None:
    """Run the command line.

    Exit status: 0 done, 1 not done (the reason is printed) or differences found, 2 wrong usage, 3 see `adopt`, 4 see
    `signins`, 5 and 6 see `review`.
    """
    heed_interrupts()
    try:
        app()
    except USERS_MISTAKES as error:
        say(str(error))
        sys.exit(1)
    except KeyboardInterrupt:
        say("Interrupted.")
        sys.exit(130)
