"""What tests of every folder may ask for: the engine."""

import sys
from pathlib import Path

import pytest

from jamf_connect_okta.toolchain import pulumi_cli


@pytest.fixture(scope="session")
def pulumi_cli_folder() -> Path:
    """The folder of the real Pulumi CLI; found, installed or built, never skipped."""
    return pulumi_cli.find_or_install(lambda line: print(line, file=sys.stderr)).bin
