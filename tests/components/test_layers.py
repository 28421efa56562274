"""A stack's own values over those that the project gives to every stack."""

import json
from collections.abc import Callable
from typing import Any

import pytest

from components.layers import layers_of, project_defaults
from components.problems import StackProblemsError
from components.settings import Settings
from components.stack_config import load_settings

OURS = "jamf-connect-okta"
PROJECT = {
    "okta:orgName": "acme",
    "okta:baseUrl": "okta.com",
    f"{OURS}:groups": ["Mac Users"],
    f"{OURS}:adminGroups": ["Mac Admins"],
    f"{OURS}:ropgApp": {"excludedGroups": ["Okta Administrators"]},
    f"{OURS}:mfaApp": {"stage": "active", "factors": ["push"]},
    f"{OURS}:sessionPolicy": {"managed": True, "priority": 3},
    f"{OURS}:jamfConnect": {
        "denyLocal": True,
        "localFallback": True,
        "migrate": True,
        "migrateUsersHide": ["admin"],
        "extraLoginKeys": {"LoginLogo": "/a.png", "EULATitle": "Rules"},
    },
}

Read = Callable[..., Settings]


def by_the_files(**stack: Any) -> Settings:
    """As a rehearsal reads it: the stack's own file beside the project's."""
    return load_settings("acme", PROJECT, {f"{OURS}:{key}": value for key, value in stack.items()}, {})


def by_the_engine(**stack: Any) -> Settings:
    """As the program is handed it: texts, and the project's value for every key that the stack has not."""
    values = PROJECT | {f"{OURS}:{key}": value for key, value in stack.items()}
    texts = {key: value if isinstance(value, str) else json.dumps(value) for key, value in values.items()}
    return load_settings("acme", PROJECT, texts, {})


@pytest.fixture(params=[by_the_files, by_the_engine])
def read(request: pytest.FixtureRequest) -> Read:
    """The settings of a stack that says nothing but what is given here."""
    return request.param  # type: ignore[no-any-return]


def refusal(read: Read, **stack: Any) -> StackProblemsError:
    with pytest.raises(StackProblemsError) as refused:
        read(**stack)
    return refused.value


def test_a_stack_has_what_the_project_says(read: Read) -> None:
    settings = read()
    assert settings.groups == ("Mac Users",)
    assert settings.factors == ("push",)
    assert settings.org_url == "https://acme.okta.com"


def test_a_stack_that_fixes_a_client_id_still_keeps_administrators_away(read: Read) -> None:
    app = read(ropgApp={"clientId": "password-check"}).ropg_app
    assert (app.client_id, app.excluded_groups) == ("password-check", ("Okta Administrators",))


def test_a_list_is_taken_whole(read: Read) -> None:
    assert read(groups=["Designers"]).groups == ("Designers",)
    assert read(mfaApp={"factors": ["totp"]}).factors == ("totp",)


def test_extra_keys_are_taken_whole(read: Read) -> None:
    extra = {"EULATitle": "House rules"}
    assert read(jamfConnect={"extraLoginKeys": extra}).jamf_connect.extra_login_keys == extra


@pytest.mark.parametrize(
    ("stack", "taken_away"),
    [
        ({"adminGroups": []}, lambda settings: settings.admin_groups == ()),
        ({"ropgApp": {"excludedGroups": []}}, lambda settings: settings.ropg_app.excluded_groups == ()),
        ({"jamfConnect": {"extraLoginKeys": {}}}, lambda settings: settings.jamf_connect.extra_login_keys == {}),
        ({"jamfConnect": {"migrate": False}}, lambda settings: settings.jamf_connect.migrate is False),
        ({"mfaApp": {"stage": "absent"}}, lambda settings: settings.has_mfa_app is False),
    ],
    ids=["list", "list of a section", "free keys", "false", "stage"],
)
def test_a_stack_takes_away_what_the_project_gives(
    read: Read, stack: dict[str, Any], taken_away: Callable[[Settings], bool]
) -> None:
    assert not taken_away(read())
    assert taken_away(read(**stack))


def test_an_empty_section_takes_nothing_away(read: Read) -> None:
    assert read(ropgApp={}).ropg_app.excluded_groups == ("Okta Administrators",)


@pytest.mark.parametrize(
    "stack",
    [
        {"mfaApp": {"stage": "absent"}},
        {"sessionPolicy": {"managed": False}},
        {"jamfConnect": {"denyLocal": False}},
        {"jamfConnect": {"migrate": False}},
    ],
    ids=str,
)
def test_a_stack_does_not_fail_for_what_it_did_not_write(read: Read, stack: dict[str, Any]) -> None:
    read(**stack)


def test_what_has_no_effect_beside_the_stack_s_own_gives_way(read: Read) -> None:
    jamf = read(jamfConnect={"denyLocal": False}).jamf_connect
    assert (jamf.local_fallback, jamf.migrate, jamf.migrate_users_hide) == (False, False, ())


def test_what_the_stack_itself_writes_without_effect_is_still_told(read: Read) -> None:
    (problem,) = refusal(read, mfaApp={"stage": "absent", "zones": ["Office"]}).problems
    assert "so zones would have no effect" in problem.why


def test_what_the_project_alone_gives_without_effect_is_told() -> None:
    project = PROJECT | {f"{OURS}:jamfConnect": {"localFallback": True}}
    with pytest.raises(StackProblemsError) as refused:
        load_settings("acme", project, {}, {})
    assert "  jamfConnect.localFallback (Pulumi.yaml): true\n" in str(refused.value)


WRONG: dict[str, tuple[dict[str, Any], str]] = {
    "a misspelt key": ({"group": ["Mac Users"]}, "group (Pulumi.yaml)"),
    "a misspelt key of a section": ({"ropgApp": {"zone": ["Office"]}}, "ropgApp.zone (Pulumi.yaml)"),
    "a value of another kind": ({"groups": "Mac Users"}, 'groups (Pulumi.yaml): "Mac Users"'),
    "a value of another kind in a section": ({"ropgApp": {"label": 5}}, "ropgApp.label (Pulumi.yaml): 5"),
    "a value of another kind in a list": ({"groups": ["A", 5]}, "groups[1] (Pulumi.yaml): 5"),
    "a value that can't work": (
        {"mfaApp": {"stage": "active", "factors": ["webauthn"]}},
        "mfaApp.factors (Pulumi.yaml)",
    ),
}


@pytest.mark.parametrize(("project", "told"), WRONG.values(), ids=WRONG.keys())
def test_an_error_says_that_a_value_comes_from_the_project(project: dict[str, Any], told: str) -> None:
    defaults = PROJECT | {f"{OURS}:{key}": value for key, value in project.items()}
    with pytest.raises(StackProblemsError) as refused:
        load_settings("acme", defaults, {}, {})
    assert f"\n  {told}" in str(refused.value)


def test_an_error_names_no_file_where_the_stack_decides(read: Read) -> None:
    assert "Pulumi.yaml" not in str(refusal(read, groups=[]))
    assert "Pulumi.yaml" not in str(refusal(read, ropgApp={"label": 5}))


def test_a_value_of_the_project_s_that_can_t_be_read_leaves_the_project_as_it_was() -> None:
    defaults = PROJECT | {f"{OURS}:ropgApp": {"label": 5}}
    with pytest.raises(StackProblemsError):
        load_settings("acme", defaults, {}, {})
    assert defaults[f"{OURS}:ropgApp"] == {"label": 5}


def test_values_that_pulumi_wrote_as_text_are_what_they_stand_for() -> None:
    merged = layers_of(PROJECT, {f"{OURS}:protect": "false", f"{OURS}:ropgApp": '{"clientId": "x"}'}).merged
    assert merged[f"{OURS}:protect"] is False
    assert merged[f"{OURS}:ropgApp"] == {"clientId": "x", "excludedGroups": ["Okta Administrators"]}


def test_an_encrypted_section_is_not_mixed_with_the_project_s() -> None:
    secret = {"secure": "v1:abc"}
    assert layers_of(PROJECT, {f"{OURS}:ropgApp": secret}).merged[f"{OURS}:ropgApp"] == secret


PROJECT_FILE = """\
name: jamf-connect-okta
config:
  protect: false
  groups: {type: array, items: {type: string}, default: [Mac Users]}
  users: {type: array, items: {type: string}}
  jamf-connect-okta:customDomain: {type: string, default: ""}
  okta:orgName: acme
  okta:baseUrl: {value: okta.com}
"""


def test_the_project_s_file_gives_values_and_defaults_and_short_forms_of_them() -> None:
    assert project_defaults(PROJECT_FILE) == {
        f"{OURS}:protect": False,
        f"{OURS}:groups": ["Mac Users"],
        f"{OURS}:customDomain": "",
        "okta:orgName": "acme",
        "okta:baseUrl": "okta.com",
    }


@pytest.mark.parametrize("text", ["", "name: x", "name: x\nconfig:\n", "name: x\nconfig: stacks\n"])
def test_a_project_s_file_need_not_give_anything(text: str) -> None:
    assert project_defaults(text) == {}
