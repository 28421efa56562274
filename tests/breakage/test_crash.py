"""A crash is told by the place in the project, wherever that lies."""

import runpy
from pathlib import Path

import pytest

from jamf_connect_okta.breakage.crash import crash_told, way_to


@pytest.fixture(params=["itself", "through a link"])
def project(tmp_path: Path, request: pytest.FixtureRequest) -> Path:
    """A project whose files are run by its path, or by a link to it."""
    (tmp_path / "project" / ".venv").mkdir(parents=True)
    (tmp_path / "link").symlink_to("project")
    return tmp_path / ("project" if request.param == "itself" else "link")


def crash(project: Path, file: str, text: str) -> Exception:
    (project / file).write_text(text)
    with pytest.raises(Exception) as raised:  # noqa: PT011 - any
        runpy.run_path(str(project / file))
    return raised.value


def test_the_last_file_of_the_project_is_named(project: Path) -> None:
    error = crash(project, "a.py", "import json\n\njson.loads('')\n")
    assert crash_told(error, project.resolve()) == (
        "a.py, line 3: json.decoder.JSONDecodeError: Expecting value: line 1 column 1 (char 0)"
    )


def test_a_syntax_error_is_named_though_its_file_never_ran(project: Path) -> None:
    error = crash(project, "a.py", "a = (\n")
    assert crash_told(error, project.resolve()) == "a.py, line 1: '(' was never closed"
    assert str(project) not in way_to(error, project.resolve())


def test_packages_are_not_the_project_s(project: Path) -> None:
    error = crash(project, ".venv/a.py", "nowhere\n")
    assert crash_told(error, project.resolve()) == "NameError: name 'nowhere' is not defined"


def test_the_way_is_told_without_folders_of_this_machine(project: Path) -> None:
    error = crash(project, "a.py", "def f():\n    nowhere\n\nf()\n")
    assert way_to(error, project.resolve()).splitlines() == [
        '  File "a.py", line 4, in <module>',
        "    f()",
        '  File "a.py", line 2, in f',
        "    nowhere",
        "NameError: name 'nowhere' is not defined",
    ]
