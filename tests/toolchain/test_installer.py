"""Pulumi's installer, as far as it can be known without the network."""

import io
from pathlib import Path

import pytest

from jamf_connect_okta.toolchain import installer
from jamf_connect_okta.toolchain.errors import ToolchainError

from .fakes import script

INSTALLS_INTO_BIN = b"""
[ "$1 $2 $4 $5" = "--no-edit-path --install-root --version 3.259.0" ] || exit 9
mkdir -p "$3/bin" unpacked-here && echo installed > "$3/bin/pulumi"
"""


@pytest.fixture
def folder(tmp_path: Path, path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where the CLI is to go, on a machine with curl whose network serves the installer."""
    script(path / "curl", "")
    monkeypatch.setattr(installer, "why_unreachable", lambda _url: None)
    monkeypatch.setattr("urllib.request.urlopen", lambda _url, timeout: io.BytesIO(INSTALLS_INTO_BIN))  # noqa: ARG005
    folder = tmp_path / "fresh"
    folder.mkdir()
    return folder


def test_the_pinned_version_goes_into_the_folder(folder: Path, lines: list[str]) -> None:
    installer.install(folder, lines.append)
    assert (folder / "bin" / "pulumi").read_text() == "installed\n"


def test_the_installer_unpacks_nowhere_else(
    folder: Path, lines: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "project").mkdir()
    monkeypatch.chdir(tmp_path / "project")
    installer.install(folder, lines.append)
    assert list((tmp_path / "project").iterdir()) == []


def test_what_is_out_of_reach_is_not_begun(folder: Path, lines: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(installer, "why_unreachable", lambda _url: "no way out")
    with pytest.raises(ToolchainError, match=r"^no way out$"):
        installer.install(folder, lines.append)
    assert lines == []


def test_an_installer_that_fails_is_quoted(folder: Path, lines: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    failing = io.BytesIO(b"echo error: no such release >&2; exit 1")
    monkeypatch.setattr("urllib.request.urlopen", lambda _url, timeout: failing)  # noqa: ARG005
    with pytest.raises(ToolchainError, match="error: no such release"):
        installer.install(folder, lines.append)
