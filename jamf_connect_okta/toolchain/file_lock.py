"""One at a time: a lock between processes that ends with the process, however it ends."""

import fcntl
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from jamf_connect_okta.toolchain.cache import VARIABLE
from jamf_connect_okta.toolchain.errors import ToolchainError


@contextmanager
def only_one(path: Path, *, on_wait: Callable[[], None]) -> Iterator[None]:
    """Hold the lock file at `path`; `on_wait` is called once if somebody else holds it.

    Raises ToolchainError where the file can't be written.
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        file = path.open("a")
    except OSError as error:
        raise ToolchainError(
            f"{path.parent} can't be written ({error.strerror}): set {VARIABLE} to a folder of your own."
        ) from None
    with file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            on_wait()
            fcntl.flock(file, fcntl.LOCK_EX)
        yield
