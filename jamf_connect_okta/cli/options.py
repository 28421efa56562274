"""Options that several commands share."""

from typing import Annotated

import typer

from jamf_connect_okta.toolchain.okta_plugin import Choice

Stack = Annotated[str, typer.Option(help="The stack: its settings stand in Pulumi.STACK.yaml.")]
Plugin = Annotated[
    Choice,
    typer.Option(
        envvar="JAMF_CONNECT_OKTA_PLUGIN",
        help="Which okta plugin the engine runs: Okta's own where it can be installed (auto), or one of the two.",
    ),
]
Json = Annotated[bool, typer.Option("--json", help="Print the answer as JSON.")]
