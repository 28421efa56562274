"""Every file is read by an implementation of property lists that is not Python's: Debian's libplist."""

import os
import plistlib
import shutil
import subprocess
from pathlib import Path

import pytest

from jamf_connect_okta.mdm.export import profiles_of
from jamf_connect_okta.mdm.stack_output import StackOutput

PLISTUTIL = shutil.which("plistutil")


@pytest.fixture
def plistutil() -> str:
    """libplist's command. CI has it; elsewhere its tests say that they did not run."""
    if PLISTUTIL is None:
        assert not os.environ.get("CI"), "CI has no plistutil: .ci/run installs libplist-utils"
        pytest.skip("There is no plistutil here (Debian: libplist-utils), so no second opinion on the files.")
    return PLISTUTIL


def test_each_file_means_the_same_to_libplist(plistutil: str, output: StackOutput, exported: Path) -> None:
    for profile in profiles_of(output):
        contents = {".plist": profile.preferences, ".mobileconfig": profile.mobileconfig()}
        for suffix, content in contents.items():
            # Through libplist's own tree and into the other format: only what it understood comes out again.
            command = [plistutil, "-i", str(exported / f"{profile.domain}{suffix}"), "-f", "bin"]
            binary = subprocess.run(command, capture_output=True, check=True).stdout
            assert binary.startswith(b"bplist00")
            assert plistlib.loads(binary) == content
