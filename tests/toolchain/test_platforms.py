"""What this machine is called."""

import pytest

from jamf_connect_okta.toolchain.errors import ToolchainError
from jamf_connect_okta.toolchain.platforms import this_platform


@pytest.mark.parametrize(
    ("system", "machine", "release", "go"),
    [
        ("Linux", "x86_64", "linux-x64", "amd64"),
        ("Linux", "aarch64", "linux-arm64", "arm64"),
        ("Darwin", "x86_64", "darwin-x64", "amd64"),
        ("Darwin", "arm64", "darwin-arm64", "arm64"),
    ],
)
def test_releases_and_plugins_are_named_differently(
    monkeypatch: pytest.MonkeyPatch, system: str, machine: str, release: str, go: str
) -> None:
    monkeypatch.setattr("platform.system", lambda: system)
    monkeypatch.setattr("platform.machine", lambda: machine)
    assert (this_platform().pulumi_release, this_platform().machine) == (release, go)


@pytest.mark.parametrize(("system", "machine"), [("Windows", "AMD64"), ("Linux", "riscv64")])
def test_other_machines_are_refused_in_words(monkeypatch: pytest.MonkeyPatch, system: str, machine: str) -> None:
    monkeypatch.setattr("platform.system", lambda: system)
    monkeypatch.setattr("platform.machine", lambda: machine)
    with pytest.raises(ToolchainError, match=f"here is {system} on {machine}"):
        this_platform()
