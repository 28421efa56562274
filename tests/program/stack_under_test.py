"""The whole program, run by the real engine against an org in this process."""

import runpy
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any

import httpx
import pulumi.automation as auto
import yaml

from jamf_connect_okta.simulated_org.serving.running import RunningOrg

PROJECT = Path(__file__).parents[2]


def the_program() -> None:
    """What the engine runs for every stack of this project."""
    runpy.run_path(str(PROJECT / "__main__.py"), run_name="__main__")


OURS = "jamf-connect-okta"
_DEV = yaml.safe_load((PROJECT / "Pulumi.dev.yaml").read_text())
DEV_SETTINGS: dict[str, Any] = {key.removeprefix(f"{OURS}:"): value for key, value in _DEV["config"].items()}


@dataclass(frozen=True)
class Change:
    """What the engine does, or would do, to one resource; `properties` are the paths that differ."""

    op: str
    type: str
    name: str
    properties: tuple[str, ...] = ()


@dataclass
class StackUnderTest:
    """A stack of the program with `settings` (keys as in the stack file) and an org to deploy it into.

    `judged_by` is a policy pack with its configuration; what it says of an update or a preview stands in `judgements`.
    """

    folder: Path
    cli: auto.PulumiCommand
    org: RunningOrg
    environment: dict[str, str]
    settings: dict[str, Any] = field(default_factory=dict)
    program: Callable[[], None] = the_program
    judged_by: tuple[str, str] | None = None
    judgements: list[auto.PolicyEvent] = field(default_factory=list)

    def up(self) -> list[Change]:
        """Deploy; the changes that were made."""
        return self._run("up")

    def preview(self) -> list[Change]:
        """The changes that a deployment would make."""
        return self._run("preview")

    def refresh(self) -> list[Change]:
        """Read the org again; the drift that was found."""
        return self._run("refresh")

    def destroy(self) -> list[Change]:
        """Delete everything that the stack declares."""
        return self._run("destroy")

    def outputs(self) -> dict[str, Any]:
        """The stack's outputs."""
        return {name: output.value for name, output in self._stack.outputs().items()}

    def state(self) -> dict[str, Any]:
        """The state's resources by name, components left out."""
        resources = (self._stack.export_stack().deployment or {})["resources"]
        return {resource["urn"].rpartition("::")[2]: resource for resource in resources if resource.get("custom")}

    def calls(self) -> Iterator[str]:
        """The management calls that reached the org so far, as `METHOD path`."""
        for entry in list(self.org.org.log.entries):
            yield f"{entry['method']} {entry['path']}"

    def api(self, method: str, path: str, **arguments: Any) -> Any:
        """A call that somebody makes behind the engine's back."""
        headers = {"Authorization": f"SSWS {self.org.token}"}
        answer = httpx.request(method, self.org.base_url + path, headers=headers, trust_env=False, **arguments)
        answer.raise_for_status()
        return answer.json() if answer.content else None

    def _run(self, operation: str) -> list[Change]:
        changes: list[Change] = []

        def note(event: auto.EngineEvent) -> None:
            if event.policy_event:
                self.judgements.append(event.policy_event)
            # A refresh says only in its outcome what it found; everything else in its announcement what it will do.
            outcome = event.res_outputs_event if operation == "refresh" else event.resource_pre_event
            if outcome and (step := outcome.metadata).op.value not in ("same", "read", "refresh"):
                properties = tuple(sorted(step.detailed_diff or step.diffs or ()))
                changes.append(Change(step.op.value, step.type, step.urn.rpartition("::")[2], properties))

        self._write_settings()
        options: dict[str, Any] = {"on_event": note}
        if self.judged_by and operation in ("up", "preview"):
            pack, configuration = self.judged_by
            options |= {"policy_packs": [pack], "policy_pack_configs": [configuration]}
        self.judgements.clear()
        getattr(self._stack, operation)(**options)
        return [change for change in changes if change.type != "pulumi:pulumi:Stack"]

    def _write_settings(self) -> None:
        config = {f"{OURS}:{key}" if ":" not in key else key: value for key, value in self.settings.items()}
        document = {"config": config, "encryptionsalt": _DEV["encryptionsalt"]}
        self.folder.mkdir(parents=True, exist_ok=True)
        (self.folder / "Pulumi.dev.yaml").write_text(yaml.safe_dump(document, allow_unicode=True))

    @cached_property
    def _stack(self) -> auto.Stack:
        self._write_settings()
        shutil.copy(PROJECT / "Pulumi.yaml", self.folder)
        options = auto.LocalWorkspaceOptions(
            work_dir=str(self.folder), env_vars=self.environment, pulumi_command=self.cli, secrets_provider="passphrase"
        )
        return auto.create_or_select_stack("dev", project_name=OURS, program=self.program, opts=options)
