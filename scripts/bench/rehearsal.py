"""The figures of a rehearsal: the dev stack deployed into its org by the engine."""

from __future__ import annotations

import shutil
import statistics
import subprocess
import tempfile
from collections.abc import Mapping
from pathlib import Path

from jamf_connect_okta.mdm.export import export
from jamf_connect_okta.mdm.stack_output import parse_stack_output
from jamf_connect_okta.rehearsal.deployed import profile_folder
from jamf_connect_okta.rehearsal.rehearse import Rehearsal, forget, prepare
from jamf_connect_okta.rehearsal.workspace import Workspace, find_workspace
from jamf_connect_okta.signins.playing import play
from jamf_connect_okta.signins.rehearsed import rehearsed_expectations, rehearsed_org
from jamf_connect_okta.simulated_org.serving import process
from jamf_connect_okta.toolchain import pulumi_cli
from jamf_connect_okta.toolchain.okta_plugin import Choice

from .figure import Figure
from .timing import RUNS, median_seconds, seconds


def figures() -> list[Figure]:
    """Measures them in the dev stack's own rehearsal, and leaves it deployed."""
    workspace = find_workspace("dev", Path(__file__).parent)
    before = [_warm_start(), _make_up(workspace)]
    rehearsal = prepare(workspace, plugin=Choice.AUTO, report=lambda _: None)
    previews = [_preview_ratio(workspace, rehearsal), _guardrails(workspace, rehearsal)]
    sign_ins = _sign_ins(workspace, rehearsal)
    return [*before, sign_ins, *previews, *_calls(workspace, rehearsal), _memory(workspace)]


def _warm_start() -> Figure:
    warm = median_seconds(lambda: pulumi_cli.find_or_install(lambda _: None))
    return Figure("finding the engine, warm", warm, 0.2, "s")


def _make_up(workspace: Workspace) -> Figure:
    def up() -> None:
        subprocess.run(["make", "up"], cwd=workspace.project, check=True, capture_output=True)  # noqa: S607

    up()
    runs = []
    for _ in range(RUNS):
        forget(workspace)
        runs.append(seconds(up))
    return Figure("make up from a reset org", statistics.median(runs), 15, "s")


def _sign_ins(workspace: Workspace, rehearsal: Rehearsal) -> Figure:
    expectations = rehearsed_expectations(workspace)
    profiles = export(parse_stack_output(rehearsal.engine.outputs()), profile_folder(workspace))
    org = rehearsed_org(workspace, rehearsal, profiles)
    return Figure("sign-ins of the dev stack", median_seconds(lambda: play(org, expectations)), 3, "s")


def _guardrails(workspace: Workspace, rehearsal: Rehearsal) -> Figure:
    def preview(*arguments: str) -> float:
        command = ("preview", "--stack", "dev", *arguments)
        return seconds(lambda: _pulumi(workspace.project, rehearsal.engine.environment, *command))

    added = [preview(*rehearsal.guardrails) - preview() for _ in range(RUNS + 2)]
    return Figure("what the guardrails add to a preview", statistics.median(added), 1.0, "s")


def _preview_ratio(workspace: Workspace, rehearsal: Rehearsal) -> Figure:
    with tempfile.TemporaryDirectory() as folder:
        empty = Path(folder)
        (empty / "Pulumi.yaml").write_text("name: empty\nruntime: python\n")
        (empty / "__main__.py").touch()
        environment = dict(rehearsal.engine.environment) | {"PULUMI_BACKEND_URL": f"file://{empty}"}
        _pulumi(empty, environment, "stack", "init", "dev")
        ratios = []
        for _ in range(RUNS + 2):
            full = seconds(
                lambda: _pulumi(workspace.project, rehearsal.engine.environment, "preview", "--stack", "dev")
            )
            ratios.append(full / seconds(lambda: _pulumi(empty, environment, "preview", "--stack", "dev")))
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


def _pulumi(folder: Path, environment: Mapping[str, str], *arguments: str) -> None:
    command = [shutil.which("pulumi", path=environment["PATH"]) or "pulumi", "--non-interactive", *arguments]
    subprocess.run(command, cwd=folder, env=environment, check=True, capture_output=True)  # noqa: S603
