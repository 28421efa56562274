"""Two real orgs that are simulated, a backend for their stacks, and a GitHub that remembers what it was told."""

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import httpx
import pytest
import yaml

from jamf_connect_okta.rehearsal.cast import seed_for
from jamf_connect_okta.rehearsal.stack_file import read_stack_file
from jamf_connect_okta.simulated_org.serving.running import RunningOrg, running_org
from jamf_connect_okta.stand_in.install import write_executable
from jamf_connect_okta.toolchain import okta_plugin, pulumi_cli
from tests.fresh_copy import new_shell

from .commenting import REPORT, archive, pull_request
from .playing import Runner

STACKS = ("staging", "prod")


@dataclass
class GitHub:
    """Answers `gh api` from `answers` (method and path, to a document or bytes); `calls` has what was sent."""

    folder: Path

    def answer(self, method: str, path: str, document: Any) -> None:
        """Give this to who asks."""
        name = self.folder / f"{len(list(self.folder.glob('*.answer')))}.answer"
        name.write_bytes(document if isinstance(document, bytes) else json.dumps(document).encode())
        with (self.folder / "answers").open("a") as index:
            index.write(json.dumps([method, path, str(name)]) + "\n")

    @property
    def sent(self) -> list[tuple[str, str, dict[str, Any]]]:
        """What changed something: method, path, body."""
        calls = self.folder / "calls"
        return [tuple(json.loads(line)) for line in calls.read_text().splitlines()] if calls.exists() else []


GH = """\
#!{python}
import json, pathlib, sys
here = pathlib.Path(__file__).parent
arguments = sys.argv[2:]
assert sys.argv[1] == "api"
method, path = arguments[arguments.index("--method") + 1], arguments[-1]
if method != "GET":
    with (here / "calls").open("a") as calls:
        calls.write(json.dumps([method, path, json.load(sys.stdin)]) + "\\n")
    print("{{}}")
    sys.exit()
found = [json.loads(line) for line in (here / "answers").read_text().splitlines()]
content = [pathlib.Path(file).read_bytes() for m, p, file in found if (m, p) == (method, path)]
if not content:
    sys.exit("gh: Not Found (HTTP 404): " + path)
# `--slurp` gives a list of pages; the last answer stands.
sys.stdout.buffer.write(b"[" + content[-1] + b"]" if "--slurp" in arguments else content[-1])
"""


@pytest.fixture
def github(tmp_path: Path) -> GitHub:
    """A GitHub that knows nothing yet."""
    folder = tmp_path / "github"
    folder.mkdir()
    (folder / "answers").touch()
    gh = folder / "gh"
    gh.write_text(GH.format(python=sys.executable))
    gh.chmod(0o755)
    return GitHub(folder)


@pytest.fixture
def github_only(github: GitHub, tmp_path: Path, clone: Path) -> Runner:
    """A runner for jobs that talk to GitHub only."""
    environment = new_shell() | {"GITHUB_REPOSITORY": "acme/jamf", "PATH": f"{github.folder}:{os.environ['PATH']}"}
    return Runner(clone, tmp_path / "artifacts", tmp_path, environment)


@pytest.fixture
def run(github: GitHub) -> GitHub:
    """A review of the fork's pull request 7 has ended; the settings of a stack are what it changes."""
    fork = {"full_name": "mallory/jamf"}
    github.answer(
        "GET",
        "repos/acme/jamf/actions/runs/42",
        {
            "id": 42,
            "event": "pull_request",
            "head_sha": "c0ffee",
            "head_branch": "fix",
            "head_repository": fork,
            "html_url": "https://github.example/runs/42",
        },
    )
    github.answer("GET", "repos/acme/jamf/pulls?state=open&per_page=100", [pull_request(7)])
    github.answer("GET", "repos/acme/jamf/pulls/7/files?per_page=100", [{"filename": "Pulumi.prod.yaml"}])
    github.answer("GET", "repos/acme/jamf/issues/7/comments?per_page=100", [])
    artifacts = {"artifacts": [{"id": 5, "size_in_bytes": 900}]}
    github.answer("GET", "repos/acme/jamf/actions/runs/42/artifacts?name=review", artifacts)
    report = archive(review_md=REPORT, review_json="{}")
    github.answer("GET", "repos/acme/jamf/actions/artifacts/5/zip", report)
    return github


@dataclass
class Delivery:
    """A repository whose real orgs are in this process: each stack has its own, all share one backend."""

    runner: Runner
    orgs: dict[str, RunningOrg]

    def runner_for(self, stack: str, **context: str) -> Runner:
        """The runner of a job on `stack`: with its secrets, and its org within reach."""
        org = self.orgs[stack]
        secrets = {"secrets.OKTA_API_TOKEN": org.token} | context
        here = dict(self.runner.environment) | {"OKTA_HTTP_PROXY": org.base_url}
        return replace(self.runner, environment=here, context=dict(self.runner.context) | secrets)

    def api(self, stack: str, method: str, path: str, **arguments: Any) -> Any:
        """What somebody does in the org by hand."""
        org = self.orgs[stack]
        headers = {"Authorization": f"SSWS {org.token}"}
        answer = httpx.request(method, org.base_url + path, headers=headers, trust_env=False, **arguments)
        answer.raise_for_status()
        return answer.json() if answer.content else None


@pytest.fixture(scope="module")
def delivery(clone: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Delivery]:
    """The stacks of real orgs, led to simulated ones: their files say so, as nothing else would be accepted."""
    folder = tmp_path_factory.mktemp("delivery")
    for name in ("state", "home", "temporary", "artifacts"):
        (folder / name).mkdir()
    cli = pulumi_cli.find_or_install(print)
    path = [os.environ["PATH"]]
    if okta_plugin.find_or_install(cli, okta_plugin.Choice.AUTO, print).kind == "stand-in":
        write_executable(folder / "plugin")
        path.insert(0, str(folder / "plugin"))
    else:
        (folder / "home" / "plugins").symlink_to(Path.home() / ".pulumi" / "plugins")
    secrets = {"PULUMI_CONFIG_PASSPHRASE": "of the tests"}
    environment = new_shell() | {"PATH": os.pathsep.join(path), "PULUMI_HOME": str(folder / "home")}
    environment |= {"PULUMI_DISABLE_AUTOMATIC_PLUGIN_ACQUISITION": "true", "PULUMI_SKIP_UPDATE_CHECK": "true"}
    subprocess.run(["scripts/setup"], cwd=clone, env=environment, check=True)
    backend = f"file://{folder / 'state'}"
    led, seeds = {}, {}
    for stack in STACKS:
        file = clone / f"Pulumi.{stack}.yaml"
        own, copy = file.read_text(), read_stack_file(stack, file).rehearsed({})
        file.write_text(yaml.safe_dump({"config": dict(copy.config)}))
        init = [str(cli.executable), "stack", "init", stack, "--secrets-provider", "passphrase", "--no-select"]
        subprocess.run(init, cwd=clone, env=environment | secrets | {"PULUMI_BACKEND_URL": backend}, check=True)
        led[file] = file.read_text()
        file.write_text(own)
        seeds[stack] = seed_for(copy.settings({"OKTA_HTTP_PROXY": "http://127.0.0.1"}))
    context = {f"secrets.{name}": value for name, value in secrets.items()}
    context["vars.STATE_BACKEND"] = f"PULUMI_BACKEND_URL={backend}\n"
    with ExitStack() as running:
        orgs = {stack: running.enter_context(running_org(seeds[stack])) for stack in STACKS}
        yield Delivery(Runner(clone, folder / "artifacts", folder / "temporary", environment, context, led), orgs)
