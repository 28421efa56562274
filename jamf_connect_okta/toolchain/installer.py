"""Pulumi's own installer."""

import shutil
import urllib.request
from pathlib import Path

from jamf_connect_okta.toolchain import pins
from jamf_connect_okta.toolchain.commands import run
from jamf_connect_okta.toolchain.errors import ToolchainError
from jamf_connect_okta.toolchain.progress import Progress
from jamf_connect_okta.toolchain.reachability import LIMIT, why_unreachable

URL = "https://get.pulumi.com/install.sh"

_TIME_TO_DOWNLOAD = 900.0


def install(folder: Path, progress: Progress) -> None:
    """Put the pinned CLI into `folder`/bin with the script that pulumi.automation's `PulumiCommand.install` uses too.

    Only TLS vouches for what is downloaded: there is no checksum from elsewhere to hold it against (see pins).
    Raises ToolchainError, within ten seconds if the download can't begin.
    """
    if reason := why_unreachable(URL):
        raise ToolchainError(reason)
    if shutil.which("curl") is None:
        raise ToolchainError("the installer needs curl")
    script = folder / "install.sh"
    try:
        with urllib.request.urlopen(URL, timeout=LIMIT) as answer:
            script.write_bytes(answer.read())
    except OSError as error:
        raise ToolchainError(f"{URL}: {error}") from None
    version = pins.dotted(pins.PULUMI)
    run(
        f"Installing the Pulumi CLI {version} from get.pulumi.com",
        ["sh", str(script), "--no-edit-path", "--install-root", str(folder), "--version", version],
        progress,
        folder=folder,  # It unpacks in the folder that it is started in.
        limit=_TIME_TO_DOWNLOAD,
    )
    script.unlink()
