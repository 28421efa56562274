"""The lock of a deployment that was killed."""

import json
import os
import socket
import subprocess
from pathlib import Path

import pytest

from jamf_connect_okta.rehearsal.engine import Engine
from jamf_connect_okta.rehearsal.locks import release_dead_locks


class StoppedEngine(Engine):
    """An engine that only notes when it is asked to release its locks."""

    cancelled = False

    def cancel(self) -> None:
        object.__setattr__(self, "cancelled", True)


@pytest.fixture
def stopped_engine(tmp_path: Path) -> StoppedEngine:
    return StoppedEngine(tmp_path, "dev", tmp_path / "state", {})


def lock(engine: Engine, **content: object) -> None:
    folder = engine.state / ".pulumi" / "locks" / "organization" / "jamf-connect-okta" / "dev"
    folder.mkdir(parents=True)
    (folder / "1.json").write_text(json.dumps(content))


def test_the_lock_of_a_dead_process_is_released(stopped_engine: StoppedEngine) -> None:
    with subprocess.Popen(["true"]) as gone:
        gone.wait()
    lock(stopped_engine, pid=gone.pid, hostname=socket.gethostname())
    assert release_dead_locks(stopped_engine)
    assert stopped_engine.cancelled


@pytest.mark.parametrize(
    "content",
    [{"pid": os.getpid(), "hostname": socket.gethostname()}, {"pid": 1, "hostname": "elsewhere"}],
    ids=["a running process", "a process on another machine"],
)
def test_a_lock_that_may_be_in_use_stays(stopped_engine: StoppedEngine, content: dict[str, object]) -> None:
    lock(stopped_engine, **content)
    assert not release_dead_locks(stopped_engine)
    assert not stopped_engine.cancelled
