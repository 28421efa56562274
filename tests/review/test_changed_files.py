"""Which of the changed files mean something else now."""

from pathlib import Path

import pytest

from jamf_connect_okta.review.changed_files import ChangedFiles, sorted_out

PROJECT_FILE = "name: jamf-connect-okta\nruntime: python\nconfig:\n  groups: {type: array}\n"


def changed(tmp_path: Path, name: str, before: str | None, after: str | None) -> ChangedFiles:
    for side, text in (("base", before), ("head", after)):
        path = tmp_path / side / name
        path.parent.mkdir(parents=True, exist_ok=True)
        if text is not None:
            path.write_text(text)
        project = tmp_path / side / "Pulumi.yaml"
        if not project.exists():
            project.write_text(PROJECT_FILE)
    return sorted_out(tmp_path / "base", tmp_path / "head", [name])


@pytest.mark.parametrize("name", ["components/oidc_app.py", "__main__.py", "requirements.txt", "pulumi_okta.py"])
def test_what_is_deployed_is_the_program(tmp_path: Path, name: str) -> None:
    assert changed(tmp_path, name, "a = 1", "a = 2") == ChangedFiles(program=(name,))


@pytest.mark.parametrize(
    "name",
    [
        "guardrails/rules/apps.py",
        "jamf_connect_okta/cli/review.py",
        "jamf_connect_okta/review/risk.py",
        "jamf_connect_okta/signins/playing.py",
        "jamf_connect_okta/simulated_org/policy_evaluation/evaluation.py",
    ],
)
def test_what_judges_a_change_is_proof(tmp_path: Path, name: str) -> None:
    assert changed(tmp_path, name, "a = 1", "a = 2") == ChangedFiles(judges=(name,))


@pytest.mark.parametrize(
    "name", [".github/workflows/review.yml", ".ci/run", "scripts/github/report.py", "Makefile", "pytest.ini"]
)
def test_what_runs_the_review_and_the_tests_is_no_part_of_any_stack(tmp_path: Path, name: str) -> None:
    assert changed(tmp_path, name, "a = 1", "a = 2") == ChangedFiles(runs=(name,))


@pytest.mark.parametrize(
    ("before", "after", "gone"),
    [
        ("def test_a(): b", "def test_a(): c", ()),
        ("def test_a(): b", "", ("test_a",)),
        ("def test_a(): b", None, ("test_a",)),
    ],
)
def test_a_changed_test_is_told_from_one_that_is_gone(
    tmp_path: Path, before: str, after: str | None, gone: tuple[str, ...]
) -> None:
    name = "tests/test_a.py"
    assert changed(tmp_path, name, before, after) == ChangedFiles(tests=(name,), gone_tests=gone)


def test_a_test_that_moves_is_not_gone(tmp_path: Path) -> None:
    changed(tmp_path, "tests/test_a.py", "def test_a(): b", None)
    changed(tmp_path, "tests/test_b.py", None, "def test_a(): b")
    assert sorted_out(tmp_path / "base", tmp_path / "head", ["tests/test_a.py", "tests/test_b.py"]).gone_tests == ()


def test_new_tests_take_nothing_away_but_what_they_share_may(tmp_path: Path) -> None:
    assert changed(tmp_path, "tests/test_a.py", None, "def test_a(): b") == ChangedFiles()
    assert changed(tmp_path, "tests/conftest.py", None, "a = 1").tests == ("tests/conftest.py",)


@pytest.mark.parametrize("name", ["docs/review.md", "docs/picture.py", "README.md"])
def test_everything_else_concerns_nobody_s_sign_in(tmp_path: Path, name: str) -> None:
    assert changed(tmp_path, name, "a = 1", "a = 2") == ChangedFiles()


def test_comments_mean_nothing(tmp_path: Path) -> None:
    assert changed(tmp_path, "__main__.py", "a = 1", "# One.\na  =  1\n") == ChangedFiles()


@pytest.mark.parametrize(("before", "after"), [("a = 1", None), (None, "a = 1"), ("a = 1", "a =")])
def test_files_that_come_go_or_break_mean_something(tmp_path: Path, before: str | None, after: str | None) -> None:
    assert changed(tmp_path, "__main__.py", before, after).program == ("__main__.py",)


def test_the_project_file_is_program_but_for_its_settings(tmp_path: Path) -> None:
    other_settings = PROJECT_FILE.replace("groups", "users")
    assert changed(tmp_path, "Pulumi.yaml", PROJECT_FILE, other_settings) == ChangedFiles()


def test_another_runtime_is_another_program(tmp_path: Path) -> None:
    other = PROJECT_FILE.replace("runtime: python", "runtime: go")
    assert changed(tmp_path, "Pulumi.yaml", PROJECT_FILE, other).program == ("Pulumi.yaml",)
