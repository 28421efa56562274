"""The program as the engine runs it, with the stacks that come with the project."""

import os
import runpy
from typing import Any

import pytest

from components.problems import StackProblemsError

from .mocked_engine import UNKNOWN, Declaration, declare
from .mocked_org import GET_GROUPS, GET_USERS, MockedOrg
from .project_files import PROJECT_FOLDER, configuration
from .test_outputs import SETTINGS

JAMF_CONNECT = SETTINGS | {
    "passthroughAuth": True,
    "denyLocal": True,
    "localFallback": True,
    "fileVaultAutoLogin": False,
    "activateLoginWindow": True,
}
REHEARSED = {
    "organization": "acme.okta.invalid",
    "changePasswordUrl": "https://acme.okta.invalid/enduser/settings",
    "resetPasswordUrl": "https://acme.okta.invalid/signin/forgot-password",
}


@pytest.fixture(autouse=True)
def clean_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever leads to an org on this machine is not there."""
    for name in os.environ:
        if name.startswith("OKTA_"):
            monkeypatch.delenv(name)


@pytest.fixture
def in_rehearsal(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OKTA_HTTP_PROXY", "http://127.0.0.1:8099")


def run(stack: str, org: MockedOrg, **changes: str) -> Declaration:
    config = configuration(stack) | {f"jamf-connect-okta:{key}": value for key, value in changes.items()}
    return declare(lambda: runpy.run_path(str(PROJECT_FOLDER / "__main__.py")), org, stack=stack, config=config)


@pytest.mark.usefixtures("in_rehearsal")
def test_the_dev_stack_s_outputs(org: MockedOrg) -> None:
    values: Any = {
        "provider": "Custom",
        "discoveryUrl": "https://acme.okta.invalid/.well-known/openid-configuration",
        "oidcClientId": "mfa-app-client-id",
        "ropgClientId": "ropg-app-client-id",
        "redirectUri": "https://127.0.0.1/jamfconnect",
        "scopes": "openid profile email groups",
        "groupsClaimName": "groups",
        "orgUrl": "https://acme.okta.invalid",
        "design": "two-apps",
        "stack": "dev",
        "tokenEndpointAuthMethod": "none",
        "adminGroups": ["Mac Admins"],
        "settings": JAMF_CONNECT | REHEARSED,
    }
    ids: Any = {
        "ropgApp": "ropg-app-id",
        "ropgPolicy": "ropg-policy-id",
        "mfaApp": "mfa-app-id",
        "mfaPolicy": "mfa-policy-id",
        "sessionPolicy": "session-policy-id",
    }
    assert run("dev", org).outputs == {
        "jamfConnect": UNKNOWN if org.preview else values,
        "ids": UNKNOWN if org.preview else ids,
        "mfaApp": {"stage": "active", "protected": False},
    }


def test_the_prod_stack_s_outputs_are_known_in_a_preview_but_for_ids(org: MockedOrg) -> None:
    outputs = run("prod", org).outputs
    assert outputs.pop("ids") == (
        UNKNOWN
        if org.preview
        else {
            "ropgApp": "ropg-app-id",
            "ropgPolicy": "ropg-policy-id",
            "mfaApp": "mfa-app-id",
            "mfaPolicy": "mfa-policy-id",
        }
    )
    assert outputs == {
        "jamfConnect": {
            "provider": "Custom",
            "discoveryUrl": "https://acme.okta.com/.well-known/openid-configuration",
            "oidcClientId": "jamf-connect-login-window",
            "ropgClientId": "jamf-connect-password-check",
            "redirectUri": "https://127.0.0.1/jamfconnect",
            "scopes": "openid profile email groups",
            "groupsClaimName": "groups",
            "orgUrl": "https://acme.okta.com",
            "design": "two-apps",
            "stack": "prod",
            "tokenEndpointAuthMethod": "none",
            "adminGroups": ["Mac Admins"],
            "settings": JAMF_CONNECT,
        },
        "mfaApp": {"stage": "active", "protected": True},
    }


@pytest.mark.usefixtures("in_rehearsal")
def test_the_dev_stack_looks_groups_up_in_one_call_and_nothing_else(org: MockedOrg) -> None:
    run("dev", org)
    assert [token for token, _ in org.lookups] == [GET_GROUPS]


def test_the_prod_stack_takes_two_lookups(org: MockedOrg) -> None:
    run("prod", org)
    assert [token for token, _ in org.lookups] == [GET_GROUPS, GET_USERS]


def test_a_preview_says_what_becomes_of_the_session_policy(org: MockedOrg) -> None:
    (message,) = [message for message in run("prod", org).messages if "session policy" in message]
    assert message.startswith("The global session policy is left as it is")


def test_a_stack_that_can_t_be_deployed_asks_okta_nothing_and_declares_nothing(org: MockedOrg) -> None:
    with pytest.raises(StackProblemsError) as refused:
        run("prod", org, groups="[]", users="[]")
    assert [problem.key for problem in refused.value.problems] == ["groups"]
    assert org.lookups == []


def test_a_rehearsal_without_its_proxy_is_refused(org: MockedOrg) -> None:
    with pytest.raises(StackProblemsError, match="could reach a real one"):
        run("dev", org)


@pytest.mark.usefixtures("in_rehearsal")
def test_production_is_never_deployed_into_a_simulated_org(org: MockedOrg) -> None:
    with pytest.raises(StackProblemsError, match="OKTA_HTTP_PROXY leads the provider to a simulated org"):
        run("prod", org)


def test_a_skipped_step_of_the_retirement_asks_okta_nothing(org: MockedOrg) -> None:
    org.deployed = {"mfaApp": {"stage": "active", "protected": True}}
    with pytest.raises(StackProblemsError, match=r"Next step: Set mfaApp\.stage to retiring"):
        run("prod", org, mfaApp='{"stage": "absent"}')
    assert org.lookups == []
