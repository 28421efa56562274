"""Serves the plugin over gRPC on a loopback port until the engine ends it."""

import os
import signal
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from typing import Any

import grpc  # type: ignore[import-untyped]
from google.protobuf.any_pb2 import Any as AnyMessage  # type: ignore[import-untyped]

from jamf_connect_okta.stand_in.engine_log import EngineLog
from jamf_connect_okta.stand_in.errors import OperationError, StandInError
from jamf_connect_okta.stand_in.protocol import Servicer, add_to_server, provider_pb2, status_pb2
from jamf_connect_okta.stand_in.servicer import HalfDoneError, StandIn
from jamf_connect_okta.stand_in.values import Json

_UNLIMITED = (("grpc.max_receive_message_length", -1), ("grpc.max_send_message_length", -1))
_AT_ONCE = 32
"""Requests served in parallel."""

_SECONDS_BETWEEN_LOOKS = 1

_METHODS = (
    *("Handshake", "GetPluginInfo", "GetSchema", "Attach", "Cancel", "CheckConfig", "DiffConfig", "Configure"),
    *("Check", "Diff", "Create", "Read", "Update", "Delete", "Invoke"),
)


@contextmanager
def serving(engine_address: str) -> Iterator[int]:
    """The port of a plugin that serves inside this process."""
    server = grpc.server(ThreadPoolExecutor(_AT_ONCE), options=_UNLIMITED)
    plugin, servicer = StandIn(EngineLog(engine_address)), Servicer()
    for name in _METHODS:
        setattr(servicer, name, _answering(getattr(plugin, name)))
    add_to_server(servicer, server)
    port: int = server.add_insecure_port("127.0.0.1:0")
    server.start()
    try:
        yield port
    finally:
        server.stop(grace=None).wait()
        plugin.close()


def run(engine_address: str) -> None:
    """Serve until interrupted. The port is the first line of standard output: the engine waits for it."""
    engine, ended = os.getppid(), threading.Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, lambda *_: ended.set())
    with serving(engine_address) as port:
        print(port, flush=True)
        # An engine that was killed ends nobody.
        while not ended.wait(_SECONDS_BETWEEN_LOOKS) and os.getppid() == engine:
            pass


def _answering(method: Callable[[Any], Any]) -> Callable[[Any, grpc.ServicerContext], Any]:
    """Errors reach the engine as sentences. They never repeat a value of the request, which may be secret."""

    def answer(request: Json, context: grpc.ServicerContext) -> Json:
        try:
            return method(request)
        except (StandInError, OperationError) as error:
            return context.abort(grpc.StatusCode.UNKNOWN, str(error))
        except HalfDoneError as error:
            context.set_trailing_metadata((("grpc-status-details-bin", _details(error)),))
            return context.abort(grpc.StatusCode.UNKNOWN, error.reason)
        except (LookupError, TypeError, AttributeError) as error:
            # The official plugin recovers from the same surprises: an answer of the org that lacks an expected part.
            text = f"the stand-in plugin can't make sense of the org's answer ({type(error).__name__}: {error})"
            return context.abort(grpc.StatusCode.UNKNOWN, text)

    return answer


def _details(error: HalfDoneError) -> bytes:
    detail = AnyMessage()
    detail.Pack(provider_pb2.ErrorResourceInitFailed(id=error.id, properties=error.properties, reasons=[error.reason]))
    code: int = grpc.StatusCode.UNKNOWN.value[0]
    status: bytes = status_pb2.Status(code=code, message=error.reason, details=[detail]).SerializeToString()
    return status
