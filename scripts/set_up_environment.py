"""Makes the virtual environment `.venv` from the locked requirements, for `scripts/setup`.

Runs on any Python from 3.8 on with nothing but the standard library: it may be one that is too old for the project.
"""

from __future__ import annotations

import ast
import fcntl
import os
import shutil
import subprocess
import sys
from pathlib import Path

PROJECT = Path(__file__).resolve().parent.parent
VENV = PROJECT / ".venv"
BOOTSTRAP = VENV / ".bootstrap"
"""A second environment that holds nothing but uv."""
STAMP = VENV / ".setup"

OLDEST_PYTHON = (3, 11)
PYTHON_THAT_UV_BRINGS = "3.13"


class SetupError(Exception):
    """The environment can't be made; the message says why and what to do."""


def main(stamp: str) -> None:
    """Bring `.venv` to what the files behind `stamp` say. The stamp comes last: a killed run counts for nothing."""
    VENV.mkdir(exist_ok=True)
    with (VENV / ".setup.lock").open("w") as lock:
        _wait_for(lock.fileno())
        if STAMP.is_file() and STAMP.read_text() == stamp and os.access(VENV / "bin" / "python", os.X_OK):
            return
        if STAMP.exists():
            STAMP.unlink()
        _make_bootstrap()
        environment = _uv_environment()
        _make_venv(environment)
        _say("Installing the locked packages")
        python = str(VENV / "bin" / "python")
        _uv(environment, "pip", "sync", "--python", python, "--require-hashes", "requirements.txt")
        _uv(environment, "pip", "install", "--python", python, "--no-deps", "--no-build-isolation", "--editable", ".")
        STAMP.write_text(stamp)
        _say("The environment is ready: .venv")


def _wait_for(lock: int) -> None:
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        _say("Another setup is at work here; waiting for it")
        fcntl.flock(lock, fcntl.LOCK_EX)


def _make_bootstrap() -> None:
    requirements = PROJECT / "scripts" / "uv-requirements.txt"
    made_from = BOOTSTRAP / "made-from"
    if (
        made_from.is_file()
        and made_from.read_bytes() == requirements.read_bytes()
        and _starts(BOOTSTRAP / "bin" / "uv")
    ):
        return
    _say(f"Getting uv (with Python {sys.version_info[0]}.{sys.version_info[1]})")
    shutil.rmtree(str(BOOTSTRAP), ignore_errors=True)
    try:
        _run(sys.executable, "-m", "venv", str(BOOTSTRAP))
    except SetupError as error:
        raise SetupError(
            f"{sys.executable} can't make virtual environments. On Debian and Ubuntu install python3-venv and run this "
            f"again.\n{error}"
        ) from None
    pip = (str(BOOTSTRAP / "bin" / "python"), "-m", "pip", "--disable-pip-version-check")
    _run(*pip, "install", "--quiet", "--require-hashes", "--only-binary", ":all:", "--requirement", str(requirements))
    made_from.write_bytes(requirements.read_bytes())


def _starts(executable: Path) -> bool:
    try:
        return subprocess.run([str(executable), "--version"], stdout=subprocess.DEVNULL, check=False).returncode == 0  # noqa: S603
    except OSError:
        return False


def _uv_environment() -> dict[str, str]:
    """This environment; what pip is told about indexes and certificates, uv is told as well."""
    environment = dict(os.environ)
    environment.setdefault("UV_SYSTEM_CERTS", "true")
    told = {}
    python = str(BOOTSTRAP / "bin" / "python")
    for line in _run(python, "-m", "pip", "--disable-pip-version-check", "config", "list").splitlines():
        key, _, value = line.partition("=")
        if value.startswith(("'", '"')):
            told[key.rpartition(".")[2]] = str(ast.literal_eval(value))
    for option, variable in (
        ("index-url", "UV_DEFAULT_INDEX"),
        ("extra-index-url", "UV_INDEX"),
        ("cert", "SSL_CERT_FILE"),
    ):
        if option in told:
            environment.setdefault(variable, told[option])
    return environment


def _make_venv(environment: dict[str, str]) -> None:
    """A `.venv` with a Python that is new enough; packages of another Python do not stay in it."""
    if sys.version_info >= OLDEST_PYTHON:
        python = sys.executable
    else:
        python = PYTHON_THAT_UV_BRINGS
        _say(f"Python {sys.version_info[0]}.{sys.version_info[1]} is too old here; uv brings {PYTHON_THAT_UV_BRINGS}")
    for leftover in ("bin", "include", "lib", "lib64", "pyvenv.cfg"):
        path = VENV / leftover
        if path.is_dir() and not path.is_symlink():
            shutil.rmtree(str(path))
        elif path.exists() or path.is_symlink():
            path.unlink()
    try:
        _uv(environment, "venv", "--quiet", "--no-project", "--allow-existing", "--python", python, str(VENV))
    except SetupError as error:
        if sys.version_info >= OLDEST_PYTHON:
            raise
        raise SetupError(
            f"This needs Python 3.11 or newer; here is {sys.version_info[0]}.{sys.version_info[1]}, and uv could not "
            "bring a newer one. Install one and run this again: `brew install python` on macOS, `apt install "
            f"python3.11 python3.11-venv` on Debian and Ubuntu, `dnf install python3.13` on Fedora.\n{error}"
        ) from None


def _uv(environment: dict[str, str], *arguments: str) -> None:
    _run(str(BOOTSTRAP / "bin" / "uv"), *arguments, environment=environment)


def _run(*command: str, environment: dict[str, str] | None = None) -> str:
    """Standard output of `command`, run in the project. Raises SetupError with what it said last."""
    done = subprocess.run(  # noqa: S603 - our own commands
        command,
        cwd=str(PROJECT),
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        said = "\n".join((done.stdout + done.stderr).strip().splitlines()[-15:])
        raise SetupError(f"`{Path(command[0]).name} {' '.join(command[1:3])}` failed:\n{said}")
    return done.stdout


def _say(text: str) -> None:
    print(text, file=sys.stderr, flush=True)


if __name__ == "__main__":
    try:
        main(sys.argv[1])
    except SetupError as error:
        sys.exit(str(error))
    except KeyboardInterrupt:
        sys.exit("Interrupted; run it again to go on.")
