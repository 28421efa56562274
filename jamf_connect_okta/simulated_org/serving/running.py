"""Runs an org inside this process, for as long as a `with` block lasts."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import uvicorn
from starlette.types import ASGIApp

from jamf_connect_okta.simulated_org.core.org import Org
from jamf_connect_okta.simulated_org.seed.planting import new_org
from jamf_connect_okta.simulated_org.seed.seed import Seed, load_seed
from jamf_connect_okta.simulated_org.serving.faulty_transport import CuttableProtocol
from jamf_connect_okta.simulated_org.serving.listening import LOOPBACK, listening_socket
from jamf_connect_okta.simulated_org.serving.server import create_app

_START_SECONDS = 10


@dataclass(frozen=True)
class RunningOrg:
    """An org that answers; `org` is for looking inside, and for switching on its `rate_limits` and `faults`."""

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
        org = new_org(seed or load_seed(), state_file)
    try:
        with serving(create_app(org)) as base_url:
            yield RunningOrg(base_url, org.api_token, org)
    finally:
        org.close()


def server_for(app: ASGIApp) -> uvicorn.Server:
    """The web server of an application. httptools, because providers send absolute-form targets, which h11 refuses."""
    config = uvicorn.Config(
        app,
        http=CuttableProtocol,
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
def serving(app: ASGIApp) -> Iterator[str]:
    """Serves the application from a thread of this process, at the URL that it yields."""
    listener = listening_socket(0)
    server = server_for(app)
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listener]}, name="simulated-org", daemon=True)
    thread.start()
    deadline = time.monotonic() + _START_SECONDS
    while not server.started:
        if not thread.is_alive() or time.monotonic() > deadline:
            raise RuntimeError("The simulated org did not start.")
        time.sleep(0.005)
    try:
        yield f"http://{LOOPBACK}:{listener.getsockname()[1]}"
    finally:
        server.should_exit = True
        thread.join()
        listener.close()
