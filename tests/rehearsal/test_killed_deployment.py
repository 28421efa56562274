"""A deployment that is killed midway: nothing is created twice, and one command goes on from there."""

import os
import signal
import subprocess
import time

import httpx
import pytest
import typer

from jamf_connect_okta.cli.rehearsal import NEEDS_ADOPTION, stop_at_pending_creates
from jamf_connect_okta.rehearsal.engine import Engine
from jamf_connect_okta.rehearsal.locks import release_dead_locks
from jamf_connect_okta.rehearsal.pending_creates import adopt_creates, pending_creates
from jamf_connect_okta.rehearsal.rehearse import Rehearsal
from jamf_connect_okta.simulated_org.serving.process import OrgAddress
from jamf_connect_okta.simulated_org.serving.running import RunningOrg
from jamf_connect_okta.toolchain import okta_plugin

pytestmark = pytest.mark.engine


@pytest.fixture
def killed(engine: Engine, org: RunningOrg) -> Engine:
    """The engine after a deployment that was killed while Okta answered the creation of an app."""
    command = ["pulumi", "--non-interactive", "up", "--yes", "--skip-preview", "--stack", "dev"]
    # Its own session, so that the plugin dies with the engine.
    with subprocess.Popen(
        command,
        cwd=engine.folder,
        env=dict(engine.environment),
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    ) as deployment:
        try:
            deadline = time.monotonic() + 60
            while not _creates_an_app(org):
                assert time.monotonic() < deadline, "the deployment never came to create an app"
                assert deployment.poll() is None, "the deployment ended by itself"
                time.sleep(0.001)
        finally:
            os.killpg(deployment.pid, signal.SIGKILL)
    return engine


def _creates_an_app(org: RunningOrg) -> bool:
    return any(entry["method"] == "POST" and entry["path"] == "/api/v1/apps" for entry in list(org.org.log.entries))


def labels(org: httpx.Client) -> list[str]:
    return sorted(app["label"] for app in org.get("/api/v1/apps").json() if app["label"].startswith("Jamf"))


def test_the_lock_of_the_killed_deployment_is_released(killed: Engine) -> None:
    assert release_dead_locks(killed)
    assert killed.locks == []


def test_every_create_that_was_under_way_is_found(killed: Engine, org_client: httpx.Client) -> None:
    pending = pending_creates(killed, org_client)
    apps = [create for create in pending if create.type == "okta:app/oAuth:OAuth"]
    assert apps
    existing = {app["id"] for app in org_client.get("/api/v1/apps").json() if app["label"] in labels(org_client)}
    assert {match for create in apps for match in create.matches} == existing


def test_adopting_them_and_deploying_again_creates_no_app_twice(killed: Engine, org_client: httpx.Client) -> None:
    release_dead_locks(killed)
    pending = pending_creates(killed, org_client)
    assert adopt_creates(killed, pending, okta_plugin.sdk_version()) == 0
    assert pending_creates(killed, org_client) == []
    assert killed.run("up", "--yes", "--skip-preview") == 0
    assert labels(org_client) == ["Jamf Connect login window", "Jamf Connect password check"]
    assert killed.run("preview", "--expect-no-changes") == 0


def test_our_commands_stop_there_and_name_the_way_on(
    killed: Engine, org: RunningOrg, capsys: pytest.CaptureFixture[str]
) -> None:
    rehearsal = Rehearsal(killed, OrgAddress(org.base_url, org.token, pid=0), variables={}, guardrails=())
    with pytest.raises(typer.Exit) as stopped:
        stop_at_pending_creates(rehearsal)
    assert stopped.value.exit_code == NEEDS_ADOPTION
    told = capsys.readouterr().err
    assert "-app (okta:app/oAuth:OAuth): exists as 0oa" in told
    assert "Next: `jamf-connect-okta adopt --stack dev`" in told
