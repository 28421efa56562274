"""The engine's log: what a plugin says to the person who deploys."""

import grpc  # type: ignore[import-untyped]

from jamf_connect_okta.stand_in.protocol import engine_pb2, engine_pb2_grpc


class EngineLog:
    """Says things once; without an engine, to nobody. A line must never hold a credential."""

    def __init__(self, address: str = "") -> None:
        self._address = address
        self._said: set[str] = set()

    def connect(self, address: str) -> None:
        """From now on, speak to the engine at `address`."""
        self._address = address

    def info(self, message: str) -> None:
        """A line among the deployment's diagnostics."""
        if not self._address or message in self._said:
            return
        self._said.add(message)
        with grpc.insecure_channel(self._address) as channel:
            engine_pb2_grpc.EngineStub(channel).Log(engine_pb2.LogRequest(severity=engine_pb2.INFO, message=message))
