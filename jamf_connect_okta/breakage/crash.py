"""Says in one line where a program broke, and why."""

import traceback
from pathlib import Path


def crash_told(error: BaseException, project: Path) -> str:
    """The last file of `project` on the way to `error`, its line, and what was wrong there."""
    if isinstance(error, SyntaxError) and error.filename and _is_own(error.filename, project):
        return f"{_path(error.filename, project)}, line {error.lineno}: {error.msg}"
    said = traceback.format_exception_only(error)[-1].strip().split("\n", 1)[0]
    own = [one for one in traceback.extract_tb(error.__traceback__) if _is_own(one.filename, project)]
    return f"{_path(own[-1].filename, project)}, line {own[-1].lineno}: {said}" if own else said


def way_to(error: BaseException, project: Path) -> str:
    """The traceback, as far as it leads through `project`."""
    own = [
        traceback.FrameSummary(_path(one.filename, project), one.lineno, one.name, line=one.line)
        for one in traceback.extract_tb(error.__traceback__)
        if _is_own(one.filename, project)
    ]
    text = "".join([*traceback.format_list(own), *traceback.format_exception_only(error)]).rstrip()
    if isinstance(error, SyntaxError) and error.filename and _is_own(error.filename, project):
        return text.replace(error.filename, _path(error.filename, project))
    return text


def _is_own(file: str, project: Path) -> bool:
    path = Path(file).resolve()
    # Python's own parts have names such as <frozen importlib>, which are no files.
    return not file.startswith("<") and path.is_relative_to(project.resolve()) and ".venv" not in path.parts


def _path(file: str, project: Path) -> str:
    return str(Path(file).resolve().relative_to(project.resolve()))
