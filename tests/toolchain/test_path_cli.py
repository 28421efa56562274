"""Which Pulumi CLI on PATH is good enough."""

from pathlib import Path

import pytest

from jamf_connect_okta.toolchain import path_cli
from jamf_connect_okta.toolchain.path_cli import PathCli, find_on_path

from .fakes import put_cli, script


def test_a_recent_pulumi_is_used(path: Path) -> None:
    put_cli(path, "3.231.4")
    assert find_on_path() == PathCli(path, (3, 231, 4))


def test_a_development_build_tells_its_version_too(path: Path) -> None:
    put_cli(path, "3.260.0-alpha.1+dirty")
    assert find_on_path() == PathCli(path, (3, 260, 0))


def test_one_that_is_too_old_is_not_used(path: Path) -> None:
    put_cli(path, "3.229.9")
    assert find_on_path() == f"{path / 'pulumi'} is version 3.229.9, older than 3.230.0"


def test_one_of_the_next_major_version_is_not_used(path: Path) -> None:
    put_cli(path, "4.0.0")
    assert find_on_path() == f"{path / 'pulumi'} is version 4.0.0, and this project knows version 3 only"


def test_one_without_a_python_host_is_not_used(path: Path) -> None:
    put_cli(path)
    (path / "pulumi-language-python").unlink()
    assert "pulumi-language-python is neither beside it nor on PATH" in str(find_on_path())


def test_a_python_host_without_its_script_is_of_no_use(path: Path) -> None:
    put_cli(path)
    (path / "pulumi-language-python-exec").unlink()
    assert f"pulumi-language-python-exec is not beside {path / 'pulumi-language-python'}" in str(find_on_path())


def test_the_python_host_may_lie_where_a_link_points(path: Path, tmp_path: Path) -> None:
    put_cli(tmp_path / "cellar")
    (path / "pulumi").symlink_to(tmp_path / "cellar" / "pulumi")
    assert isinstance(find_on_path(), PathCli)


def test_the_python_host_may_lie_elsewhere_on_path(path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    put_cli(tmp_path / "hosts")
    (tmp_path / "hosts" / "pulumi").unlink()
    script(path / "pulumi", "echo v3.259.0")
    monkeypatch.setenv("PATH", f"{path}:{tmp_path / 'hosts'}")
    assert isinstance(find_on_path(), PathCli)


def test_one_that_does_not_start_is_not_used(path: Path) -> None:
    put_cli(path)
    script(path / "pulumi", "echo broken >&2; exit 3")
    assert find_on_path() == f"{path / 'pulumi'} does not tell its version: broken"


def test_what_this_project_has_brought_there_is_not_the_user_s(path: Path, cache: Path) -> None:
    put_cli(cache / "pulumi" / "3.259.0-linux-x64" / "bin")
    (path / "pulumi").symlink_to(cache / "pulumi" / "3.259.0-linux-x64" / "bin" / "pulumi")
    assert find_on_path() == "there is no pulumi on PATH"


def test_the_user_s_own_is_found_behind_it(
    path: Path, tmp_path: Path, cache: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    put_cli(cache / "pulumi" / "3.259.0-linux-x64" / "bin")
    (path / "pulumi").symlink_to(cache / "pulumi" / "3.259.0-linux-x64" / "bin" / "pulumi")
    put_cli(tmp_path / "own", "3.270.0")
    monkeypatch.setenv("PATH", f"{path}:{tmp_path / 'own'}")
    assert find_on_path() == PathCli(tmp_path / "own", (3, 270, 0))


def test_a_path_without_pulumi_is_said_to_be_one() -> None:
    assert find_on_path() == "there is no pulumi on PATH"


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> list[Path]:
    """The executables that were asked for their version."""
    asked: list[Path] = []

    def answer(executable: Path) -> tuple[int, int, int]:
        asked.append(executable)
        return (3, 259, 0)

    monkeypatch.setattr(path_cli, "cli_version", answer)
    return asked


def test_a_binary_is_asked_for_its_version_once(path: Path, asked: list[Path]) -> None:
    put_cli(path)
    (path / "pulumi").write_bytes(b"\x7fELF, not a script")
    find_on_path()
    find_on_path()
    assert len(asked) == 1


def test_a_binary_that_was_replaced_is_asked_again(path: Path, asked: list[Path]) -> None:
    put_cli(path)
    (path / "pulumi").write_bytes(b"\x7fELF, not a script")
    find_on_path()
    (path / "pulumi").write_bytes(b"\x7fELF, not the same")
    find_on_path()
    assert len(asked) == 2


def test_a_shim_is_asked_every_time(path: Path, asked: list[Path]) -> None:
    put_cli(path)
    find_on_path()
    find_on_path()
    assert len(asked) == 2
