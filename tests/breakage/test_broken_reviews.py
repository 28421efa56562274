"""A change that breaks what the review is made of is reported as any other, as a high risk."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from jamf_connect_okta.review.report_json import report_json
from scripts.github.report import FILES
from tests.fresh_copy import git, new_shell
from tests.review.made_up import refused

PROJECT = Path(__file__).parents[2]


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """The project with everything that reviews need, committed."""
    for name in ("__main__.py", "Pulumi.yaml", "Pulumi.dev.yaml", "Pulumi.prod.yaml"):
        shutil.copy(PROJECT / name, tmp_path)
    for name in ("components", "guardrails", "jamf_connect_okta", "signins"):
        shutil.copytree(PROJECT / name, tmp_path / name, ignore=shutil.ignore_patterns("__pycache__"))
    git(tmp_path, "init", "--quiet")
    git(tmp_path, "add", "--all")
    git(tmp_path, "-c", "user.name=T", "-c", "user.email=t@acme.example", "commit", "--quiet", "-m", "Base")
    return tmp_path


def run(project: Path, *words: str) -> "subprocess.CompletedProcess[str]":
    """The console command, as the script that is installed starts it."""
    start = "import sys; from jamf_connect_okta.start import main; sys.exit(main())"
    # Nothing compiled lies beside the modules: a second change within a second would not be seen.
    environment = new_shell() | {"PYTHONPATH": os.fspath(project), "PYTHONDONTWRITEBYTECODE": "1"}
    command = [sys.executable, "-c", start, *words]
    return subprocess.run(command, cwd=project, env=environment, capture_output=True, text=True, check=False)


def broken(project: Path, file: str, line: str) -> str:
    """Append a line; what the report calls the place."""
    path = project / file
    text = path.read_text()
    path.write_text(f"{text}{line}\n")
    return f"{file}, line {len(text.splitlines()) + 1}"


@pytest.mark.parametrize(
    ("file", "line", "reason"),
    [
        ("components/settings.py", "settings_of(stack)", "NameError: name 'settings_of' is not defined"),
        ("components/settings.py", "import nowhere", "ModuleNotFoundError: No module named 'nowhere'"),
        ("components/settings.py", "raise SystemExit", "SystemExit"),
        ("components/assurance.py", "x = (", "'(' was never closed"),
    ],
)
def test_components_that_can_t_be_imported_can_t_be_deployed(project: Path, file: str, line: str, reason: str) -> None:
    place = broken(project, file, line)
    done = run(project, "review", "--base", "HEAD", "--out", "review")
    assert done.returncode == 6
    assert done.stdout == f"This can't be deployed: {place}: {reason}.\nRisk: high.\n"
    assert {file.name for file in (project / "review").iterdir()} == FILES
    text = (project / "review" / "review.md").read_text()
    assert text.splitlines()[0].strip() == f"**This can't be deployed: `{place}: {reason}.`**"
    assert "`dev`, `prod`" in text


@pytest.mark.parametrize(
    "file",
    [
        "jamf_connect_okta/cli/__init__.py",
        "jamf_connect_okta/review/risk.py",
        "jamf_connect_okta/simulated_org/core/org.py",
    ],
)
def test_tools_that_can_t_be_imported_can_t_review(project: Path, file: str) -> None:
    place = broken(project, file, "x = (")
    done = run(project, "review", "--base=HEAD")
    assert done.returncode == 6
    assert done.stdout.startswith(f"**This can't be reviewed: `{place}: '(' was never closed.`**")


def test_tools_that_break_on_the_way_are_told_as_well(project: Path) -> None:
    file = project / "jamf_connect_okta" / "review" / "changed_files.py"
    file.write_text(file.read_text().replace("different = [", "different = nothing or ["))
    done = run(project, "review", "--base", "HEAD")
    assert done.returncode == 6
    assert "NameError: name 'nothing' is not defined" in done.stdout.splitlines()[0]


def test_a_check_that_breaks_refuses_each_stack(project: Path) -> None:
    file = project / "components" / "checks" / "apps.py"
    file.write_text(file.read_text().replace("settings.", "stings.", 1))
    done = run(project, "review", "--base", "HEAD", "--json")
    report = json.loads(done.stdout)
    assert done.returncode == 6
    assert [stack["stack"] for stack in report["stacks"]] == ["dev", "prod"]
    for stack in report["stacks"]:
        assert stack["sentence"].startswith("This can't be deployed: components/checks/apps.py, line ")
        assert "NameError: name 'stings' is not defined" in stack["sentence"]


def test_the_report_for_scripts_has_the_shape_of_any_other(project: Path) -> None:
    broken(project, "components/settings.py", "x = (")
    done = run(project, "review", "--base", "HEAD", "--json")
    assert _shape(json.loads(done.stdout)["stacks"][0]) == _shape(report_json(refused(1, "no"))["stacks"][0])
    assert _shape(json.loads(done.stdout)) == _shape(report_json(refused(1, "no")))


@pytest.mark.parametrize("words", [("review", "--base", "nowhere"), ("review", "--help"), ("signins",), ("review",)])
def test_what_asks_for_no_review_gets_none(project: Path, words: tuple[str, ...]) -> None:
    broken(project, "components/settings.py", "x = (")
    done = run(project, *words, "--out", "review")
    assert done.returncode == 1
    assert "SyntaxError" in done.stderr
    assert not (project / "review").exists()


def test_words_of_the_change_stay_code(project: Path) -> None:
    broken(project, "components/settings.py", 'raise ValueError("`**no risk** ```\\n# @all")')
    text = run(project, "review", "--base", "HEAD").stdout
    assert text.splitlines()[0].count("`") == 2
    assert text.count("```") == 2


def test_what_works_is_not_in_the_way(project: Path) -> None:
    done = run(project, "review", "--base", "HEAD")
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.startswith("**Nothing to deploy")


def _shape(document: dict[str, Any]) -> dict[str, type]:
    return {key: object if value is None else type(value) for key, value in document.items()}
