"""What tests of every folder may ask for: the engine, and a fresh copy of the project."""

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from jamf_connect_okta.rehearsal.interrupts import heed_interrupts
from jamf_connect_okta.toolchain import pulumi_cli

from .fresh_copy import end_rehearsals, make_fresh_copy, take_back


def pytest_configure() -> None:
    """Tests may run in the background, too."""
    heed_interrupts()


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Files that take minutes begin first: several processes share the files, so none is left with a long one."""
    slow = {mark: {item.path for item in items if item.get_closest_marker(mark)} for mark in ("clone", "engine")}
    items.sort(key=lambda item: (item.path not in slow["clone"], item.path not in slow["engine"]))


@pytest.fixture(scope="session")
def pulumi_cli_folder() -> Path:
    """The folder of the real Pulumi CLI; found, installed or built, never skipped."""
    return pulumi_cli.find_or_install(lambda line: print(line, file=sys.stderr)).bin


@pytest.fixture(scope="session")
def shared_clone(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """One copy of the project for everything that needs one: its environment is set up once, by whoever comes first."""
    clone = tmp_path_factory.mktemp("clone") / "project"
    make_fresh_copy(clone)
    return clone


@pytest.fixture(scope="module")
def clone(shared_clone: Path) -> Iterator[Path]:
    """The copy, in which commands may change what they like: the next module finds it as it was."""
    yield shared_clone
    end_rehearsals(shared_clone)
    take_back(shared_clone)
