"""Where the tools are kept: one folder per user, shared by all clones of this project."""

import os
import platform
from pathlib import Path

VARIABLE = "JAMF_CONNECT_OKTA_CACHE"


def cache_folder() -> Path:
    """The folder; it need not exist yet. `JAMF_CONNECT_OKTA_CACHE` puts it elsewhere."""
    if chosen := os.environ.get(VARIABLE):
        return Path(chosen).absolute()
    if platform.system() == "Darwin":
        return Path.home() / "Library" / "Caches" / "jamf-connect-okta"
    return Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "jamf-connect-okta"
