"""The plugin as the engine meets it: a process, a port, gRPC."""

import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from concurrent import futures
from importlib.metadata import version
from pathlib import Path
from typing import Any

import grpc  # type: ignore[import-untyped]
import pytest
from google.protobuf.empty_pb2 import Empty  # type: ignore[import-untyped]
from google.protobuf.struct_pb2 import Struct  # type: ignore[import-untyped]
from pulumi.runtime.proto import engine_pb2, engine_pb2_grpc, provider_pb2, provider_pb2_grpc, status_pb2

from jamf_connect_okta.simulated_org.serving.running import RunningOrg
from jamf_connect_okta.stand_in.install import write_executable
from jamf_connect_okta.stand_in.server import serving
from jamf_connect_okta.stand_in.servicer import VERSION
from jamf_connect_okta.stand_in.values import UNKNOWN, struct

URN = "urn:pulumi:dev::p::a:b:Parent${token}::thing"
POLICY = URN.format(token="okta:index/appSignonPolicy:AppSignonPolicy")
APP = URN.format(token="okta:app/oAuth:OAuth")
SESSION = URN.format(token="okta:policy/signon:Signon")


class EngineLog(engine_pb2_grpc.EngineServicer):
    """What the engine's user reads."""

    def __init__(self) -> None:
        self.lines: list[str] = []

    def Log(self, request: engine_pb2.LogRequest, _context: Any) -> Empty:
        self.lines.append(request.message)
        return Empty()


@pytest.fixture
def engine() -> Iterator[tuple[EngineLog, str]]:
    log = EngineLog()
    server = grpc.server(futures.ThreadPoolExecutor(1))
    engine_pb2_grpc.add_EngineServicer_to_server(log, server)
    port = server.add_insecure_port("127.0.0.1:0")
    server.start()
    yield log, f"127.0.0.1:{port}"
    server.stop(None).wait()


@pytest.fixture
def plugin(engine: tuple[EngineLog, str]) -> Iterator[provider_pb2_grpc.ResourceProviderStub]:
    with serving(engine[1]) as port, grpc.insecure_channel(f"127.0.0.1:{port}") as channel:
        yield provider_pb2_grpc.ResourceProviderStub(channel)


@pytest.fixture
def configured(
    plugin: provider_pb2_grpc.ResourceProviderStub, running: RunningOrg
) -> provider_pb2_grpc.ResourceProviderStub:
    configure(plugin, httpProxy=running.base_url, apiToken=running.token)
    return plugin


def configure(plugin: provider_pb2_grpc.ResourceProviderStub, **settings: str) -> provider_pb2.ConfigureResponse:
    request = provider_pb2.ConfigureRequest(args=struct(settings))
    response: provider_pb2.ConfigureResponse = plugin.Configure(request)
    return response


def refusal(error: Any) -> str:
    return str(error.value.details())


def test_the_plugin_says_once_that_it_is_the_stand_in(
    configured: provider_pb2_grpc.ResourceProviderStub, running: RunningOrg, engine: tuple[EngineLog, str]
) -> None:
    configure(configured, httpProxy=running.base_url, apiToken=running.token)
    (line,) = engine[0].lines
    assert line == f"Stand-in for the okta plugin: this goes to the simulated org at {running.base_url}, not to Okta."


@pytest.mark.usefixtures("configured")
def test_an_api_token_is_checked_twice(running: RunningOrg) -> None:
    calls = [f"{entry['method']} {entry['path']}" for entry in running.org.log.entries]
    assert calls == ["GET /api/v1/users/me", "GET /api/v1/users/me"]


def test_a_wrong_api_token_is_refused_and_not_repeated(
    plugin: provider_pb2_grpc.ResourceProviderStub, running: RunningOrg
) -> None:
    with pytest.raises(grpc.RpcError) as error:
        configure(plugin, httpProxy=running.base_url, apiToken="hush-hush")
    assert "error with v3 SDK client: 401 Unauthorized" in refusal(error)
    assert "hush-hush" not in refusal(error)


def test_a_real_org_is_refused(plugin: provider_pb2_grpc.ResourceProviderStub) -> None:
    with pytest.raises(grpc.RpcError) as error:
        configure(plugin, orgName="acme", baseUrl="okta.com", apiToken="t", httpProxy="http://proxy.example:8080")
    assert "talks to a simulated org on loopback only" in refusal(error)


def test_settings_may_come_as_variables(plugin: provider_pb2_grpc.ResourceProviderStub, running: RunningOrg) -> None:
    variables = {"okta:config:httpProxy": running.base_url, "okta:config:apiToken": running.token}
    assert plugin.Configure(provider_pb2.ConfigureRequest(variables=variables)).supportsPreview


def test_an_unknown_setting_is_refused(plugin: provider_pb2_grpc.ResourceProviderStub) -> None:
    checked = plugin.CheckConfig(provider_pb2.CheckRequest(news=struct({"apitoken": "t", "version": "7.0.1"})))
    assert [failure.property for failure in checked.failures] == ["apitoken"]


def test_other_types_are_named_and_refused(configured: provider_pb2_grpc.ResourceProviderStub) -> None:
    with pytest.raises(grpc.RpcError) as error:
        configured.Check(provider_pb2.CheckRequest(urn=URN.format(token="okta:group/group:Group")))
    for part in ("okta:group/group:Group is not served", "stand-in", "okta:app/oAuth:OAuth", "official okta plugin"):
        assert part in refusal(error)


def test_other_functions_are_named_and_refused(configured: provider_pb2_grpc.ResourceProviderStub) -> None:
    with pytest.raises(grpc.RpcError) as error:
        configured.Invoke(provider_pb2.InvokeRequest(tok="okta:index/getApps:getApps"))
    assert "okta:index/getApps:getApps is not served" in refusal(error)


def test_check_fills_in_defaults_that_are_not_blank(configured: provider_pb2_grpc.ResourceProviderStub) -> None:
    checked = configured.Check(provider_pb2.CheckRequest(urn=SESSION, news=struct({"name": "Macs"})))
    assert dict(checked.inputs) == {"name": "Macs", "status": "ACTIVE"}
    checked = configured.Check(
        provider_pb2.CheckRequest(
            urn=APP, news=struct({"label": "A", "type": "native", "jwks": [{"kid": UNKNOWN, "kty": "RSA"}]})
        )
    )
    assert checked.inputs["tokenEndpointAuthMethod"] == "client_secret_basic"
    assert "omitSecret" not in checked.inputs


def test_check_refuses_unknown_missing_and_wrong_properties(
    configured: provider_pb2_grpc.ResourceProviderStub,
) -> None:
    news = struct({"labels": ["Macs"], "label": 3})
    checked = configured.Check(provider_pb2.CheckRequest(urn=APP, news=news))
    assert {failure.property for failure in checked.failures} == {"labels", "label", "type"}
    reasons = {failure.property: failure.reason for failure in checked.failures}
    assert reasons["labels"] == "Invalid or unknown key. Examine values at 'thing.labels'."
    assert 'The argument "type" is required' in reasons["type"]


def test_a_preview_makes_no_call(configured: provider_pb2_grpc.ResourceProviderStub, running: RunningOrg) -> None:
    before = len(running.org.log.entries)
    inputs = struct({"name": "Macs", "description": "d"})
    created = configured.Create(provider_pb2.CreateRequest(urn=POLICY, properties=inputs, preview=True))
    assert created.properties["defaultRuleId"] == UNKNOWN
    assert len(running.org.log.entries) == before


def test_ignored_changes_are_none(configured: provider_pb2_grpc.ResourceProviderStub) -> None:
    request = provider_pb2.DiffRequest(
        urn=POLICY,
        olds=struct({"name": "Macs", "description": "d", "priority": 1, "catchAll": True}),
        news=struct({"name": "Other", "description": "e"}),
        ignoreChanges=["name"],
    )
    assert list(configured.Diff(request).diffs) == ["description"]


def test_a_secret_output_is_marked(configured: provider_pb2_grpc.ResourceProviderStub) -> None:
    inputs = struct(
        {
            "label": "A",
            "type": "native",
            "redirectUris": ["https://127.0.0.1/"],
            "grantTypes": ["authorization_code"],
            "responseTypes": ["code"],
        }
    )
    created = configured.Create(provider_pb2.CreateRequest(urn=APP, properties=inputs))
    secret = created.properties["clientSecret"]
    assert isinstance(secret, Struct)
    assert secret["4dabf18193072939515e22adb298388d"] == "1b47061264138c4ac30d75fd1eb44270"


def test_a_resource_that_exists_half_done_is_handed_over(configured: provider_pb2_grpc.ResourceProviderStub) -> None:
    inputs = struct({"name": "Macs", "priority": 9})
    with pytest.raises(grpc.RpcError) as error:
        configured.Create(provider_pb2.CreateRequest(urn=SESSION, properties=inputs))
    trailing = {item.key: item.value for item in error.value.trailing_metadata()}
    status = status_pb2.Status.FromString(trailing["grpc-status-details-bin"])
    detail = provider_pb2.ErrorResourceInitFailed()
    assert status.details[0].Unpack(detail)
    assert detail.id.startswith("00p")
    assert detail.properties["name"] == "Macs"
    assert "provided priority was not valid, got: 9" in detail.reasons[0]


def test_without_a_schema_the_way_out_is_named(plugin: provider_pb2_grpc.ResourceProviderStub) -> None:
    with pytest.raises(grpc.RpcError) as error:
        plugin.GetSchema(provider_pb2.GetSchemaRequest())
    assert "--generate-code=false" in refusal(error)


def test_before_it_is_configured_it_says_so(plugin: provider_pb2_grpc.ResourceProviderStub) -> None:
    with pytest.raises(grpc.RpcError) as error:
        plugin.Read(provider_pb2.ReadRequest(urn=POLICY, id="rst1"))
    assert "not configured yet" in refusal(error)


def test_an_answer_that_makes_no_sense_is_no_traceback(
    plugin: provider_pb2_grpc.ResourceProviderStub, server: Any
) -> None:
    configure(plugin, httpProxy=server.url, accessToken="t")
    with pytest.raises(grpc.RpcError) as error:
        plugin.Read(
            provider_pb2.ReadRequest(
                urn=SESSION.replace("policy/signon:Signon", "policy/ruleSignon:RuleSignon"), id="00p1/0pr1"
            )
        )
    assert "can't make sense of the org's answer" in refusal(error)


def test_the_executable_prints_its_port_first_wherever_it_runs(tmp_path: Path) -> None:
    executable = write_executable(tmp_path / "plug in")
    with subprocess.Popen(
        [executable, "--logtostderr", "127.0.0.1:1"],
        cwd="/",
        env={"PYTHONPATH": "/nowhere"},
        stdout=subprocess.PIPE,
        text=True,
    ) as process:
        assert process.stdout is not None
        port = process.stdout.readline().strip()
        with grpc.insecure_channel(f"127.0.0.1:{port}") as channel:
            info = provider_pb2_grpc.ResourceProviderStub(channel).GetPluginInfo(Empty())
        process.terminate()
        assert process.wait(timeout=5) == 0
    assert info.version == "7.0.1"


def test_the_version_is_that_of_the_installed_sdk() -> None:
    assert version("pulumi_okta") == VERSION


def test_a_plugin_whose_engine_was_killed_ends(tmp_path: Path) -> None:
    plugin = write_executable(tmp_path)
    command = f"import subprocess, time; subprocess.Popen([{str(plugin)!r}, '127.0.0.1:1']); time.sleep(60)"
    with subprocess.Popen([sys.executable, "-c", command], stdout=subprocess.PIPE, text=True) as engine:
        assert engine.stdout is not None
        address = ("127.0.0.1", int(engine.stdout.readline()))
        engine.kill()
        deadline = time.monotonic() + 10
        while is_served(address) and time.monotonic() < deadline:
            time.sleep(0.05)
    assert not is_served(address)


def is_served(address: tuple[str, int]) -> bool:
    with socket.socket() as client:
        return client.connect_ex(address) == 0


def test_a_name_that_is_left_out_is_made_up(configured: provider_pb2_grpc.ResourceProviderStub) -> None:
    first = configured.Check(provider_pb2.CheckRequest(urn=SESSION, news=struct({}), randomSeed=b"seed")).inputs
    assert first["name"].startswith("thing-")
    again = configured.Check(provider_pb2.CheckRequest(urn=SESSION, news=struct({}), olds=first, randomSeed=b"other"))
    assert again.inputs == first


@pytest.mark.parametrize(
    ("token", "olds", "news", "first"),
    [
        ("okta:policy/ruleSignon:RuleSignon", {"name": "A", "policyId": "1"}, {"name": "B", "policyId": "1"}, True),
        ("okta:policy/ruleSignon:RuleSignon", {"name": "A", "policyId": "1"}, {"name": "A", "policyId": "2"}, True),
        (
            "okta:policy/ruleSignon:RuleSignon",
            {"name": "thing-0123abc", "policyId": "1"},
            {"name": "thing-0123abc", "policyId": "2"},
            False,
        ),
        (
            "okta:index/appSignonPolicyRule:AppSignonPolicyRule",
            {"name": "A", "policyId": "1"},
            {"name": "A", "policyId": "2"},
            True,
        ),
        ("okta:policy/signon:Signon", {"name": "A"}, {"name": "B"}, False),
        ("okta:app/oAuth:OAuth", {"label": "A", "type": "web"}, {"label": "A", "type": "native"}, False),
        ("okta:index/appGroupAssignments:AppGroupAssignments", {"appId": "1"}, {"appId": "2"}, False),
    ],
    ids=str,
)
def test_what_the_program_names_is_deleted_before_it_is_replaced(
    configured: provider_pb2_grpc.ResourceProviderStub, token: str, olds: Any, news: Any, first: bool
) -> None:
    request = provider_pb2.DiffRequest(urn=URN.format(token=token), olds=struct(olds), news=struct(news))
    assert configured.Diff(request).deleteBeforeReplace is first
