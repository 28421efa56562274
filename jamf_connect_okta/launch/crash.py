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
    own = [one for one in traceback.extract_tb(error.__traceback__) if _is_own(one.filename, project)]
    lines = [*traceback.format_list(own), *traceback.format_exception_only(error)]
    return "".join(lines).replace(f"{project}/", "").rstrip()


def _is_own(file: str, project: Path) -> bool:
    path = Path(file)
    return path.is_relative_to(project) and ".venv" not in path.parts


def _path(file: str, project: Path) -> str:
    return str(Path(file).relative_to(project))
