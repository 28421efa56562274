"""Executables that stand for the real ones."""

from pathlib import Path

from jamf_connect_okta.toolchain import pins

CLI_FILES = ("pulumi", "pulumi-language-python", "pulumi-language-python-exec")


def script(path: Path, body: str) -> Path:
    """An executable shell script."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(f"#!/bin/sh\n{body}\n")
    path.chmod(0o755)
    return path


def put_cli(folder: Path, version: str = pins.dotted(pins.PULUMI)) -> None:
    """A CLI of `version` that can run Python programs, into `folder`."""
    for name in CLI_FILES:
        script(folder / name, f"echo v{version}")
