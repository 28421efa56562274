"""The lock that an operation leaves behind when it is killed."""

import json
import os
import socket
from collections.abc import Mapping
from typing import Any

from jamf_connect_okta.rehearsal.engine import Engine


def release_dead_locks(engine: Engine) -> bool:
    """Whether a lock was taken away whose operation no longer runs on this machine."""
    dead = [lock for lock in engine.locks if not _runs(json.loads(lock.read_text()))]
    if dead:
        engine.cancel()
    return bool(dead)


def _runs(lock: Mapping[str, Any]) -> bool:
    if lock.get("hostname") != socket.gethostname():
        return True
    try:
        os.kill(int(lock["pid"]), 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True
