"""The order in which a Pulumi CLI is looked for, and what is remembered."""

import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from jamf_connect_okta.toolchain import build, installer
from jamf_connect_okta.toolchain.attempts import failed_attempts
from jamf_connect_okta.toolchain.errors import ToolchainError
from jamf_connect_okta.toolchain.installed import pinned_cli
from jamf_connect_okta.toolchain.progress import Progress
from jamf_connect_okta.toolchain.pulumi_cli import find_or_install

from .fakes import put_cli

Way = Callable[[Path, Progress], None]


def gives_a_cli(folder: Path, _progress: Progress) -> None:
    put_cli(folder / "bin")


def is_out_of_reach(_folder: Path, _progress: Progress) -> None:
    raise ToolchainError("no way out")


def must_not_be_tried(_folder: Path, _progress: Progress) -> None:
    pytest.fail("this way was tried")


@pytest.fixture
def ways(monkeypatch: pytest.MonkeyPatch) -> Callable[[Way, Way], None]:
    """Decides what the installer and the build do."""

    def decide(install: Way, compile_it: Way) -> None:
        monkeypatch.setattr(installer, "install", install)
        monkeypatch.setattr(build, "build", compile_it)

    return decide


def test_the_users_own_comes_first(path: Path, lines: list[str], ways: Callable[[Way, Way], None]) -> None:
    ways(must_not_be_tried, must_not_be_tried)
    put_cli(path, "3.240.0")
    cli = find_or_install(lines.append)
    assert (cli.origin, cli.bin, cli.version, lines) == ("path", path, "3.240.0", [])


def test_the_official_installer_comes_before_a_build(lines: list[str], ways: Callable[[Way, Way], None]) -> None:
    ways(gives_a_cli, must_not_be_tried)
    cli = find_or_install(lines.append)
    assert (cli.origin, cli.bin, cli.version) == ("installed", pinned_cli().bin, "3.259.0")


def test_an_activated_environment_changes_nothing(
    path: Path, tmp_path: Path, lines: list[str], ways: Callable[[Way, Way], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    ways(is_out_of_reach, gives_a_cli)
    cli = find_or_install(lines.append)
    (tmp_path / "venv" / "bin").mkdir(parents=True)
    cli.link_into(tmp_path / "venv")
    monkeypatch.setenv("PATH", f"{tmp_path / 'venv' / 'bin'}:{path}")
    assert shutil.which("pulumi") == str(tmp_path / "venv" / "bin" / "pulumi")
    assert find_or_install(lines.append) == cli


def test_the_environment_does_not_hide_a_cli_that_the_user_has_installed_since(
    path: Path, tmp_path: Path, lines: list[str], ways: Callable[[Way, Way], None]
) -> None:
    ways(is_out_of_reach, gives_a_cli)
    venv = tmp_path / "venv"
    (venv / "bin").mkdir(parents=True)
    find_or_install(lines.append).link_into(venv)
    put_cli(path)
    find_or_install(lines.append).link_into(venv)
    assert list((venv / "bin").iterdir()) == []


def test_a_link_of_the_user_s_own_stays(path: Path, tmp_path: Path, lines: list[str]) -> None:
    put_cli(path)
    put_cli(tmp_path / "elsewhere")
    link = tmp_path / "venv" / "bin" / "pulumi"
    link.parent.mkdir(parents=True)
    link.symlink_to(tmp_path / "elsewhere" / "pulumi")
    find_or_install(lines.append).link_into(tmp_path / "venv")
    assert link.resolve() == tmp_path / "elsewhere" / "pulumi"


def test_without_the_installer_it_is_built(lines: list[str], ways: Callable[[Way, Way], None]) -> None:
    ways(is_out_of_reach, gives_a_cli)
    assert find_or_install(lines.append).origin == "built"
    assert "The official installer is of no use here: no way out" in lines


def test_the_second_time_it_comes_from_the_cache(lines: list[str], ways: Callable[[Way, Way], None]) -> None:
    ways(is_out_of_reach, gives_a_cli)
    first = find_or_install(lines.append)
    lines.clear()
    ways(must_not_be_tried, must_not_be_tried)
    assert find_or_install(lines.append) == first
    assert lines == []


def test_from_the_cache_nothing_is_started(
    lines: list[str], ways: Callable[[Way, Way], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    ways(gives_a_cli, must_not_be_tried)
    find_or_install(lines.append)
    monkeypatch.setattr(subprocess, "Popen", lambda *_, **__: pytest.fail("a process was started"))
    find_or_install(lines.append)


def test_an_installer_out_of_reach_is_not_tried_again(lines: list[str], ways: Callable[[Way, Way], None]) -> None:
    def is_interrupted(_folder: Path, _progress: Progress) -> None:
        raise KeyboardInterrupt

    ways(is_out_of_reach, is_interrupted)
    with pytest.raises(KeyboardInterrupt):
        find_or_install(lines.append)
    ways(must_not_be_tried, gives_a_cli)
    assert find_or_install(lines.append).origin == "built"


def test_where_nothing_works_each_way_is_explained(lines: list[str], ways: Callable[[Way, Way], None]) -> None:
    ways(is_out_of_reach, is_out_of_reach)
    with pytest.raises(ToolchainError) as raised:
        find_or_install(lines.append)
    assert str(raised.value).splitlines()[1:4] == [
        "  On PATH: there is no pulumi on PATH",
        "  Official installer: no way out",
        "  Build from its Go modules: no way out",
    ]


def test_where_nothing_works_everything_is_tried_again(lines: list[str], ways: Callable[[Way, Way], None]) -> None:
    ways(is_out_of_reach, is_out_of_reach)
    with pytest.raises(ToolchainError):
        find_or_install(lines.append)
    assert failed_attempts().reason("pulumi-installer") is None


def test_a_cli_of_another_version_is_not_kept(lines: list[str], ways: Callable[[Way, Way], None]) -> None:
    def gives_another(folder: Path, _progress: Progress) -> None:
        put_cli(folder / "bin", "3.258.0")

    ways(gives_another, is_out_of_reach)
    with pytest.raises(ToolchainError, match=r"Official installer: it gave Pulumi 3\.258\.0, not 3\.259\.0"):
        find_or_install(lines.append)
    assert not pinned_cli().folder.exists()


def test_a_cache_that_can_not_be_written_is_told_in_words(lines: list[str], cache: Path) -> None:
    cache.write_text("a file where the folder should be")
    with pytest.raises(ToolchainError, match="set JAMF_CONNECT_OKTA_CACHE to a folder of your own"):
        find_or_install(lines.append)


def test_the_users_own_needs_no_cache(path: Path, lines: list[str], cache: Path) -> None:
    cache.write_text("a file where the folder should be")
    put_cli(path)
    assert find_or_install(lines.append).origin == "path"


def test_a_full_disk_is_told_in_words(lines: list[str], ways: Callable[[Way, Way], None]) -> None:
    def finds_no_space(folder: Path, _progress: Progress) -> None:
        raise OSError(28, "No space left on device", str(folder / "bin"))

    ways(is_out_of_reach, finds_no_space)
    with pytest.raises(ToolchainError, match="Go modules: No space left on device: "):
        find_or_install(lines.append)
