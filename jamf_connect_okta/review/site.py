"""A simulated org with an engine state of its own, into which versions of a stack are deployed one on the other."""

import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

import httpx

from jamf_connect_okta.mdm.checking.comparison import shown
from jamf_connect_okta.mdm.errors import ExportError
from jamf_connect_okta.mdm.export import Export, export
from jamf_connect_okta.mdm.preferences import flat
from jamf_connect_okta.mdm.stack_output import parse_stack_output
from jamf_connect_okta.rehearsal.copy import write_copy
from jamf_connect_okta.rehearsal.engine import Engine
from jamf_connect_okta.rehearsal.environment import engine_environment, rehearsal_variables
from jamf_connect_okta.rehearsal.guardrails import guardrail_arguments
from jamf_connect_okta.rehearsal.other_session_policies import stand_behind_others
from jamf_connect_okta.rehearsal.stack_file import INVALID
from jamf_connect_okta.rehearsal.workspace import Workspace
from jamf_connect_okta.review.events import objections_of, refusal_of, steps_of
from jamf_connect_okta.review.facts import Deployed, Objection, SignIn, SignInKey, Version, recorded
from jamf_connect_okta.review.sources import Source
from jamf_connect_okta.signins.errors import SigninsError
from jamf_connect_okta.signins.management import everything
from jamf_connect_okta.signins.playing import play
from jamf_connect_okta.signins.reading import Written
from jamf_connect_okta.signins.rehearsed import org_of
from jamf_connect_okta.simulated_org.core.org import Org
from jamf_connect_okta.simulated_org.seed.planting import new_org
from jamf_connect_okta.simulated_org.seed.seed import Seed
from jamf_connect_okta.simulated_org.serving.running import serving
from jamf_connect_okta.simulated_org.serving.server import create_app
from jamf_connect_okta.stand_in.install import write_executable
from jamf_connect_okta.toolchain.pulumi_cli import PulumiCli


@dataclass(frozen=True)
class Tools:
    """What both versions are deployed with: the engine, this checkout's Python environment, the provider."""

    cli: PulumiCli
    project: Path
    stand_in: bool


@dataclass(frozen=True)
class VersionWorkspace(Workspace):
    """A version's own files with this checkout's environment; everything that is made lies in `made`."""

    tools: Path
    made: Path

    @property
    def home(self) -> Path:
        """One for all versions: the state goes on from one to the next."""
        return self.made

    @property
    def venv(self) -> Path:
        """The base has none of its own."""
        return self.tools / ".venv"


@dataclass(frozen=True)
class Site:
    """An org at `url`, grown from `seed`, and the folder that holds the engine's state."""

    tools: Tools
    seed: Seed
    url: str
    token: str
    folder: Path

    def deploy(
        self, source: Source, expectations: Sequence[Written], added: Sequence[Written] = (), *, first: bool
    ) -> Version:
        """Deploy a version on top of what is there, and play sign-ins with the profiles that come of it.

        Expectations that are `added` can't keep the others from being played, whatever they name.
        Where a guardrail forbids it, or they can't be run, that is the version's refusal, and it is deployed all the
        same to show the rest.
        """
        with self.client() as okta:
            stand_behind_others(okta, source.settings)
        engine, guardrails = self._engine(source)
        # Onto nothing, a preview tells no more than the deployment itself.
        done = engine.watch("up", "--yes", *(["--skip-preview"] if first else []), *guardrails)
        version = Version(
            source.effective,
            source.expectations,
            source.fault,
            self._told(refusal_of(done), source),
            steps_of(done, self._names()),
            objections_of(done) if guardrails else None,
        )
        if forbidden := dict.fromkeys(one.rule for one in version.objections or () if one.mandatory):
            version = replace(version, refusal=f"Guardrails forbid it: {', '.join(forbidden)}.")
            done = engine.watch("up", "--yes", "--skip-preview")
        elif done.status and guardrails:
            # Whose failure it is shows without them.
            done = engine.watch("up", "--yes", "--skip-preview")
            if not done.status:
                why = f"Its guardrails can't be run: {version.refusal}"
                version = replace(version, refusal=why, steps=steps_of(done, self._names()), objections=None)
        if done.status:
            return version
        return replace(version, deployed=self._looked_at(engine, source, (expectations, added)))

    def objections(self, source: Source, judge: Source) -> tuple[Objection, ...] | None:
        """What the guardrails of `judge`, another version, say to this one; None where it has none."""
        engine, _ = self._engine(source)
        guardrails = self._guardrails(judge)
        return objections_of(engine.watch("preview", *guardrails)) if guardrails else None

    @contextmanager
    def client(self) -> Iterator[httpx.Client]:
        """The org's management API."""
        headers = {"Authorization": f"SSWS {self.token}"}
        with httpx.Client(base_url=self.url, headers=headers, trust_env=False) as okta:
            yield okta

    def _names(self) -> dict[str, str]:
        """Groups and zones by their ids."""
        with self.client() as okta:
            groups = {one["id"]: one["profile"]["name"] for one in everything(okta, "/api/v1/groups")}
            return groups | {one["id"]: one["name"] for one in everything(okta, "/api/v1/zones")}

    def _looked_at(
        self, engine: Engine, source: Source, expectations: tuple[Sequence[Written], Sequence[Written]]
    ) -> Deployed:
        with tempfile.TemporaryDirectory() as folder:
            try:
                profiles = export(parse_stack_output(engine.outputs()), Path(folder))
            except ExportError as error:
                return Deployed(unmade=str(error))
            sign_ins, unplayed = self._played(profiles, *expectations)

        def told(value: str) -> str:
            """Hosts as the Macs of a real org will have them, not those of its copy."""
            return value if source.is_rehearsal else value.replace(INVALID, "")

        keys = {
            profile.domain: {
                key: told(shown(profile.domain, key, value)) for key, value in flat(profile.preferences).items()
            }
            for profile in (written.profile for written in profiles.written)
        }
        return Deployed(keys, sign_ins, unplayed)

    def _played(
        self, profiles: Export, expectations: Sequence[Written], added: Sequence[Written]
    ) -> tuple[dict[SignInKey, SignIn], str]:
        """The sign-ins, and why not all of them could be played."""
        org = org_of(self.url, self.token, self.seed, profiles)
        try:
            return dict(map(recorded, play(org, [*expectations, *added]).played)), ""
        except SigninsError as error:
            if not added:
                return {}, str(error)
            return self._played(profiles, expectations, ())[0], str(error)

    def _engine(self, source: Source) -> tuple[Engine, tuple[str, ...]]:
        workspace = self._workspace(source)
        variables = rehearsal_variables(
            workspace,
            engine=self.tools.cli.bin,
            org_url=self.url,
            api_token=self.token,
            stand_in=self.tools.stand_in,
        )
        write_copy(workspace, source.rehearsed)
        engine = Engine(workspace.copy, source.stack, workspace.engine_state, engine_environment(variables))
        engine.select()
        return engine, self._guardrails(source)

    def _guardrails(self, source: Source) -> tuple[str, ...]:
        if not (source.folder / "guardrails" / "PulumiPolicy.yaml").is_file():
            return ()
        workspace = self._workspace(source)
        beside_the_pack = source.folder / ".venv"
        if not beside_the_pack.exists():
            beside_the_pack.symlink_to(workspace.venv)
        return guardrail_arguments(workspace)

    def _workspace(self, source: Source) -> VersionWorkspace:
        workspace = VersionWorkspace(source.folder, source.stack, self.tools.project, self.folder)
        if self.tools.stand_in:
            write_executable(workspace.plugin)
        return workspace

    def _told(self, text: str, source: Source) -> str:
        """Without the folders of this machine."""
        for folder in (self._workspace(source).copy, source.folder):
            text = text.replace(f"{folder}/", "").replace(str(folder), ".")
        return text


@contextmanager
def site(tools: Tools, seed: Seed) -> Iterator[Site]:
    """A fresh org that grows from `seed`, with nothing deployed yet, for as long as a `with` block lasts."""
    with served(new_org(seed, None), tools, seed) as fresh:
        yield fresh


@contextmanager
def served(org: Org, tools: Tools, seed: Seed) -> Iterator[Site]:
    """`org`, which has grown from `seed` and ends with the `with` block, and no engine state yet."""
    try:
        with tempfile.TemporaryDirectory(prefix="site-") as folder, serving(create_app(org)) as url:
            yield Site(tools, seed, url, org.api_token, Path(folder).resolve())
    finally:
        org.close()
