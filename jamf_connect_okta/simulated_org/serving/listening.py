"""Sockets on loopback: no org is ever reachable from another machine."""

from __future__ import annotations

import socket

LOOPBACK = "127.0.0.1"


def listening_socket(port: int) -> socket.socket:
    """A socket on that loopback port, any free one for 0. Raises OSError when it is taken."""
    # With the protocol spelled out, asyncio switches Nagle's algorithm off; else every answer waits 40 ms.
    listener = socket.socket(socket.AF_INET, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listener.bind((LOOPBACK, port))
        listener.listen(128)
    except OSError:
        listener.close()
        raise
    return listener
