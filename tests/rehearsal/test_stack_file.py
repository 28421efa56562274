"""A stack's file, and its copy for a simulated org."""

from pathlib import Path

import pytest

from components.problems import StackProblemsError
from jamf_connect_okta.rehearsal.errors import RehearsalError
from jamf_connect_okta.rehearsal.stack_file import StackFile, read_stack_file

OURS = "jamf-connect-okta"
PROXY = {"OKTA_HTTP_PROXY": "http://127.0.0.1:8080"}


@pytest.fixture
def production() -> StackFile:
    """A real org's stack, with an encrypted API token."""
    return StackFile(
        "prod",
        {
            "okta:orgName": "acme",
            "okta:baseUrl": "okta.com",
            "okta:apiToken": {"secure": "v1:abc:def"},
            f"{OURS}:customDomain": "login.acme.com",
            f"{OURS}:groups": ["Mac Users"],
            f"{OURS}:adminGroups": ["Mac Admins"],
            f"{OURS}:mfaApp": {"stage": "active"},
            f"{OURS}:sessionPolicy": {"managed": True},
        },
    )


def test_a_rehearsed_copy_lives_below_a_domain_that_exists_nowhere(production: StackFile) -> None:
    settings = production.rehearsed({}).settings(PROXY)
    assert settings.org_url == "https://acme.okta.com.invalid"
    assert settings.discovery_url == "https://login.acme.com.invalid/.well-known/openid-configuration"


def test_a_rehearsed_copy_leaves_secrets_behind(production: StackFile) -> None:
    assert "secure" not in str(production.rehearsed({}).config)


def test_a_secret_inside_a_setting_stays_behind_with_it() -> None:
    stack = StackFile("prod", {f"{OURS}:ropgApp": {"label": {"secure": "v1:abc"}}, f"{OURS}:groups": ["Mac Users"]})
    assert f"{OURS}:ropgApp" not in stack.rehearsed({}).config


def test_a_rehearsed_copy_is_a_rehearsal_without_protection(production: StackFile) -> None:
    settings = production.rehearsed({}).settings(PROXY)
    assert (settings.rehearsal, settings.protect) == (True, False)


def test_a_rehearsed_copy_keeps_every_other_setting(production: StackFile) -> None:
    settings = production.rehearsed({}).settings(PROXY)
    assert (settings.groups, settings.admin_groups, settings.design) == (("Mac Users",), ("Mac Admins",), "two-apps")


def test_an_org_named_only_in_the_environment_is_rehearsed_too() -> None:
    stack = StackFile("prod", {f"{OURS}:groups": ["Mac Users"]})
    copy = stack.rehearsed({"OKTA_ORG_NAME": "acme", "OKTA_BASE_URL": "okta.com"})
    assert copy.settings(PROXY).org_url == "https://acme.okta.com.invalid"


def test_a_copy_with_problems_is_refused_like_the_stack_itself(production: StackFile) -> None:
    broken = StackFile("prod", {**production.config, f"{OURS}:groups": []})
    with pytest.raises(StackProblemsError, match="Nobody would be assigned"):
        broken.rehearsed({}).settings(PROXY)


def test_a_key_without_a_namespace_is_the_project_s(tmp_path: Path) -> None:
    file = tmp_path / "Pulumi.x.yaml"
    file.write_text("config:\n  rehearsal: true\n")
    assert read_stack_file("x", file).is_rehearsal


def test_a_rehearsal_may_say_so_in_text_as_pulumi_writes_it() -> None:
    assert StackFile("x", {f"{OURS}:rehearsal": "true"}).is_rehearsal


def test_a_stack_that_does_not_say_so_is_no_rehearsal(production: StackFile) -> None:
    assert not production.is_rehearsal


@pytest.mark.parametrize(
    ("text", "reason"),
    [("config: [", "not YAML"), ("config: 3", "below `config:`"), ("- a", "below `config:`")],
    ids=["broken YAML", "settings that are no map", "a list"],
)
def test_a_file_that_is_no_stack_file_is_refused_in_words(tmp_path: Path, text: str, reason: str) -> None:
    file = tmp_path / "Pulumi.x.yaml"
    file.write_text(text)
    with pytest.raises(RehearsalError, match=reason):
        read_stack_file("x", file)
