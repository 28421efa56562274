"""Builds the Pulumi CLI and its Python host from their Go modules."""

import os
import shutil
from pathlib import Path

from jamf_connect_okta.toolchain import pins
from jamf_connect_okta.toolchain.commands import run
from jamf_connect_okta.toolchain.errors import ToolchainError
from jamf_connect_okta.toolchain.go_command import find_or_install_go
from jamf_connect_okta.toolchain.installed import CLI, PYTHON_EXEC, PYTHON_HOST
from jamf_connect_okta.toolchain.progress import Progress

_TIME_TO_ASK_FOR_A_MODULE = 10.0

_LINK_SMALL = "-s -w"


def build(folder: Path, progress: Progress) -> None:
    """Put the pinned CLI into `folder`/bin. Takes about ten minutes of processor time and 3 GB of Go's own caches.

    Raises ToolchainError, within ten seconds if Go's modules can't be downloaded here.
    """
    scratch = folder / "scratch"
    scratch.mkdir()
    go = str(find_or_install_go(scratch / "go", progress))
    environment = _go_environment(scratch)
    engine, python_host = pins.GO_FILES / "engine", scratch / "python-host"
    version = f"v{pins.dotted(pins.PULUMI)}"

    run(
        "Looking for the Pulumi CLI's Go module",
        [go, "list", "-m", f"{pins.CLI_MODULE}@{version}"],
        progress,
        folder=engine,
        environment=environment,
        limit=_TIME_TO_ASK_FOR_A_MODULE,
    )

    def compile_package(step: str, module: Path, package: str, target: str, link: str) -> None:
        out = folder / "bin" / target
        run(
            step,
            [go, "build", "-ldflags", link, "-o", str(out), package],
            progress,
            folder=module,
            environment=environment,
        )

    compile_package(
        f"Building the Pulumi CLI {version} (minutes, once)",
        engine,
        pins.CLI_PACKAGE,
        CLI,
        f"{_LINK_SMALL} -X {pins.CLI_VERSION_VARIABLE}={version}",
    )
    shutil.copytree(pins.GO_FILES / "python-host", python_host)
    host_package = run(
        "Getting its Python host",
        [go, "list", "-f", "{{.Dir}}", pins.PYTHON_HOST_PACKAGE],
        progress,
        folder=python_host,
        environment=environment,
    )
    source = (Path(host_package.strip()) / "main.go").read_text()
    (python_host / "main.go").write_text(_handed_over(source))
    compile_package("Building its Python host", python_host, ".", PYTHON_HOST, _LINK_SMALL)
    sdk = run(
        "Adding the script that starts Python programs",
        [go, "list", "-m", "-f", "{{.Dir}}", pins.SDK_MODULE],
        progress,
        folder=engine,
        environment=environment,
    )
    script = folder / "bin" / PYTHON_EXEC
    shutil.copyfile(Path(sdk.strip()) / "python" / "cmd" / PYTHON_EXEC, script)
    script.chmod(0o755)
    shutil.rmtree(scratch)


def _handed_over(source: str) -> str:
    """The host's source, its way to start plugins renamed: `run_plugin.go` has the name and hands over to it."""
    method = "func (host *pythonLanguageHost) {}(".format
    if source.count(method("RunPlugin")) != 1:
        raise ToolchainError(f"{pins.PYTHON_HOST_PACKAGE} starts plugins in another way than the one that is known")
    return source.replace(method("RunPlugin"), method("runPlugin"))


def _go_environment(scratch: Path) -> dict[str, str]:
    """This environment, without what would change the build; the user's proxy, caches and checksum database stay."""
    temporary = scratch / "tmp"
    temporary.mkdir()
    return os.environ | {
        "CGO_ENABLED": "0",  # No C compiler needed, as in Pulumi's own releases.
        # `readonly`: go.mod and go.sum decide, and a checksum that is not in go.sum is an error.
        "GOFLAGS": "-mod=readonly -trimpath -buildvcs=false",
        "GOTMPDIR": str(temporary),
        "GOTOOLCHAIN": "local",
        "GOWORK": "off",
    }
