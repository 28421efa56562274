"""The cache holds a complete CLI or none."""

import os
from pathlib import Path

import pytest

from jamf_connect_okta.toolchain import pins
from jamf_connect_okta.toolchain.installed import InstalledCli, pinned_cli

from .fakes import put_cli


@pytest.fixture
def cached() -> InstalledCli:
    """The place of the pinned version, still empty."""
    return pinned_cli()


def test_an_empty_cache_holds_no_cli(cached: InstalledCli) -> None:
    assert cached.origin() is None


def test_what_was_filled_in_is_there(cached: InstalledCli) -> None:
    with cached.filling("built") as folder:
        put_cli(folder / "bin")
    assert cached.origin() == "built"


def test_nothing_is_there_before_it_is_complete(cached: InstalledCli) -> None:
    with cached.filling("built") as folder:
        put_cli(folder / "bin")
        assert not cached.folder.exists()


def test_an_interrupt_leaves_nothing_behind(cached: InstalledCli) -> None:
    def be_interrupted() -> None:
        with cached.filling("built") as folder:
            put_cli(folder / "bin")
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        be_interrupted()
    assert list(cached.folder.parent.iterdir()) == []


def test_what_a_killed_process_left_behind_goes_away(cached: InstalledCli) -> None:
    put_cli(cached.folder.with_name(f"{cached.folder.name}.unfinished-1") / "bin")
    with cached.filling("built") as folder:
        put_cli(folder / "bin")
    assert list(cached.folder.parent.iterdir()) == [cached.folder]


def test_a_cli_without_its_python_host_is_not_kept(cached: InstalledCli) -> None:
    def forget_the_host() -> None:
        with cached.filling("built") as folder:
            put_cli(folder / "bin")
            (folder / "bin" / "pulumi-language-python").unlink()

    with pytest.raises(FileNotFoundError):
        forget_the_host()
    assert cached.origin() is None


def test_an_executable_that_somebody_changed_is_not_trusted(cached: InstalledCli) -> None:
    with cached.filling("built") as folder:
        put_cli(folder / "bin")
    executable = cached.bin / "pulumi-language-python"
    os.utime(executable, ns=(0, 0))
    assert cached.origin() is None


def test_what_was_built_in_an_older_way_is_built_anew(cached: InstalledCli, monkeypatch: pytest.MonkeyPatch) -> None:
    with cached.filling("built") as folder:
        put_cli(folder / "bin")
    monkeypatch.setattr(pins, "BUILD", pins.BUILD + 1)
    assert cached.origin() is None


def test_a_damaged_memory_counts_as_no_cli(cached: InstalledCli) -> None:
    with cached.filling("built") as folder:
        put_cli(folder / "bin")
    (cached.folder / "installed.json").write_text("{")
    assert cached.origin() is None


def test_the_cache_follows_the_xdg_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("JAMF_CONNECT_OKTA_CACHE")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    monkeypatch.setattr("platform.system", lambda: "Linux")
    assert pinned_cli().folder.parent == tmp_path / "jamf-connect-okta" / "pulumi"


def test_on_a_mac_the_cache_lies_in_the_library(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("JAMF_CONNECT_OKTA_CACHE")
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setattr("platform.system", lambda: "Darwin")
    monkeypatch.setattr("platform.machine", lambda: "arm64")
    parent = tmp_path / "Library" / "Caches" / "jamf-connect-okta" / "pulumi"
    assert pinned_cli().folder == parent / "3.259.0-darwin-arm64"
