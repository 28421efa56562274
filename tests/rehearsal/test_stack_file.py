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


def test_a_secret_inside_of_a_section_stays_behind_alone() -> None:
    app = {"label": {"secure": "v1:abc"}, "excludedGroups": ["Okta Administrators"]}
    copy = StackFile("prod", {f"{OURS}:ropgApp": app}).rehearsed({})
    assert copy.config[f"{OURS}:ropgApp"] == {"excludedGroups": ["Okta Administrators"]}


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


def written(folder: Path, defaults: str, config: str) -> Path:
    """A stack's file beside the project's."""
    (folder / "Pulumi.yaml").write_text(f"name: {OURS}\nconfig: {defaults}\n")
    (folder / "Pulumi.x.yaml").write_text(f"config: {config}\n")
    return folder / "Pulumi.x.yaml"


def test_a_key_without_a_namespace_is_the_project_s(tmp_path: Path) -> None:
    file = written(tmp_path, "{}", "{rehearsal: true}")
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


def test_a_stack_is_a_rehearsal_where_the_project_says_so(tmp_path: Path) -> None:
    assert read_stack_file("x", written(tmp_path, "{rehearsal: {type: boolean, default: true}}", "{}")).is_rehearsal
    assert not read_stack_file("x", written(tmp_path, "{rehearsal: true}", "{rehearsal: false}")).is_rehearsal


DEFAULTS = """
  okta:orgName: acme
  okta:baseUrl: {value: okta.com}
  okta:clientId: {value: 0oaServiceApp}
  customDomain: {type: string, default: login.acme.com}
  groups: [Mac Users]
  adminGroups: [Mac Admins]
  ropgApp: {type: object, default: {excludedGroups: [Okta Administrators]}}
  mfaApp: {type: object, default: {stage: active, factors: [push]}}
  sessionPolicy: {type: object, default: {managed: true}}
"""


def test_a_rehearsed_copy_lives_below_invalid_also_where_the_project_names_the_host(tmp_path: Path) -> None:
    settings = read_stack_file("x", written(tmp_path, DEFAULTS, "{}")).rehearsed({}).settings(PROXY)
    assert settings.org_url == "https://acme.okta.com.invalid"
    assert settings.sign_in_url == "https://login.acme.com.invalid"


def test_how_the_project_lets_the_provider_sign_in_stays_behind(tmp_path: Path) -> None:
    assert read_stack_file("x", written(tmp_path, DEFAULTS, "{}")).rehearsed({}).settings(PROXY).provider.oauth is None


def test_a_rehearsed_copy_gives_way_where_the_stack_itself_does(tmp_path: Path) -> None:
    stack = (
        "{okta:clientId: '', ropgApp: {clientId: passwords}, mfaApp: {stage: absent}, sessionPolicy: {managed: false}}"
    )
    file = read_stack_file("x", written(tmp_path, DEFAULTS, stack))
    real, copy = file.settings({}), file.rehearsed({}).settings(PROXY)
    differs = {"rehearsal", "protect", "custom_domain", "provider"}
    assert copy.model_dump(exclude=differs) == real.model_dump(exclude=differs)
    assert (copy.ropg_app.client_id, copy.ropg_app.excluded_groups) == ("passwords", ("Okta Administrators",))


@pytest.mark.parametrize(("text", "reason"), [(None, "can't be read: No such file"), ("config: [", "not YAML")])
def test_a_project_s_file_that_can_t_be_read_is_named(tmp_path: Path, text: str | None, reason: str) -> None:
    file = written(tmp_path, "{}", "{}")
    (tmp_path / "Pulumi.yaml").unlink()
    if text:
        (tmp_path / "Pulumi.yaml").write_text(text)
    with pytest.raises(RehearsalError, match=rf"Pulumi\.yaml .*{reason}"):
        read_stack_file("x", file)


def test_a_stack_file_that_is_no_yaml_is_named_with_the_line(tmp_path: Path) -> None:
    (file := tmp_path / "Pulumi.x.yaml").write_text("config:\n  groups: [\n")
    with pytest.raises(RehearsalError, match=r"^Pulumi\.x\.yaml is not YAML, line 3: "):
        read_stack_file("x", file)


def test_a_stack_file_in_another_encoding_is_named(tmp_path: Path) -> None:
    (file := tmp_path / "Pulumi.x.yaml").write_bytes("config: {groups: [Müller]}".encode("latin-1"))
    with pytest.raises(RehearsalError, match=r"^Pulumi\.x\.yaml is not text in UTF-8: save it as such\.$"):
        read_stack_file("x", file)
