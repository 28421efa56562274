"""How an answer gets lost or delayed on its way."""

from __future__ import annotations

import asyncio

from starlette.responses import Response
from starlette.types import Receive, Scope, Send
from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol

_EXTENSION = "simulated_org.transport"
_PIECES = 10


class CuttableProtocol(HttpToolsProtocol):
    """uvicorn's protocol on httptools, whose connections the application may cut."""

    def on_message_begin(self) -> None:
        """Gives the application what `cut` needs."""
        super().on_message_begin()
        self.scope["extensions"] = {_EXTENSION: {"transport": self.transport}}


async def cut(scope: Scope, receive: Receive) -> None:
    """Ends the connection of a request that was read, without an answer."""
    scope["extensions"][_EXTENSION]["transport"].abort()
    # uvicorn would answer 500 for an application that returns before uvicorn knows that nobody is there any more.
    while (await receive())["type"] != "http.disconnect":
        pass


async def drip(response: Response, seconds: float, send: Send) -> None:
    """Sends the headers at once, and the body in pieces over that time."""
    await send({"type": "http.response.start", "status": response.status_code, "headers": response.raw_headers})
    body = bytes(response.body)
    size = len(body) // _PIECES + 1
    for start in range(0, _PIECES * size, size):
        await asyncio.sleep(seconds / _PIECES)
        await send({"type": "http.response.body", "body": body[start : start + size], "more_body": True})
    await send({"type": "http.response.body", "body": b"", "more_body": False})
