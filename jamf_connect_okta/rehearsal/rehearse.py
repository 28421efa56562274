"""Gets everything that a rehearsal needs to stand: the settings, the org, the engine, the plugin."""

import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from pathlib import Path

import httpx

from components.settings import Settings
from jamf_connect_okta.rehearsal.cast import seed_for
from jamf_connect_okta.rehearsal.copy import write_copy
from jamf_connect_okta.rehearsal.engine import Engine
from jamf_connect_okta.rehearsal.environment import engine_environment, rehearsal_variables
from jamf_connect_okta.rehearsal.guardrails import guardrail_arguments
from jamf_connect_okta.rehearsal.other_session_policies import stand_behind_others
from jamf_connect_okta.rehearsal.stack_file import StackFile, read_stack_file
from jamf_connect_okta.rehearsal.workspace import Workspace
from jamf_connect_okta.simulated_org.seed.seed import Seed, load_seed
from jamf_connect_okta.simulated_org.serving import process
from jamf_connect_okta.stand_in.install import write_executable
from jamf_connect_okta.toolchain import okta_plugin, pulumi_cli

_PROXY = {"OKTA_HTTP_PROXY": "http://127.0.0.1"}

Report = Callable[[str], None]
"""Takes one line of progress for the person who waits."""


@dataclass(frozen=True)
class Rehearsal:
    """A stack, the simulated org it is deployed into, and the engine that does it; `guardrails` are its arguments."""

    engine: Engine
    org: process.OrgAddress
    variables: dict[str, str]
    guardrails: tuple[str, ...]

    def org_client(self) -> AbstractContextManager[httpx.Client]:
        """The org's management API."""
        return _client(self.org)


@contextmanager
def _client(org: process.OrgAddress) -> Iterator[httpx.Client]:
    headers = {"Authorization": f"SSWS {org.token}"}
    with httpx.Client(base_url=org.base_url, headers=headers, trust_env=False) as client:
        yield client


def start_org(workspace: Workspace, *, report: Report, port: int = 0) -> process.OrgAddress:
    """Start the stack's org, or find it running; `port` 0 means the one it had last, or a free one.

    Where the seed has changed since the org was made (a copied stack names other objects), both start anew: the org,
    and the engine's memory of it. Raises StackProblemsError, RehearsalError, OrgProcessError.
    """
    seed = _seed(workspace)
    made_from = workspace.org / "seed.yaml"
    if made_from.exists() and load_seed(made_from) != seed:
        report("The org would hold other objects now: it starts anew, and with it what was deployed there.")
        forget(workspace, seed)
    org = process.start(workspace.org, seed=seed, port=port)
    with _client(org) as okta:
        made = stand_behind_others(okta, _readable(workspace))
    if made:
        report(f"Session policies of others, for nobody, that the stack's own stands behind: {made} made.")
    return org


def forget(workspace: Workspace, seed: Seed | None = None) -> None:
    """Take the org back to its seed (or to another one), and with it the engine's memory of what it deployed there."""
    process.reset(workspace.org, seed=seed)
    shutil.rmtree(workspace.engine_state, ignore_errors=True)


def prepare(workspace: Workspace, *, plugin: okta_plugin.Choice, report: Report) -> Rehearsal:
    """Start what is not running and say what was found; nothing is deployed yet.

    Raises StackProblemsError, RehearsalError, and the errors of the org's process and of the toolchain.
    """
    org = start_org(workspace, report=report)
    report(f"Simulated org: {org.base_url}")
    cli = pulumi_cli.find_or_install(report)
    report(f"Engine: Pulumi {cli.version}, {cli.reason}")
    cli.link_into(workspace.venv)
    okta = okta_plugin.find_or_install(cli, plugin, report)
    report(f"Provider: {okta.reason}")
    stand_in = okta.kind == "stand-in"
    if stand_in:
        write_executable(workspace.plugin)
    variables = rehearsal_variables(
        workspace, engine=cli.bin, org_url=org.base_url, api_token=org.token, stand_in=stand_in
    )
    engine = Engine(_folder(workspace), workspace.stack, workspace.engine_state, engine_environment(variables))
    engine.select()
    return Rehearsal(engine, org, variables, guardrail_arguments(workspace))


def settings_of(workspace: Workspace) -> Settings:
    """What is rehearsed: the stack's own settings, or those of its copy. Raises StackProblemsError, RehearsalError."""
    stack_file = _copy(workspace) or read_stack_file(workspace.stack, workspace.stack_file)
    return stack_file.settings(_PROXY)


def _readable(workspace: Workspace) -> Settings:
    """The same, unchecked: a stack whose settings have become wrong can still be taken down."""
    stack_file = _copy(workspace) or read_stack_file(workspace.stack, workspace.stack_file)
    return stack_file.readable_settings(_PROXY)


def _seed(workspace: Workspace) -> Seed:
    """The org's seed. A stack that is no rehearsal is played by its copy, in an org that is made for it."""
    return seed_for(settings_of(workspace)) if _copy(workspace) else load_seed()


def _folder(workspace: Workspace) -> Path:
    """Where the engine runs; a copied stack's settings are brought up to date there."""
    if (copy := _copy(workspace)) is None:
        return workspace.project
    write_copy(workspace, copy)
    return workspace.copy


def _copy(workspace: Workspace) -> StackFile | None:
    stack_file = read_stack_file(workspace.stack, workspace.stack_file)
    return None if stack_file.is_rehearsal else stack_file.rehearsed(os.environ)
