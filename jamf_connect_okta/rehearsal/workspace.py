"""Where a stack's rehearsal keeps its things: one folder of the project that git ignores."""

from dataclasses import dataclass
from pathlib import Path

from components.layers import PROJECT
from jamf_connect_okta.rehearsal.errors import RehearsalError


@dataclass(frozen=True)
class Workspace:
    """The folders of one stack's rehearsal. `project` holds `Pulumi.yaml` and the stack files."""

    project: Path
    stack: str

    @property
    def home(self) -> Path:
        """Everything that this rehearsal makes."""
        return self.project / ".rehearsal" / self.stack

    @property
    def org(self) -> Path:
        """The simulated org: its state, its log, its address and token."""
        return self.home / "org"

    @property
    def engine_state(self) -> Path:
        """The engine's own state, as a `file://` backend."""
        return self.home / "state"

    @property
    def plugin(self) -> Path:
        """The stand-in plugin's executable, for the engine's PATH."""
        return self.home / "plugin"

    @property
    def copy(self) -> Path:
        """The project file and the copied settings of a stack that is not itself a rehearsal."""
        return self.home / "project"

    @property
    def stack_file(self) -> Path:
        """The stack's settings as the user wrote them."""
        return self.project / f"Pulumi.{self.stack}.yaml"

    @property
    def venv(self) -> Path:
        """The virtual environment that `scripts/setup` makes."""
        return self.project / ".venv"


def find_workspace(stack: str, start: Path) -> Workspace:
    """The workspace of `stack` in the project that `start` lies in.

    Raises RehearsalError where there is no project around `start` or no file for the stack.
    """
    folder = find_project(start)
    workspace = Workspace(folder, stack)
    if not workspace.stack_file.is_file():
        known = sorted(path.name.split(".")[1] for path in folder.glob("Pulumi.*.yaml"))
        raise RehearsalError(
            f"There is no stack '{stack}': {workspace.stack_file.name} does not exist. Stacks here: {', '.join(known)}."
        )
    return workspace


def find_project(start: Path) -> Path:
    """The folder of the project that `start` lies in. Raises RehearsalError where there is none."""
    for folder in (start, *start.parents):
        project_file = folder / "Pulumi.yaml"
        if project_file.is_file() and f"name: {PROJECT}" in project_file.read_text().splitlines():
            return folder
    raise RehearsalError(f"{start} is not in a {PROJECT} project: run this where Pulumi.yaml lies.")
