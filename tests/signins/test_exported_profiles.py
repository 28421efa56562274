"""Sign-ins are played with what the exported files say: a wrong value in a file makes them fail."""

from __future__ import annotations

import plistlib
import shutil
from pathlib import Path
from typing import Any

import pytest

from components.preference_key import LOGIN, MENU_BAR
from jamf_connect_okta.mdm.errors import ExportError
from jamf_connect_okta.mdm.export import Export, export
from jamf_connect_okta.rehearsal.engine import Engine
from jamf_connect_okta.rehearsal.rehearse import Rehearsal
from jamf_connect_okta.rehearsal.workspace import Workspace
from jamf_connect_okta.signins.errors import SigninsError
from jamf_connect_okta.signins.playing import play
from jamf_connect_okta.signins.reading import Written
from jamf_connect_okta.signins.rehearsed import rehearsed_org
from jamf_connect_okta.simulated_org.seed.seed import DEFAULT_SEED
from jamf_connect_okta.simulated_org.serving.process import OrgAddress

from ..mdm.stack_outputs import two_apps
from .conftest import Deployed, written

PROJECT = Path(__file__).parents[2]
BEN = "ben@acme.example"
EXPECTED = (
    written(who=BEN),
    written(who=BEN, app="MFA", factors="sms", claims={"groups": {"contains": "Mac Admins"}}, administrator=True),
)
NO_ADMINISTRATOR = (written(app="MFA", factors="push", administrator=False),)
WEB_VIEW = {"code", "code id_token"}


@pytest.fixture
def profiles(deployed: Deployed, tmp_path: Path) -> Export:
    """The files of the stack that was deployed."""
    values = deployed.org.jamf_connect
    output = two_apps(adminGroups=["Mac Admins"])
    deployed_values = {
        "oidc_client_id": values["oidcClientId"],
        "ropg_client_id": values["ropgClientId"],
        "discovery_url": values["discoveryUrl"],
    }
    return export(output.model_copy(update=deployed_values), tmp_path / "profiles")


def failed(deployed: Deployed, profiles: Export, *expected: Written) -> set[str]:
    """The requests that are not answered as expected, played from these files as `make up` does."""
    workspace = Workspace(profiles.written[0].plist.parents[1], "dev")
    for name in ("Pulumi.yaml", "Pulumi.dev.yaml"):
        shutil.copy(PROJECT / name, workspace.project)
    workspace.org.mkdir(parents=True, exist_ok=True)
    shutil.copy(DEFAULT_SEED, workspace.org / "seed.yaml")
    address = OrgAddress(deployed.org.base_url, deployed.org.token, pid=0)
    nobody = Engine(workspace.project, "dev", workspace.engine_state, {})
    org = rehearsed_org(workspace, Rehearsal(nobody, address, {}, ()), profiles)
    report = play(org, expected or EXPECTED)
    assert {one.request for one in report.played} >= WEB_VIEW
    return {one.request for one in report.failed}


def write(profiles: Export, domain: str, key: str, value: Any) -> None:
    """Puts another value into both files of a domain."""
    (written,) = [one for one in profiles.written if one.profile.domain == domain]
    preferences = plistlib.loads(written.plist.read_bytes())
    *above, last = key.split(".")
    target = preferences
    for name in above:
        target = target[name]
    target[last] = value
    written.plist.write_bytes(plistlib.dumps(preferences))
    profile = plistlib.loads(written.mobileconfig.read_bytes())
    profile["PayloadContent"][0]["PayloadContent"][domain]["Forced"][0]["mcx_preference_settings"] = preferences
    written.mobileconfig.write_bytes(plistlib.dumps(profile))


def test_the_files_as_they_were_exported_sign_everybody_in(deployed: Deployed, profiles: Export) -> None:
    assert failed(deployed, profiles) == set()


@pytest.mark.parametrize(
    ("domain", "key", "value", "requests"),
    [
        (LOGIN, "OIDCClientID", "0oaNobody", WEB_VIEW),
        (LOGIN, "OIDCRedirectURI", "https://127.0.0.1/elsewhere", WEB_VIEW),
        (LOGIN, "OIDCScopes", "openid profile email", WEB_VIEW),
        (LOGIN, "OIDCScopes", "profile email groups", {"login window", *WEB_VIEW}),
        (LOGIN, "OIDCAdminAttribute", "roles", WEB_VIEW),
        (LOGIN, "OIDCAdmin", ["Mac Heroes"], WEB_VIEW),
        (LOGIN, "OIDCAdmin", "Mac Admins", WEB_VIEW),
        (LOGIN, "OIDCIgnoreAdmin", True, WEB_VIEW),
        (LOGIN, "OIDCROPGID", "0oaNobody", {"login window"}),
        (MENU_BAR, "IdPSettings.ROPGID", "0oaNobody", {"menu bar"}),
    ],
    ids=[
        *("client ID", "redirect URI", "no groups scope", "no openid scope"),
        *("another claim", "another group", "a group as text", "groups ignored"),
        *("ROPG ID", "menu bar's ROPG ID"),
    ],
)
def test_a_wrong_value_in_the_files_makes_its_requests_fail(
    deployed: Deployed, profiles: Export, domain: str, key: str, value: object, requests: set[str]
) -> None:
    write(profiles, domain, key, value)
    assert failed(deployed, profiles) == requests


def test_a_claim_that_makes_somebody_an_administrator_who_must_not_be_one_fails(
    deployed: Deployed, profiles: Export
) -> None:
    assert failed(deployed, profiles, *NO_ADMINISTRATOR) == set()
    write(profiles, LOGIN, "OIDCAdminAttribute", "preferred_username")
    write(profiles, LOGIN, "OIDCAdmin", ["alice@acme.example"])
    assert failed(deployed, profiles, *NO_ADMINISTRATOR) == WEB_VIEW


DISCOVERY_URLS = pytest.mark.parametrize(
    ("domain", "key"), [(LOGIN, "OIDCDiscoveryURL"), (MENU_BAR, "IdPSettings.DiscoveryURL")]
)


@DISCOVERY_URLS
def test_a_discovery_url_that_leads_nowhere_ends_the_proof(
    deployed: Deployed, profiles: Export, domain: str, key: str
) -> None:
    write(profiles, domain, key, "https://acme.okta.invalid/.well-known/nothing")
    with pytest.raises(SigninsError, match=r"no discovery document .*well-known/nothing"):
        failed(deployed, profiles)


@DISCOVERY_URLS
@pytest.mark.parametrize(
    "okta", ["https://acme-admin.okta.invalid", "https://other.okta.invalid", "http://acme.okta.invalid"]
)
def test_a_discovery_url_of_another_host_ends_the_proof(
    deployed: Deployed, profiles: Export, domain: str, key: str, okta: str
) -> None:
    write(profiles, domain, key, f"{okta}/.well-known/openid-configuration")
    with pytest.raises(SigninsError, match=f"look for Okta at {okta}/"):
        failed(deployed, profiles)


def test_a_value_that_one_form_alone_has_ends_the_proof(deployed: Deployed, profiles: Export) -> None:
    login = profiles.written[0].plist
    login.write_bytes(plistlib.dumps(plistlib.loads(login.read_bytes()) | {"OIDCClientID": "0oaNobody"}))
    with pytest.raises(ExportError, match="says something else about OIDCClientID"):
        failed(deployed, profiles)
