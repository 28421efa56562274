"""Runs an org inside this process, for as long as a `with` block lasts."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import uvicorn

from .listening import LOOPBACK, listening_socket
from .org import Org
from .seed import Seed, load_seed
from .server import create_app

_START_SECONDS = 10


@dataclass(frozen=True)
class RunningOrg:
    """An org that answers; `org` is for looking inside."""

    base_url: str
    token: str
    org: Org


@contextmanager
def running_org(seed: Seed | None = None, state_file: Path | None = None) -> Iterator[RunningOrg]:
    """An org on a free loopback port.

    With a state file that exists the org goes on from there, and `seed` is not looked at.
    """
    if state_file is not None and state_file.exists():
        org = Org.open(state_file)
    else:
        org = Org.create(seed or load_seed(), state_file)
    try:
        with _serving(org) as port:
            yield RunningOrg(f"http://{LOOPBACK}:{port}", org.api_token, org)
    finally:
        org.close()


def server_for(org: Org) -> uvicorn.Server:
    """The web server of an org. httptools, because provider plugins send absolute-form targets, which h11 refuses."""
    config = uvicorn.Config(
        create_app(org),
        http="httptools",
        ws="none",
        loop="asyncio",
        lifespan="off",
        log_config=None,
        access_log=False,
        server_header=False,
        timeout_keep_alive=75,
        timeout_graceful_shutdown=1,
    )
    return uvicorn.Server(config)


@contextmanager
def _serving(org: Org) -> Iterator[int]:
    listener = listening_socket(0)
    server = server_for(org)
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listener]}, name="simulated-org", daemon=True)
    thread.start()
    deadline = time.monotonic() + _START_SECONDS
    while not server.started:
        if not thread.is_alive() or time.monotonic() > deadline:
            raise RuntimeError("The simulated org did not start.")
        time.sleep(0.005)
    try:
        yield listener.getsockname()[1]
    finally:
        server.should_exit = True
        thread.join()
        listener.close()
