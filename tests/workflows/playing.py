"""Plays a job as GitHub's runner does: its `run:` blocks verbatim, in a copy of the project."""

import shutil
import subprocess
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from tests.fresh_copy import take_back

from .workflow_files import filled_in, workflow

SHELL = ["bash", "--noprofile", "--norc", "-e", "-o", "pipefail", "-c"]
"""What `shell: bash` means on GitHub."""


@dataclass
class Runner:
    """A machine: the project's copy that lies there checked out, and the environment of the runner's shell.

    `artifacts` is where the artifacts of all jobs of a run are. `led` are the files as they are for steps that sign in
    to the state's backend, and only for them: those find a simulated org where the stack names a real one.
    """

    project: Path
    artifacts: Path
    temporary: Path
    environment: Mapping[str, str]
    context: Mapping[str, str] = field(default_factory=dict)
    led: Mapping[Path, str] = field(default_factory=dict)

    def play(self, file: str, job: str, **matrix: str) -> "Played":
        """Run the job's steps in turn; after a failed one only those that say they run nevertheless."""
        content = workflow(file)["jobs"][job]
        context = {"github.token": "gh-token"} | dict(self.context) | {f"matrix.{k}": v for k, v in matrix.items()}
        played = Played({}, self.summary)
        for step in content["steps"]:
            if played.failed and step.get("if") != "${{ !cancelled() }}":
                continue
            name = str(step.get("name") or step["uses"].partition("@")[0])
            if "uses" in step:
                self._act(
                    step["uses"].partition("@")[0],
                    {k: filled_in(str(v), context) for k, v in step.get("with", {}).items()},
                )
                continue
            given = {k: filled_in(str(v), context) for k, v in (content.get("env", {}) | step.get("env", {})).items()}
            with self._led_to_simulated_orgs() if "STATE_BACKEND" in given else nullcontext():
                done = self._run(step["run"], given)
            played.outputs[name] = done.stdout
            if done.returncode:
                played.failed = name
        return played

    @property
    def summary(self) -> Path:
        """What steps have written for the run's page."""
        return self.temporary / "summary.md"

    @contextmanager
    def _led_to_simulated_orgs(self) -> Iterator[None]:
        own = {file: file.read_text() for file in self.led}
        for file, text in self.led.items():
            file.write_text(text)
        yield
        for file, text in own.items():
            file.write_text(text)

    def _run(self, script: str, environment: Mapping[str, str]) -> "subprocess.CompletedProcess[str]":
        ours = {"RUNNER_TEMP": str(self.temporary), "GITHUB_STEP_SUMMARY": str(self.summary), "CI": "true"}
        return subprocess.run(
            [*SHELL, script],
            cwd=self.project,
            env=dict(self.environment) | ours | dict(environment),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            check=False,
        )

    def _act(self, action: str, arguments: dict[str, Any]) -> None:
        match action:
            case "actions/checkout":
                take_back(self.project)
            case "actions/upload-artifact":
                source, target = self.project / arguments["path"], self.artifacts / arguments["name"]
                if source.is_dir():
                    shutil.copytree(source, target)
                elif source.exists():
                    target.mkdir(parents=True)
                    shutil.copy(source, target)
                else:
                    assert arguments.get("if-no-files-found") != "error", f"{source} was not written"
            case "actions/download-artifact":
                for artifact in self.artifacts.glob(arguments.get("name") or arguments["pattern"]):
                    shutil.copytree(artifact, self.project / arguments.get("path", "."), dirs_exist_ok=True)
            case _:
                raise AssertionError(f"No test says what {action} does")


@dataclass
class Played:
    """What a job did: the output of each step that ran, and the name of the one that failed."""

    outputs: dict[str, str]
    summary: Path
    failed: str | None = None

    def __str__(self) -> str:
        return "\n".join(f"== {name}\n{output}" for name, output in self.outputs.items())
