"""What Pulumi and Go call the machine that this runs on."""

import platform
from dataclasses import dataclass

from jamf_connect_okta.toolchain.errors import ToolchainError

_MACHINES = {"x86_64": "amd64", "amd64": "amd64", "aarch64": "arm64", "arm64": "arm64"}


@dataclass(frozen=True)
class Platform:
    """An operating system and a processor in Go's words, such as `linux` and `amd64`; plugins are named with them."""

    system: str
    machine: str

    @property
    def pulumi_release(self) -> str:
        """As the CLI's releases are named: `linux-x64`, `darwin-arm64`."""
        return f"{self.system}-{self.machine.replace('amd64', 'x64')}"


def this_platform() -> Platform:
    """The machine that this runs on. Raises ToolchainError where Pulumi's releases or this project don't reach."""
    system, machine = platform.system().lower(), platform.machine().lower()
    if system not in ("linux", "darwin") or machine not in _MACHINES:
        raise ToolchainError(
            f"This runs on Linux and macOS with x86-64 or ARM64 processors, and here is {platform.system()} on "
            f"{platform.machine()}. On Windows, use WSL."
        )
    return Platform(system, _MACHINES[machine])
