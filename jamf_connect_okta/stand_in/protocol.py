"""Pulumi's plugin protocol: its generated messages and services, loaded without the SDK around them.

Importing the SDK costs a third of a second, and the engine starts this plugin anew for every preview and every update.
"""

import importlib
import importlib.util
import sys
from pathlib import Path
from types import ModuleType
from typing import TYPE_CHECKING, Any, cast

import grpc  # type: ignore[import-untyped]

if TYPE_CHECKING:
    from pulumi.runtime.proto import (
        engine_pb2,
        engine_pb2_grpc,
        plugin_pb2,
        provider_pb2,
        provider_pb2_grpc,
        status_pb2,
    )

    Servicer = provider_pb2_grpc.ResourceProviderServicer
else:

    def _package() -> str:
        name = "pulumi.runtime.proto"
        if "pulumi" in sys.modules:
            return name
        spec = importlib.util.find_spec("pulumi")
        if spec is None or spec.origin is None:
            raise ImportError("The Python package pulumi is not installed.")
        # The messages import each other relatively: their folder may be a package under any name.
        alone = ModuleType(f"{__name__}_messages")
        alone.__path__ = [str(Path(spec.origin).parent / "runtime" / "proto")]
        sys.modules[alone.__name__] = alone
        return alone.__name__

    _PACKAGE = _package()
    engine_pb2 = importlib.import_module(f"{_PACKAGE}.engine_pb2")
    engine_pb2_grpc = importlib.import_module(f"{_PACKAGE}.engine_pb2_grpc")
    plugin_pb2 = importlib.import_module(f"{_PACKAGE}.plugin_pb2")
    provider_pb2 = importlib.import_module(f"{_PACKAGE}.provider_pb2")
    provider_pb2_grpc = importlib.import_module(f"{_PACKAGE}.provider_pb2_grpc")
    status_pb2 = importlib.import_module(f"{_PACKAGE}.status_pb2")
    Servicer = provider_pb2_grpc.ResourceProviderServicer


def add_to_server(servicer: Servicer, server: grpc.Server) -> None:
    """Serve the plugin's methods from a gRPC server."""
    cast(Any, provider_pb2_grpc).add_ResourceProviderServicer_to_server(servicer, server)


__all__ = [
    "Servicer",
    "add_to_server",
    "engine_pb2",
    "engine_pb2_grpc",
    "plugin_pb2",
    "provider_pb2",
    "status_pb2",
]
