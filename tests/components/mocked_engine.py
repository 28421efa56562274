"""An engine that only takes notes: what a program declares, as it arrives at the engine."""

import asyncio
import contextvars
import logging
import warnings
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

import grpc  # type: ignore[import-untyped]
import pulumi
from google.protobuf import empty_pb2, struct_pb2  # type: ignore[import-untyped]
from google.protobuf.json_format import MessageToDict  # type: ignore[import-untyped]
from pulumi.runtime.proto import resource_pb2
from pulumi.runtime.rpc import UNKNOWN as UNKNOWN
from pulumi.runtime.settings import ROOT

from .mocked_org import MockedOrg

PROJECT = "jamf-connect-okta"
STACK = "pulumi:pulumi:Stack"


@dataclass(frozen=True)
class Declared:
    """One resource or component; `parent` and `depends_on` are names, the stack's name being `stack`."""

    type: str
    name: str
    urn: str
    parent: str
    custom: bool
    properties: dict[str, Any]
    protect: bool
    depends_on: frozenset[str]
    links: dict[str, frozenset[str]]
    """For each property, the URNs of the resources that its value comes from."""
    replace_on_changes: tuple[str, ...]
    ignore_changes: tuple[str, ...]


@dataclass
class Declaration:
    """Everything that one run declared."""

    everything: list[Declared] = field(default_factory=list)
    component_outputs: dict[str, dict[str, Any]] = field(default_factory=dict)
    """What each component registered, by URN."""
    outputs: dict[str, Any] = field(default_factory=dict)
    """The stack's outputs."""
    messages: list[str] = field(default_factory=list)
    """What the program told the person who runs it."""

    def __getitem__(self, name: str) -> Declared:
        return self.resources[name]

    @property
    def resources(self) -> dict[str, Declared]:
        """What is declared in Okta, by name."""
        return {declared.name: declared for declared in self.everything if declared.custom}

    @property
    def components(self) -> list[Declared]:
        return [declared for declared in self.everything if not declared.custom]


def declare(
    program: Callable[[], object],
    org: MockedOrg,
    *,
    stack: str = "dev",
    config: Mapping[str, str] | None = None,
) -> Declaration:
    """Run `program` as the engine would, in a preview if the org says so; raises what the program raises."""
    # A copied context keeps the SDK's globals (settings, root resource, configuration) to this one run.
    return contextvars.copy_context().run(_run, program, org, stack, dict(config or {}))


def _run(program: Callable[[], object], org: MockedOrg, stack: str, config: dict[str, str]) -> Declaration:
    declaration = Declaration()
    loop = asyncio.new_event_loop()
    asyncio.set_event_loop(loop)
    try:
        pulumi.runtime.set_mocks(
            None,  # type: ignore[arg-type]
            project=PROJECT,
            stack=stack,
            preview=org.preview,
            organization="organization",
            logger=_note_taker(declaration),
            monitor=_Monitor(org, declaration),  # type: ignore[arg-type]
        )
        ROOT.set(None)  # The mocks come with a finished stack; this run makes its own, as under the engine.
        pulumi.runtime.set_all_config(config)
        with warnings.catch_warnings():
            # Nothing general has replaced the property yet; components/oidc_app.py tells why it is used.
            warnings.filterwarnings("ignore", "The groups_claim field is deprecated", DeprecationWarning)
            loop.run_until_complete(pulumi.runtime.run_in_stack(lambda: _call(program)))
    finally:
        loop.run_until_complete(loop.shutdown_default_executor())
        loop.close()
        asyncio.set_event_loop(None)
    return declaration


def _call(program: Callable[[], object]) -> None:
    program()


def _note_taker(declaration: Declaration) -> logging.Logger:
    class Notes(logging.Handler):
        def emit(self, record: logging.LogRecord) -> None:
            declaration.messages.append(record.getMessage())

    logger = logging.Logger("engine", logging.INFO)
    logger.addHandler(Notes())
    return logger


class _Monitor:
    """The part of the engine's resource monitor that programs like ours call.

    The SDK's own mock leaves an open event loop behind in every thread that calls it, and warnings are errors here.
    """

    def __init__(self, org: MockedOrg, declaration: Declaration) -> None:
        self._org = org
        self._declaration = declaration

    def GetDeploymentInfo(self, _request: object) -> resource_pb2.DeploymentInfo:
        return resource_pb2.DeploymentInfo(supportedFeatures=[resource_pb2.RESOURCE_MONITOR_FEATURE_SECRETS])

    def SignalAndWaitForShutdown(self, _request: object) -> empty_pb2.Empty:
        return empty_pb2.Empty()

    def Invoke(self, request: Any) -> resource_pb2.ResourceInvokeResponse:
        try:
            answer = self._org.answer(request.tok, MessageToDict(request.args))
        except LookupError as error:
            raise _InvokeError(error) from error
        return resource_pb2.ResourceInvokeResponse(**{"return": _struct(answer)})

    def RegisterResource(self, request: Any) -> resource_pb2.RegisterResourceResponse:
        urn = _urn(request.parent, request.type, request.name)
        if request.type == STACK:
            return resource_pb2.RegisterResourceResponse(urn=urn)
        inputs = MessageToDict(request.object)
        self._declaration.everything.append(
            Declared(
                type=request.type,
                name=request.name,
                urn=urn,
                parent=_name(request.parent),
                custom=request.custom,
                properties=inputs,
                protect=request.protect,
                depends_on=frozenset(map(_name, request.dependencies)),
                links={name: frozenset(sources.urns) for name, sources in request.propertyDependencies.items()},
                replace_on_changes=tuple(request.replaceOnChanges),
                ignore_changes=tuple(request.ignoreChanges),
            )
        )
        id, outputs = self._org.created(request.type, request.name, inputs) if request.custom else ("", inputs)
        return resource_pb2.RegisterResourceResponse(urn=urn, id=id, object=_struct(outputs))

    def RegisterResourceOutputs(self, request: Any) -> empty_pb2.Empty:
        outputs = MessageToDict(request.outputs)
        if f"::{STACK}::" in request.urn:
            self._declaration.outputs = outputs
        else:
            self._declaration.component_outputs[request.urn] = outputs
        return empty_pb2.Empty()


class _InvokeError(grpc.RpcError):  # type: ignore[misc]
    """How an invoke's refusal arrives."""

    def code(self) -> grpc.StatusCode:
        return grpc.StatusCode.UNKNOWN

    def details(self) -> str:
        return str(self.args[0])


def _struct(values: dict[str, Any]) -> struct_pb2.Struct:
    struct = struct_pb2.Struct()
    struct.update(values)
    return struct


def _urn(parent: str, type: str, name: str) -> str:
    """As the engine makes it: with the types of all parents below the stack."""
    parents = parent.split("::")[2] if parent else STACK
    qualified = type if parents == STACK else f"{parents}${type}"
    return f"urn:pulumi:{pulumi.get_stack()}::{PROJECT}::{qualified}::{name}"


def _name(urn: str) -> str:
    return "stack" if f"::{STACK}::" in urn else urn.rpartition("::")[2]
