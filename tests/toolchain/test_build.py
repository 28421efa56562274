"""What is asked of Go, and which Go is asked."""

import re
from pathlib import Path

import pytest

from jamf_connect_okta.toolchain import go_command, pins
from jamf_connect_okta.toolchain.build import build
from jamf_connect_okta.toolchain.errors import ToolchainError
from jamf_connect_okta.toolchain.go_command import find_or_install_go

from .fakes import CLI_FILES, script

HOST = "func (host *pythonLanguageHost) RunPlugin(\n\treq"
"""Of the source of the Python host, what the build changes."""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Where the build goes."""
    folder = tmp_path / "fresh"
    folder.mkdir()
    return folder


@pytest.fixture
def go_log(path: Path, tmp_path: Path) -> Path:
    """What the Go on PATH was asked, with the variables that change a build. It makes what it is asked for."""
    sdk = tmp_path / "sdk"
    script(sdk / "python" / "cmd" / "pulumi-language-python-exec", "")
    (sdk / "main.go").write_text(HOST)
    log = tmp_path / "go.log"
    script(
        path / "go",
        f"""echo "$* CGO_ENABLED=$CGO_ENABLED GOFLAGS=$GOFLAGS GOTOOLCHAIN=$GOTOOLCHAIN GOWORK=$GOWORK" >> {log}
case "$1 $2" in
    "version "*) echo "go version go1.26.0 linux/amd64" ;;
    "list -m" | "list -f") echo {sdk} ;;
    "build "*) cp main.go {tmp_path} 2>/dev/null; mkdir -p "$(dirname "$5")"; : > "$5"; chmod +x "$5" ;;
esac""",
    )
    return log


@pytest.mark.usefixtures("go_log")
def test_a_build_gives_everything_that_python_programs_need(folder: Path, lines: list[str]) -> None:
    build(folder, lines.append)
    assert sorted(file.name for file in (folder / "bin").iterdir()) == sorted(CLI_FILES)


@pytest.mark.usefixtures("go_log")
def test_the_script_can_be_executed(folder: Path, lines: list[str]) -> None:
    build(folder, lines.append)
    assert (folder / "bin" / "pulumi-language-python-exec").stat().st_mode & 0o777 == 0o755


@pytest.mark.usefixtures("go_log")
def test_the_python_host_is_built_with_our_way_to_start_plugins(folder: Path, tmp_path: Path, lines: list[str]) -> None:
    build(folder, lines.append)
    assert (tmp_path / "main.go").read_text() == "func (host *pythonLanguageHost) runPlugin(\n\treq"
    ours = (pins.GO_FILES / "python-host" / "run_plugin.go").read_text()
    assert HOST in ours
    assert "plugin.runPlugin(req, server)" in ours


@pytest.mark.usefixtures("go_log")
def test_another_python_host_than_the_pinned_one_is_not_built(folder: Path, tmp_path: Path, lines: list[str]) -> None:
    (tmp_path / "sdk" / "main.go").write_text("package main\n")
    with pytest.raises(ToolchainError, match="starts plugins in another way"):
        build(folder, lines.append)


@pytest.mark.usefixtures("go_log")
def test_a_build_leaves_no_scratch_files(folder: Path, lines: list[str]) -> None:
    build(folder, lines.append)
    assert [file.name for file in folder.iterdir()] == ["bin"]


def test_the_checksums_of_the_modules_are_never_rewritten(folder: Path, go_log: Path, lines: list[str]) -> None:
    build(folder, lines.append)
    builds = [line for line in go_log.read_text().splitlines() if line.startswith("build")]
    assert len(builds) == 2
    assert all("GOFLAGS=-mod=readonly " in line for line in builds)


def test_the_users_go_settings_do_not_change_the_build(
    folder: Path, go_log: Path, lines: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GOFLAGS", "-mod=vendor")
    monkeypatch.setenv("GOWORK", "/elsewhere/go.work")
    build(folder, lines.append)
    assert all(
        line.endswith("CGO_ENABLED=0 GOFLAGS=-mod=readonly -trimpath -buildvcs=false GOTOOLCHAIN=local GOWORK=off")
        for line in go_log.read_text().splitlines()
        if not line.startswith("version")
    )


def test_a_go_that_reaches_no_modules_fails_before_the_build(folder: Path, path: Path, lines: list[str]) -> None:
    script(
        path / "go", '[ "$1" = version ] && echo "go version go1.26.0 linux/amd64" || { echo "no route" >&2; exit 1; }'
    )
    with pytest.raises(ToolchainError, match="no route"):
        build(folder, lines.append)
    assert lines == ["Looking for the Pulumi CLI's Go module"]


@pytest.mark.parametrize("version", ["go1.26.0", "go1.27.3", "go2.0"])
def test_a_recent_go_on_path_builds(path: Path, tmp_path: Path, lines: list[str], version: str) -> None:
    go = script(path / "go", f"echo go version {version} linux/amd64")
    assert find_or_install_go(tmp_path / "go", lines.append) == go


@pytest.mark.parametrize("version", ["go1.25.9", "go1.9", "devel"])
def test_go_is_brought_where_it_is_too_old(
    path: Path, tmp_path: Path, lines: list[str], version: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    script(path / "go", f"echo go version {version} linux/amd64")
    commands: list[list[str]] = []
    monkeypatch.setattr(go_command, "run", lambda _step, command, _progress: commands.append(command))
    assert find_or_install_go(tmp_path / "go", lines.append) == tmp_path / "go" / "go" / "bin" / "go"
    assert "--require-hashes" in commands[0]


def test_the_module_file_names_the_pinned_version() -> None:
    requires = f"require {pins.CLI_MODULE} v{pins.dotted(pins.PULUMI)}\n"
    assert requires in (pins.GO_FILES / "engine" / "go.mod").read_text()


@pytest.mark.parametrize("module", ["engine", "python-host"])
def test_the_oldest_go_suffices_for_the_modules(module: str) -> None:
    asked = re.search(r"^go (\d+)\.(\d+)", (pins.GO_FILES / module / "go.mod").read_text(), re.MULTILINE)
    assert asked is not None
    assert (int(asked[1]), int(asked[2])) <= pins.OLDEST_GO
