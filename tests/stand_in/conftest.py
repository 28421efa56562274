"""An org to call, what lives in it, and a script where an org would not do."""

import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import httpx
import pulumi.automation as auto
import pytest

from jamf_connect_okta.simulated_org.serving.running import RunningOrg, running_org
from jamf_connect_okta.stand_in.install import write_executable
from tests.unclosed_loops import loops_are_collected as loops_are_collected

from .engine_stack import TYPES, EngineStack
from .everything import one_of_each
from .recorded_org import Json, Managed, RecordedOrg
from .ropg_app import APP, ROPG
from .scripted_server import ScriptedServer, scripted_server


@pytest.fixture
def running() -> Iterator[RunningOrg]:
    with running_org() as running:
        yield running


@pytest.fixture
def org(running: RunningOrg) -> Iterator[RecordedOrg]:
    """The standard people's org, seen by the plugin with an API token."""
    org = RecordedOrg(running.base_url, running.token)
    yield org
    org.close()


@pytest.fixture
def okta(running: RunningOrg) -> Iterator[httpx.Client]:
    """The same org, changed by somebody else."""
    headers = {"Authorization": f"SSWS {running.token}"}
    with httpx.Client(base_url=running.base_url, headers=headers, trust_env=False) as client:
        yield client


@pytest.fixture
def server() -> Iterator[ScriptedServer]:
    with scripted_server() as server:
        yield server


@pytest.fixture
def scripted_org(server: ScriptedServer) -> Iterator[RecordedOrg]:
    """An org that answers by script."""
    org = RecordedOrg(server.url)
    yield org
    org.close()


@pytest.fixture
def mac_users(okta: httpx.Client) -> str:
    return group_id(okta, "Mac Users")


@pytest.fixture
def mac_admins(okta: httpx.Client) -> str:
    return group_id(okta, "Mac Admins")


@pytest.fixture
def alice(okta: httpx.Client) -> Json:
    user: Json = okta.get("/api/v1/users/alice@acme.example").json()
    return user


@pytest.fixture
def app_id(okta: httpx.Client) -> str:
    """A native app that somebody else has made."""
    return str(okta.post("/api/v1/apps", json=_APP).raise_for_status().json()["id"])


@pytest.fixture
def access_policy(okta: httpx.Client) -> str:
    """An authentication policy that somebody else has made."""
    body = {"type": "ACCESS_POLICY", "name": "Passwords", "description": "Macs"}
    return str(okta.post("/api/v1/policies", json=body).raise_for_status().json()["id"])


@pytest.fixture
def app(org: RecordedOrg, access_policy: str) -> Managed:
    """A deployed app of the shape that this project declares."""
    return Managed(APP, org, **ROPG, authenticationPolicy=access_policy)


@pytest.fixture
def everything(org: RecordedOrg, okta: httpx.Client, mac_users: str, mac_admins: str) -> dict[str, Managed]:
    """A resource of every served type; the person is in none of the app's groups."""
    olivia = okta.get("/api/v1/users/olivia@acme.example").json()["id"]
    return one_of_each(org, [mac_users, mac_admins], olivia)


@pytest.fixture
def ids(okta: httpx.Client, everything: dict[str, Managed], mac_admins: str) -> dict[str, str]:
    """Their ids, and those of what else an event may be about."""
    found = {name: managed.id for name, managed in everything.items()}
    grant = okta.get(f"/api/v1/apps/{found['app']}/grants").json()[0]["id"]
    policies = okta.get("/api/v1/policies?type=ACCESS_POLICY").json()
    (default,) = [policy["id"] for policy in policies if policy["system"]]
    catch_all = everything["policy"].state["defaultRuleId"]
    return found | {"grant": grant, "group": mac_admins, "default": default, "catch-all": catch_all}


@pytest.fixture
def make_stack(running: RunningOrg, tmp_path: Path, pulumi_cli_folder: Path) -> Callable[[str], EngineStack]:
    """Makes a stack with a state of its own; all of them meet in one org."""
    plugin = write_executable(tmp_path / "plugin").parent

    def make(name: str) -> EngineStack:
        state = tmp_path / name
        state.mkdir()
        environment = {
            "OKTA_API_TOKEN": running.token,
            "OKTA_HTTP_PROXY": running.base_url,
            "PATH": os.pathsep.join([str(plugin), os.environ.get("PATH", os.defpath)]),
            "PULUMI_BACKEND_URL": f"file://{state}",
            "PULUMI_CONFIG_PASSPHRASE": "x",
            "PULUMI_DISABLE_AUTOMATIC_PLUGIN_ACQUISITION": "true",
            "PULUMI_HOME": str(tmp_path / "home"),
            "PULUMI_SKIP_UPDATE_CHECK": "true",
        }
        return EngineStack(state, environment, auto.PulumiCommand(root=str(pulumi_cli_folder.parent)), running)

    return make


@pytest.fixture
def stack(make_stack: Callable[[str], EngineStack]) -> EngineStack:
    """Not yet deployed."""
    return make_stack("state")


@pytest.fixture
def deployed(stack: EngineStack) -> EngineStack:
    assert stack.up() == dict.fromkeys(TYPES, "create")
    return stack


def group_id(okta: httpx.Client, name: str) -> str:
    (group,) = okta.get("/api/v1/groups", params={"search": f'profile.name eq "{name}"'}).json()
    return str(group["id"])


_APP: dict[str, Any] = {
    "name": "oidc_client",
    "label": "By hand",
    "signOnMode": "OPENID_CONNECT",
    "credentials": {"oauthClient": {"token_endpoint_auth_method": "none", "pkce_required": True}},
    "settings": {
        "oauthClient": {
            "application_type": "native",
            "grant_types": ["authorization_code"],
            "response_types": ["code"],
            "redirect_uris": ["https://127.0.0.1/jamfconnect"],
        }
    },
}
