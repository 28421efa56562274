"""Every file is read by an implementation that is not Python's: Debian's libplist, or macOS's own."""

import os
import plistlib
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from jamf_connect_okta.mdm.export import profiles_of
from jamf_connect_okta.mdm.stack_output import StackOutput

# Through another implementation's tree and into the other format: only what it understood comes out again.
COMMANDS = {"plistutil": ["-f", "bin", "-i"], "plutil": ["-convert", "binary1", "-o", "-"]}


@pytest.fixture
def understood() -> Callable[[Path], bytes]:
    """What another implementation made of a file. CI has one; elsewhere its tests say that they did not run."""
    found = next(([path, *words] for name, words in COMMANDS.items() if (path := shutil.which(name))), None)
    if found is None:
        assert not os.environ.get("CI"), "CI has no plistutil: .ci/run installs libplist-utils"
        pytest.skip("There is no plistutil here (Debian: libplist-utils), so no second opinion on the files.")
    return lambda file: subprocess.run([*found, str(file)], capture_output=True, check=True).stdout


def test_each_file_means_the_same_to_it(
    understood: Callable[[Path], bytes], output: StackOutput, exported: Path
) -> None:
    for profile in profiles_of(output):
        contents = {".plist": profile.preferences, ".mobileconfig": profile.mobileconfig()}
        for suffix, content in contents.items():
            binary = understood(exported / f"{profile.domain}{suffix}")
            assert binary.startswith(b"bplist00")
            assert plistlib.loads(binary) == content
