"""What kind of files a change touches: the program, what proves it, or neither."""

import ast
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

import yaml

PROGRAM = ("__main__.py", "components/", "requirements.txt")
"""What is deployed: a change here may change every stack."""

JUDGES = ("guardrails/", "jamf_connect_okta/")
"""What judges a change: the proposal's own runs in a review, so that a change here may hide another one."""

RUNS = (".github/", ".ci/", "scripts/")
"""What sets up, runs and delivers the review, the checks and the tests, by folder; beside it, files by name."""

SETTINGS_OF_RUNS = frozenset(
    {
        *("Makefile", "makefile", "GNUmakefile", "pyproject.toml", ".importlinter"),
        # These would take the place of what pyproject.toml says.
        *("pytest.ini", ".pytest.ini", "tox.ini", "setup.cfg", "mypy.ini", ".mypy.ini", "ruff.toml", ".ruff.toml"),
    }
)

TESTS = "tests/"


@dataclass(frozen=True)
class ChangedFiles:
    """The files of each kind whose meaning changes; comments and blank lines have none.

    `judges`, `runs` and `tests` together are what proves a change. Of the tests, files that only come as new ones are
    no change; `gone_tests` are those that no changed file has any more.
    """

    program: tuple[str, ...] = ()
    judges: tuple[str, ...] = ()
    runs: tuple[str, ...] = ()
    tests: tuple[str, ...] = ()
    gone_tests: tuple[str, ...] = ()

    @property
    def guardrails(self) -> bool:
        """Whether the base has other guardrails than the proposal."""
        return any(name.startswith("guardrails/") for name in self.judges)


def sorted_out(base: Path, head: Path, changed: Iterable[str]) -> ChangedFiles:
    """The files of `changed` that mean something else now."""
    different = [name for name in changed if _means_something_else(base / name, head / name)]
    tests = [name for name in different if name.startswith(TESTS)]
    program = [name for name in different if _is_program(name)]
    if _project(base) != _project(head):
        program.append("Pulumi.yaml")
    kept = {test for name in tests for test in _tests(head / name)}
    return ChangedFiles(
        program=tuple(program),
        judges=tuple(name for name in different if name.startswith(JUDGES)),
        runs=tuple(name for name in different if name.startswith(RUNS) or name in SETTINGS_OF_RUNS),
        tests=tuple(name for name in tests if (base / name).exists() or not Path(name).name.startswith("test_")),
        gone_tests=tuple(test for name in tests for test in _tests(base / name) if test not in kept),
    )


def _is_program(name: str) -> bool:
    """Also a module that somebody puts beside the program: the engine's Python finds it before a package's own."""
    return name.startswith(PROGRAM) or (name.endswith(".py") and not name.startswith((*JUDGES, *RUNS, TESTS, "docs/")))


def _tests(file: Path) -> Iterator[str]:
    """The names of the tests in a file, as far as it can be read."""
    try:
        tree = ast.parse(file.read_bytes()) if file.suffix == ".py" else ast.Module([], [])
    except (OSError, SyntaxError, ValueError):
        return
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) and node.name.startswith("test_"):
            yield node.name


def _means_something_else(before: Path, after: Path) -> bool:
    if not before.is_file() or not after.is_file():
        return True
    old, new = before.read_bytes(), after.read_bytes()
    if before.suffix != ".py":
        return old != new
    try:
        return ast.dump(ast.parse(old)) != ast.dump(ast.parse(new))
    except (SyntaxError, ValueError):
        return old != new


def _project(folder: Path) -> object:
    """The project file without its settings, whose values are looked at stack by stack."""
    try:
        document = yaml.safe_load((folder / "Pulumi.yaml").read_text())
    except (OSError, UnicodeDecodeError, yaml.YAMLError):
        return None
    return (
        {k: v for k, v in document.items() if k not in ("config", "description")}
        if isinstance(document, dict)
        else None
    )
