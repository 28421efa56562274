"""The plugin's methods as the engine's protocol names them: messages in, messages out."""

from collections.abc import Iterable
from dataclasses import dataclass

from google.protobuf.empty_pb2 import Empty  # type: ignore[import-untyped]
from google.protobuf.struct_pb2 import Struct  # type: ignore[import-untyped]

from jamf_connect_okta.stand_in import operations
from jamf_connect_okta.stand_in.catalogue import lookup, resource_type
from jamf_connect_okta.stand_in.changes import Change
from jamf_connect_okta.stand_in.checks import Failure, failures, with_defaults
from jamf_connect_okta.stand_in.configuration import SETTINGS, configuration
from jamf_connect_okta.stand_in.engine_log import EngineLog
from jamf_connect_okta.stand_in.errors import OperationError, StandInError, as_reported
from jamf_connect_okta.stand_in.naming import has_own_name, with_name
from jamf_connect_okta.stand_in.org import Org
from jamf_connect_okta.stand_in.protocol import plugin_pb2, provider_pb2
from jamf_connect_okta.stand_in.resource import ResourceType
from jamf_connect_okta.stand_in.values import Properties, has_unknown, properties, struct

VERSION = "7.0.1"
"""The version of the official plugin that this one stands in for."""

_GREETING = "Stand-in for the okta plugin: this goes to the simulated org at {url}, not to Okta."
_PROVIDER_OPTIONS = frozenset({"version", "pluginDownloadURL"})


@dataclass
class HalfDoneError(Exception):
    """The resource exists, and something went wrong: the engine is to keep it in its state."""

    id: str
    properties: Struct
    reason: str


class StandIn:
    """One process, one configuration; requests come in parallel.

    Methods raise StandInError, OperationError and HalfDoneError.
    """

    def __init__(self, log: EngineLog) -> None:
        self._log = log
        self._org: Org | None = None

    def close(self) -> None:
        """Close the connections to the org."""
        if self._org is not None:
            self._org.close()

    def Handshake(self, _request: provider_pb2.ProviderHandshakeRequest) -> provider_pb2.ProviderHandshakeResponse:
        return provider_pb2.ProviderHandshakeResponse()

    def GetPluginInfo(self, _request: Empty) -> plugin_pb2.PluginInfo:
        return plugin_pb2.PluginInfo(version=VERSION)

    def GetSchema(self, _request: provider_pb2.GetSchemaRequest) -> provider_pb2.GetSchemaResponse:
        raise StandInError(
            "The stand-in plugin has no schema to generate code from. An import works with --generate-code=false."
        )

    def Attach(self, request: plugin_pb2.PluginAttach) -> Empty:
        self._log.connect(request.address)
        return Empty()

    def Cancel(self, _request: Empty) -> Empty:
        return Empty()

    def CheckConfig(self, request: provider_pb2.CheckRequest) -> provider_pb2.CheckResponse:
        unknown = sorted(set(properties(request.news)) - SETTINGS - _PROVIDER_OPTIONS)
        found = [Failure(name, f"Invalid or unknown key. Examine values at 'okta:{name}'.") for name in unknown]
        return provider_pb2.CheckResponse(inputs=request.news, failures=_messages(found))

    def DiffConfig(self, request: provider_pb2.DiffRequest) -> provider_pb2.DiffResponse:
        return provider_pb2.DiffResponse(changes=_some(properties(request.olds) != properties(request.news)))

    def Configure(self, request: provider_pb2.ConfigureRequest) -> provider_pb2.ConfigureResponse:
        settings = {name.rpartition(":")[2]: value for name, value in request.variables.items()}
        settings |= {name: value for name, value in properties(request.args).items() if value}
        org = Org(configuration(settings))
        self._log.info(_GREETING.format(url=org.url))
        try:
            org.sign_in()
        except OperationError as error:
            org.close()
            raise OperationError(f"[ERROR] failed validate configuration: {error}") from error
        self.close()
        self._org = org
        return provider_pb2.ConfigureResponse(supportsPreview=True)

    def Check(self, request: provider_pb2.CheckRequest) -> provider_pb2.CheckResponse:
        kind, name = _kind(request.urn), _name(request.urn)
        given = with_name(kind, properties(request.news), properties(request.olds), name, request.randomSeed)
        found = failures(kind.schema, given, name) + kind.failures(given)
        return provider_pb2.CheckResponse(inputs=struct(with_defaults(kind.schema, given)), failures=_messages(found))

    def Diff(self, request: provider_pb2.DiffRequest) -> provider_pb2.DiffResponse:
        kind, state, inputs = _kind(request.urn), properties(request.olds), properties(request.news)
        ignored = {_property(path) for path in request.ignoreChanges}
        changes = [change for change in operations.diff(kind, state, inputs) if change.property not in ignored]
        replaced = {change.property for change in changes if change.replaces}
        return provider_pb2.DiffResponse(
            changes=_some(bool(changes)),
            diffs=sorted({change.property for change in changes}),
            replaces=sorted(replaced),
            deleteBeforeReplace=bool(replaced) and has_own_name(kind, inputs, _name(request.urn)),
            stables=sorted(name for name, each in kind.schema.items() if each.replaces and name not in replaced),
            detailedDiff={change.path: _property_diff(change) for change in changes},
            hasDetailedDiff=True,
        )

    def Create(self, request: provider_pb2.CreateRequest) -> provider_pb2.CreateResponse:
        kind, inputs = _kind(request.urn), properties(request.properties)
        if request.preview:
            return provider_pb2.CreateResponse(properties=_state(kind, operations.previewed_creation(kind, inputs)))
        outcome = operations.create(kind, self._configured, inputs)
        return provider_pb2.CreateResponse(id=outcome.id, properties=_kept(kind, outcome))

    def Read(self, request: provider_pb2.ReadRequest) -> provider_pb2.ReadResponse:
        kind = _kind(request.urn)
        state, inputs = properties(request.properties), properties(request.inputs)
        found = operations.read(kind, self._configured, request.id, state, inputs)
        if found is None:
            return provider_pb2.ReadResponse()
        outcome, read = found
        return provider_pb2.ReadResponse(id=outcome.id, properties=_kept(kind, outcome), inputs=struct(read))

    def Update(self, request: provider_pb2.UpdateRequest) -> provider_pb2.UpdateResponse:
        kind, state, inputs = _kind(request.urn), properties(request.olds), properties(request.news)
        # What the program asks to ignore stays as it was.
        for name in {_property(path) for path in request.ignoreChanges}:
            inputs[name] = state.get(name)
        if request.preview:
            planned = operations.previewed_update(kind, request.id, state, inputs)
            return provider_pb2.UpdateResponse(properties=_state(kind, planned))
        outcome = operations.update(kind, self._configured, request.id, state, inputs)
        return provider_pb2.UpdateResponse(properties=_kept(kind, outcome))

    def Delete(self, request: provider_pb2.DeleteRequest) -> Empty:
        operations.delete(_kind(request.urn), self._configured, request.id, properties(request.properties))
        return Empty()

    def Invoke(self, request: provider_pb2.InvokeRequest) -> provider_pb2.InvokeResponse:
        asked, given = lookup(request.tok), properties(request.args)
        found = failures(asked.schema, given, request.tok)
        if found:
            return provider_pb2.InvokeResponse(failures=_messages(found))
        defaults = {name: each.default for name, each in asked.schema.items() if each.default is not None}
        arguments = defaults | with_defaults(asked.schema, given)
        try:
            result = asked.look_up(self._configured, arguments)
        except OperationError as error:
            raise OperationError(f"invoking {request.tok}: {as_reported(error)}") from error
        response = provider_pb2.InvokeResponse()
        getattr(response, "return").CopyFrom(struct(arguments | result))
        return response

    @property
    def _configured(self) -> Org:
        if self._org is None:
            raise StandInError("The stand-in plugin is not configured yet: some of okta's settings are still unknown.")
        return self._org


def _kind(urn: str) -> ResourceType:
    # `urn:pulumi:STACK::PROJECT::PARENT$TYPE::NAME`
    return resource_type(urn.split("::")[2].rpartition("$")[2])


def _name(urn: str) -> str:
    return urn.rpartition("::")[2]


def _property(path: str) -> str:
    return path.partition(".")[0].partition("[")[0]


def _state(kind: ResourceType, outputs: Properties) -> Struct:
    secrets = [name for name, each in kind.schema.items() if each.secret and not has_unknown(outputs.get(name))]
    return struct(outputs, secrets)


def _kept(kind: ResourceType, outcome: operations.Outcome) -> Struct:
    state = _state(kind, outcome.outputs)
    if outcome.failure:
        raise HalfDoneError(outcome.id, state, outcome.failure)
    return state


def _messages(found: Iterable[Failure]) -> list[provider_pb2.CheckFailure]:
    return [provider_pb2.CheckFailure(property=failure.property, reason=failure.reason) for failure in found]


def _some(changed: bool) -> provider_pb2.DiffResponse.DiffChanges.ValueType:
    return provider_pb2.DiffResponse.DIFF_SOME if changed else provider_pb2.DiffResponse.DIFF_NONE


def _property_diff(change: Change) -> provider_pb2.PropertyDiff:
    kind = f"{change.kind}_REPLACE" if change.replaces else change.kind
    return provider_pb2.PropertyDiff(kind=provider_pb2.PropertyDiff.Kind.Value(kind))
