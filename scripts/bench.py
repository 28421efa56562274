"""The figures of a rehearsal, each a median of several runs, side by side with what they may be.

Run it with `make bench`. It takes the dev stack's rehearsal for itself and leaves it deployed.
"""

import shutil
import statistics
import subprocess
import tempfile
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from rich.console import Console
from rich.table import Table

from jamf_connect_okta.rehearsal.rehearse import Rehearsal, forget, prepare
from jamf_connect_okta.rehearsal.workspace import Workspace, find_workspace
from jamf_connect_okta.signins.playing import play
from jamf_connect_okta.signins.rehearsed import rehearsed_expectations, rehearsed_org
from jamf_connect_okta.simulated_org.serving import process
from jamf_connect_okta.toolchain import pulumi_cli
from jamf_connect_okta.toolchain.okta_plugin import Choice

RUNS = 3


@dataclass(frozen=True)
class Figure:
    """A measured value and the most that it may be; `unit` is for people."""

    name: str
    value: float
    most: float
    unit: str


def main() -> None:
    """Measure, and print one table."""
    workspace = find_workspace("dev", Path(__file__).parent)
    figures = [_warm_start(), _make_up(workspace)]
    rehearsal = prepare(workspace, plugin=Choice.AUTO, report=lambda _: None)
    figures += [
        _sign_ins(workspace, rehearsal),
        _preview_ratio(workspace, rehearsal),
        *_calls(workspace, rehearsal),
        _memory(workspace),
    ]
    table = Table("figure", "median", "at most")
    for figure in figures:
        table.add_row(figure.name, f"{figure.value:.2f} {figure.unit}", f"{figure.most:g} {figure.unit}")
    Console().print(table)


def _warm_start() -> Figure:
    seconds = _median(lambda: pulumi_cli.find_or_install(lambda _: None))
    return Figure("finding the engine, warm", seconds, 0.2, "s")


def _make_up(workspace: Workspace) -> Figure:
    def up() -> None:
        subprocess.run(["make", "up"], cwd=workspace.project, check=True, capture_output=True)  # noqa: S607

    up()
    seconds = []
    for _ in range(RUNS):
        forget(workspace)
        seconds.append(_seconds(up))
    return Figure("make up from a reset org", statistics.median(seconds), 15, "s")


def _sign_ins(workspace: Workspace, rehearsal: Rehearsal) -> Figure:
    expectations = rehearsed_expectations(workspace)
    org = rehearsed_org(workspace, rehearsal, rehearsal.engine.outputs())
    return Figure("sign-ins of the dev stack", _median(lambda: play(org, expectations)), 3, "s")


def _preview_ratio(workspace: Workspace, rehearsal: Rehearsal) -> Figure:
    with tempfile.TemporaryDirectory() as folder:
        empty = Path(folder)
        (empty / "Pulumi.yaml").write_text("name: empty\nruntime: python\n")
        (empty / "__main__.py").touch()
        environment = dict(rehearsal.engine.environment) | {"PULUMI_BACKEND_URL": f"file://{empty}"}
        _pulumi(empty, environment, "stack", "init", "dev")
        ratios = []
        for _ in range(RUNS + 2):
            full = _seconds(
                lambda: _pulumi(workspace.project, rehearsal.engine.environment, "preview", "--stack", "dev")
            )
            ratios.append(full / _seconds(lambda: _pulumi(empty, environment, "preview", "--stack", "dev")))
    return Figure("preview without changes, against an empty program's", statistics.median(ratios), 1.6, "times")


def _calls(workspace: Workspace, rehearsal: Rehearsal) -> list[Figure]:
    def counted(*arguments: str) -> int:
        before = _logged(workspace)
        _pulumi(workspace.project, rehearsal.engine.environment, *arguments, "--stack", "dev")
        return _logged(workspace) - before

    preview = counted("preview")
    refresh = counted("refresh", "--yes", "--skip-preview")
    counted("destroy", "--yes", "--skip-preview")
    up = counted("up", "--yes", "--skip-preview")
    return [
        Figure("calls of a full up", up, 45, "calls"),
        Figure("calls of a preview without changes (1 lookup)", preview, 3, "calls"),
        Figure("calls of a refresh", refresh, 25, "calls"),
    ]


def _memory(workspace: Workspace) -> Figure:
    address = process.start(workspace.org)
    answer = subprocess.run(["ps", "-o", "rss=", "-p", str(address.pid)], capture_output=True, text=True, check=True)  # noqa: S603, S607
    return Figure("memory of the org", int(answer.stdout) / 1024, 150, "MB")


def _logged(workspace: Workspace) -> int:
    return sum(1 for _ in process.log(workspace.org))


def _median(action: Callable[[], object]) -> float:
    return statistics.median(_seconds(action) for _ in range(RUNS))


def _seconds(action: Callable[[], object]) -> float:
    started = time.perf_counter()
    action()
    return time.perf_counter() - started


def _pulumi(folder: Path, environment: Mapping[str, str], *arguments: str) -> None:
    command = [shutil.which("pulumi", path=environment["PATH"]) or "pulumi", "--non-interactive", *arguments]
    subprocess.run(command, cwd=folder, env=environment, check=True, capture_output=True)  # noqa: S603


if __name__ == "__main__":
    main()
