"""What holds for every workflow file, and what linters say of them."""

import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from jamf_connect_okta.toolchain.cache import cache_folder
from jamf_connect_okta.toolchain.go_command import find_or_install_go
from tests.fresh_copy import PROJECT

from .workflow_files import FILES, FOLDER, jobs, steps, workflow

ACTIONLINT = "v1.7.12"
SHELLCHECK = Path(sys.executable).with_name("shellcheck")

GUARDED = "--policy-pack guardrails --policy-pack-config guardrails/configuration.json"

PLAYED = {
    ("comment.yml", "comment"),
    ("deploy.yml", "plan"),
    ("deploy.yml", "prod"),
    ("deploy.yml", "staging"),
    ("nightly.yml", "drift"),
    ("nightly.yml", "issue"),
    ("preview.yml", "preview"),
    ("review.yml", "review"),
}
NOT_PLAYED = {
    ("checks.yml", "linux"): "is what runs these tests",
    ("checks.yml", "macos"): "is what runs these tests, on a Mac",
}

EVERY_FILE = pytest.mark.parametrize("file", [file.name for file in FILES])


def test_every_job_is_played_or_has_a_reason_not_to_be() -> None:
    assert {(file, name) for file, name, _ in jobs()} == PLAYED | NOT_PLAYED.keys()


@EVERY_FILE
def test_a_workflow_may_do_nothing_of_its_own(file: str) -> None:
    assert workflow(file)["permissions"] == {}


@EVERY_FILE
def test_a_workflow_s_shell_ends_at_the_first_failure_in_a_pipe(file: str) -> None:
    assert workflow(file)["defaults"] == {"run": {"shell": "bash"}}


def test_every_job_says_what_it_may_do_and_how_long() -> None:
    assert [(file, name) for file, name, job in jobs() if not {"permissions", "timeout-minutes"} <= job.keys()] == []


def test_every_action_is_pinned_to_a_commit_whose_version_is_said() -> None:
    for file in FILES:
        for line in re.findall(r"uses: (.*)", file.read_text()):
            assert re.fullmatch(r"[\w./-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+", line), line


def test_no_checkout_leaves_its_token_behind() -> None:
    checkouts = [step for _, _, step in steps() if step.get("uses", "").startswith("actions/checkout@")]
    assert checkouts
    assert all(step["with"]["persist-credentials"] is False for step in checkouts)


def test_no_script_is_put_together_from_expressions() -> None:
    assert [(file, job) for file, job, step in steps() if "${{" in step.get("run", "")] == []


def test_only_jobs_without_a_pull_request_s_code_may_write() -> None:
    writing = {(file, name) for file, name, job in jobs() if _writes(job) - {"id-token"}}
    assert writing == {("comment.yml", "comment"), ("nightly.yml", "issue")}


def test_a_review_gets_no_secret_and_no_identity() -> None:
    assert "secrets." not in (FOLDER / "review.yml").read_text()
    assert workflow("review.yml")["jobs"]["review"]["permissions"] == {"contents": "read"}


def test_secrets_come_from_environments() -> None:
    for file, name, job in jobs():
        if "secrets." in str(job):
            assert "environment" in job, (file, name)


def test_a_branch_s_preview_and_the_nightly_comparison_never_see_what_deploys() -> None:
    for file in ("preview.yml", "nightly.yml"):
        environments = [job["environment"] for _, _, job in _jobs_of(file) if "environment" in job]
        assert environments == ["${{ matrix.stack }}-preview"]


@pytest.mark.parametrize("stack", ["staging", "prod"])
def test_two_deployments_of_a_stack_never_run_at_once_and_none_is_killed(stack: str) -> None:
    job = workflow("deploy.yml")["jobs"][stack]
    assert job["concurrency"] == {"group": f"stack-{stack}", "cancel-in-progress": False}


def test_production_waits_for_staging_and_for_its_plan() -> None:
    deploy = workflow("deploy.yml")["jobs"]
    assert (deploy["prod"]["needs"], deploy["plan"]["needs"]) == ("plan", "staging")


def test_nothing_is_previewed_or_deployed_without_the_guardrails() -> None:
    scripts = [step["run"].replace("\\\n", " ") for _, _, step in steps() if "run" in step]
    commands = [line for script in scripts for line in re.findall(r"pulumi (?:preview|up) .*", script)]
    # The nightly comparison deploys nothing.
    unguarded = [line for line in commands if GUARDED not in line and "--expect-no-changes" not in line]
    assert (len(commands), unguarded) == (5, [])


@pytest.fixture(scope="session")
def actionlint() -> Path:
    """The linter, built once per user with the Go that builds the engine."""
    folder = cache_folder() / "actionlint" / ACTIONLINT
    executable = folder / "actionlint"
    if not executable.is_file():
        folder.mkdir(parents=True, exist_ok=True)
        go = find_or_install_go(folder / "go", lambda line: print(line, file=sys.stderr))
        environment = {**os.environ, "GOBIN": str(folder), "GOFLAGS": "", "CGO_ENABLED": "0"}
        command = [str(go), "install", f"github.com/rhysd/actionlint/cmd/actionlint@{ACTIONLINT}"]
        subprocess.run(command, env=environment, check=True)
    return executable


@pytest.mark.engine  # Needs what building the engine needs.
def test_actionlint_finds_nothing(actionlint: Path) -> None:
    command = [str(actionlint), "-no-color", "-shellcheck", str(SHELLCHECK)]
    done = subprocess.run(command, cwd=PROJECT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.parametrize("script", [".ci/run", ".ci/state-login", "scripts/setup"])
def test_shellcheck_finds_nothing(script: str) -> None:
    done = subprocess.run([SHELLCHECK, script], cwd=PROJECT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


def test_zizmor_finds_nothing() -> None:
    zizmor = Path(sys.executable).with_name("zizmor")
    command = [str(zizmor), "--offline", "--persona", "pedantic", "--min-severity", "low", "--no-progress", str(FOLDER)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


def _writes(job: dict[str, Any]) -> set[str]:
    return {scope for scope, level in job["permissions"].items() if level == "write"}


def _jobs_of(wanted: str) -> list[tuple[str, str, dict[str, Any]]]:
    return [(file, name, job) for file, name, job in jobs() if file == wanted]
