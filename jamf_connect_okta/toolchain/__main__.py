"""`python -m jamf_connect_okta.toolchain`: makes sure that the tools are there and says where they come from.

Who then activates the virtual environment that this runs in has `pulumi` on PATH.
"""

import argparse
import sys
from pathlib import Path

from jamf_connect_okta.toolchain import okta_plugin, pulumi_cli
from jamf_connect_okta.toolchain.attempts import failed_attempts
from jamf_connect_okta.toolchain.errors import ToolchainError


def main() -> int:
    """Exit status: 0 everything is there, 1 not (the reason is printed), 130 interrupted."""
    arguments = argparse.ArgumentParser(prog="python -m jamf_connect_okta.toolchain", description=__doc__)
    arguments.add_argument("--retry", action="store_true", help="try again what failed within the last day")
    if arguments.parse_args().retry:
        failed_attempts().forget()
    try:
        cli = pulumi_cli.find_or_install(_say)
        cli.link_into(Path(sys.prefix))
        print(f"Engine: Pulumi {cli.version}, {cli.reason}")
        plugin = okta_plugin.find_or_install(cli, okta_plugin.Choice.AUTO, _say)
        print(f"Provider: {plugin.reason}")
    except ToolchainError as error:
        _say(str(error))
        return 1
    except KeyboardInterrupt:
        _say("Interrupted; nothing half-done is left behind.")
        return 130
    return 0


def _say(line: str) -> None:
    print(line, file=sys.stderr, flush=True)


if __name__ == "__main__":
    sys.exit(main())
