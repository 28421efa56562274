"""What the review's job makes of each outcome: the report is published whatever it says, and a high risk fails the job.

The review itself is another part's to prove; here it is a command that writes a report and ends with a status.
"""

from pathlib import Path

import pytest

from tests.fresh_copy import git, new_shell

from .playing import Played, Runner

COMMAND = """\
#!/bin/sh
[ "$*" = "review --base origin/main --out review" ] || exit 2
[ {status} = 1 ] && exit 1
mkdir review
echo "The report." >review/review.md
echo "{{}}" >review/review.json
exit {status}
"""


@pytest.fixture
def runner(tmp_path: Path) -> Runner:
    """A machine with a project on it."""
    project = tmp_path / "project"
    project.mkdir()
    git(project, "init", "--quiet")
    environment = new_shell() | {"GITHUB_BASE_REF": "main"}
    return Runner(project, tmp_path / "artifacts", tmp_path, environment)


def reviewed(runner: Runner, status: int) -> Played:
    """The job, with a review that ends like this."""
    for name, content in (("scripts/setup", "#!/bin/sh\n"), (".venv/bin/jamf-connect-okta", COMMAND)):
        file = runner.project / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(content.format(status=status))
        file.chmod(0o755)
    git(runner.project, "add", "--all")
    git(runner.project, "-c", "user.name=T", "-c", "user.email=t@acme.example", "commit", "--quiet", "-m", "Project")
    return runner.play("review.yml", "review")


@pytest.mark.parametrize(("status", "failed"), [(0, None), (5, None), (6, "Review")], ids=["low", "medium", "high"])
def test_a_report_is_published_and_a_high_risk_fails_the_job(runner: Runner, status: int, failed: str | None) -> None:
    assert reviewed(runner, status).failed == failed
    assert sorted(file.name for file in (runner.artifacts / "review").iterdir()) == ["review.json", "review.md"]
    assert runner.summary.read_text() == "The report.\n"


def test_a_review_that_could_not_be_made_fails_the_job(runner: Runner) -> None:
    with pytest.raises(AssertionError, match="was not written"):
        reviewed(runner, 1)
