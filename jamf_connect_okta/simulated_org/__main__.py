"""Serves the org of a state directory until it is told to stop; arguments: the directory, and a port or 0."""

from __future__ import annotations

import errno
import os
import signal
import sys
from pathlib import Path


def main() -> None:
    """Leaves the terminal, opens the org, says `ready` or why not, and serves."""
    # The process that the caller waits for ends here; the org is its child, which no terminal and no caller holds.
    if os.fork() > 0:
        os._exit(0)
    os.setsid()
    os.umask(0o077)
    directory, port = Path(sys.argv[1]).resolve(), int(sys.argv[2]) if len(sys.argv) > 2 else 0

    from jamf_connect_okta.simulated_org.core.org import Org
    from jamf_connect_okta.simulated_org.core.request_log import RequestLog
    from jamf_connect_okta.simulated_org.core.store import StateFileError
    from jamf_connect_okta.simulated_org.seed.planting import new_org
    from jamf_connect_okta.simulated_org.seed.seed import SeedError, load_seed
    from jamf_connect_okta.simulated_org.serving.code_version import code_version
    from jamf_connect_okta.simulated_org.serving.listening import listening_socket
    from jamf_connect_okta.simulated_org.serving.process import READY
    from jamf_connect_okta.simulated_org.serving.process_identity import start_time
    from jamf_connect_okta.simulated_org.serving.running import server_for
    from jamf_connect_okta.simulated_org.serving.server import create_app
    from jamf_connect_okta.simulated_org.serving.state_dir import StateDir

    files, version = StateDir(directory), code_version()
    try:
        listener = listening_socket(port)
        log, token = RequestLog(files.log), files.api_token()
        if files.state.exists():
            org = Org.open(files.state, api_token=token, log=log)
        else:
            org = new_org(load_seed(files.seed), files.state, api_token=token, log=log)
    except (StateFileError, SeedError) as error:
        _say(str(error))
        sys.exit(1)
    except OSError as error:
        taken = error.errno == errno.EADDRINUSE
        _say(f"Port {port} is taken by another program; choose another one, or none." if taken else str(error))
        sys.exit(1)
    server = server_for(create_app(org))
    port = listener.getsockname()[1]
    # uvicorn ends by raising the signal that stopped it once more, and the org must still be closed after that.
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: setattr(server, "should_exit", True))
    files.write_process_facts(pid=os.getpid(), port=port, started=start_time(os.getpid()), code=version)
    _say(READY)
    try:
        server.run(sockets=[listener])
    finally:
        org.close()
        log.close()


def _say(text: str) -> None:
    """Answers the caller, who reads until this end of the pipe is closed."""
    print(text, flush=True)
    nowhere = os.open(os.devnull, os.O_RDWR)
    os.dup2(nowhere, 1)
    os.close(nowhere)


if __name__ == "__main__":
    main()
