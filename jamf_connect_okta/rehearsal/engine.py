"""The Pulumi CLI at work on one stack."""

import json
import subprocess
import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any

from components.layers import PROJECT
from jamf_connect_okta.rehearsal.errors import RehearsalError


@dataclass(frozen=True)
class Operation:
    """What came of a watched command: its exit code, the engine's events, everything that it printed.

    Of an `up` with a preview these are the events of the update, or of the preview where that stopped it.
    """

    status: int
    events: tuple[Mapping[str, Any], ...]
    printed: str


@dataclass(frozen=True)
class Engine:
    """`pulumi` in `folder` (where its project file lies), for `stack`, with `environment`."""

    folder: Path
    stack: str
    state: Path
    environment: Mapping[str, str]

    def select(self) -> None:
        """Make sure the stack exists in the state; a new one is empty."""
        if self._state_file.exists():
            return
        self.state.mkdir(parents=True, exist_ok=True)
        self._read("stack", "init", self.stack, "--secrets-provider", "passphrase", "--no-select")

    def run(self, *arguments: str, output: IO[str] | None = None) -> int:
        """Run `pulumi ARGUMENTS --stack …`, its own display going to `output` (default: this terminal).

        Returns its exit code. An interrupt reaches the engine too, which then ends in good order.
        """
        command = self._command(*arguments, "--stack", self.stack)
        with subprocess.Popen(command, cwd=self.folder, env=dict(self.environment), stdout=output) as process:  # noqa: S603
            try:
                return process.wait()
            except KeyboardInterrupt:
                # The terminal has interrupted the engine as well: let it finish what it has begun.
                return process.wait()

    def watch(self, *arguments: str) -> Operation:
        """Run `pulumi ARGUMENTS --stack …` silently, and keep what the engine tells of it."""
        with tempfile.TemporaryDirectory() as folder:
            log = Path(folder, "events.json")
            command = self._command(*arguments, "--stack", self.stack, "--event-log", str(log))
            # The engine writes its events down only for whoever looks for mistakes in it.
            environment = {**self.environment, "PULUMI_DEBUG_COMMANDS": "true"}
            done = subprocess.run(  # noqa: S603 - our own command
                command,
                cwd=self.folder,
                env=environment,
                stdout=subprocess.PIPE,
                stderr=subprocess.STDOUT,
                text=True,
                check=False,
            )
            lines = log.read_text().splitlines() if log.exists() else []
        return Operation(done.returncode, tuple(json.loads(line) for line in lines if line), done.stdout)

    def outputs(self) -> dict[str, Any]:
        """The stack's outputs."""
        answer = json.loads(self._read("stack", "output", "--json", "--stack", self.stack))
        return dict(answer)

    def export(self) -> dict[str, Any]:
        """The stack's state as `pulumi stack export` gives it."""
        return dict(json.loads(self._read("stack", "export", "--stack", self.stack)))

    def cancel(self) -> None:
        """Take the lock away that an operation left when it was killed."""
        self._read("cancel", "--yes", "--stack", self.stack)

    @property
    def locks(self) -> list[Path]:
        """The lock files of the stack: one per operation that runs or was killed."""
        return sorted((self.state / ".pulumi" / "locks" / "organization" / PROJECT / self.stack).glob("*.json"))

    @property
    def _state_file(self) -> Path:
        return self.state / ".pulumi" / "stacks" / PROJECT / f"{self.stack}.json"

    def _read(self, *arguments: str) -> str:
        command = self._command(*arguments)
        done = subprocess.run(  # noqa: S603 - our own command
            command, cwd=self.folder, env=dict(self.environment), capture_output=True, text=True, check=False
        )
        if done.returncode:
            raise RehearsalError(f"pulumi {' '.join(arguments[:2])} failed: {done.stderr.strip()}")
        return done.stdout

    def _command(self, *arguments: str) -> Sequence[str]:
        return ["pulumi", "--non-interactive", *arguments]
