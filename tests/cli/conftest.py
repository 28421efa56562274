"""The command line, in a copy of the project's files."""

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from jamf_connect_okta import cli
from jamf_connect_okta.simulated_org.serving import process

PROJECT = Path(__file__).parents[2]
Run = Callable[..., int]


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """The project's stack files, in a folder of their own, which is where one stands."""
    for file in PROJECT.glob("Pulumi*.yaml"):
        shutil.copy(file, tmp_path)
    monkeypatch.chdir(tmp_path)
    yield tmp_path
    for org in (tmp_path / ".rehearsal").glob("*/org"):
        process.stop(org)


@pytest.fixture
def run(project: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    """Runs `jamf-connect-okta` with the words given; returns its exit status."""
    assert project.is_dir()

    def run(*words: str) -> int:
        monkeypatch.setattr("sys.argv", ["jamf-connect-okta", *words])
        try:
            cli.main()
        except SystemExit as end:
            return int(end.code or 0)
        return 0

    return run
