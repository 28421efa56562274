"""What a stack file may hold at all."""

from typing import Any

import pytest

from components.problems import HIDDEN, StackProblemsError
from components.stack_config import load_settings

from .stacks import OKTA, PROD, Told, engine_config, prod, refusal_of_prod, refusal_of_rehearsal

KNOWN = (
    "adminGroups, apiScopes, customDomain, groups, groupsClaim, jamfConnect, mfaApp, pkceRequired, protect, rehearsal, "
    "ropgApp, sessionPolicy, tokenEndpointAuthMethod, users"
)
NO_DEVICES = "Remove it; restrict by network zones instead."

UNKNOWN_KEYS: dict[str, tuple[dict[str, Any], Told]] = {
    "a misspelt key is answered with the right one": (
        {"adminGroup": ["Mac Admins"]},
        ("adminGroup", HIDDEN, "Did you mean adminGroups?"),
    ),
    "a key like no other is answered with all keys": ({"colour": "blue"}, ("colour", HIDDEN, f"Known here: {KNOWN}.")),
    "a misspelt key of a section is answered from that section": (
        {"mfaApp": {"stage": "active", "factor": ["push"]}},
        ("mfaApp.factor", HIDDEN, "Did you mean factors?"),
    ),
    "a key of another section is answered with this section's keys": (
        {"sessionPolicy": {"managed": False, "zones": ["Office"]}},
        (
            "sessionPolicy.zones",
            HIDDEN,
            "Known here: blockedZones, idleMinutes, lifetimeMinutes, managed, name, priority.",
        ),
    ),
    "what is no setting but part of the model is unknown, too": (
        {"provider": "okta"},
        ("provider", HIDDEN, f"Known here: {KNOWN}."),
    ),
    "a device condition of an app": (
        {"ropgApp": {"deviceIsManaged": True}},
        ("ropgApp.deviceIsManaged", HIDDEN, NO_DEVICES),
    ),
    "device assurances of an app": (
        {"mfaApp": {"stage": "active", "deviceAssurances": ["dae1"]}},
        ("mfaApp.deviceAssurances", HIDDEN, NO_DEVICES),
    ),
    "a device condition of the stack": ({"requireDevice": True}, ("requireDevice", HIDDEN, NO_DEVICES)),
}


@pytest.mark.parametrize(("changes", "told"), UNKNOWN_KEYS.values(), ids=UNKNOWN_KEYS.keys())
def test_an_unknown_key_is_refused(changes: dict[str, Any], told: Told) -> None:
    assert refusal_of_prod(**changes) == [told]


UNREADABLE: dict[str, tuple[dict[str, Any], Told]] = {
    "text where the setting is true or false": (
        {"protect": "maybe"},
        ("protect", "maybe", "Write true or false."),
    ),
    "a number where the setting is true or false": ({"protect": 1}, ("protect", 1, "Write true or false.")),
    "text where a number belongs": (
        {"sessionPolicy": {"managed": True, "priority": "first"}},
        ("sessionPolicy.priority", "first", "Write a whole number."),
    ),
    "true where a number belongs": (
        {"sessionPolicy": {"managed": True, "idleMinutes": True}},
        ("sessionPolicy.idleMinutes", True, "Write a whole number."),
    ),
    "a number where a name belongs": (
        {"ropgApp": {"label": 5}},
        ("ropgApp.label", 5, "Write text."),
    ),
    "a number among names": ({"groups": ["Mac Users", 7]}, ("groups[1]", 7, "Write text.")),
    "a number among a section's names": (
        {"mfaApp": {"stage": "active", "zones": [7]}},
        ("mfaApp.zones[0]", 7, "Write text."),
    ),
    "a stage that the MFA app has not": (
        {"mfaApp": {"stage": "on"}},
        ("mfaApp.stage", "on", "Use 'absent', 'active', 'retiring' or 'unprotected'."),
    ),
    "a type that claims have not": (
        {"groupsClaim": {"type": "Filter"}},
        ("groupsClaim.type", "Filter", "Use 'NONE', 'FILTER' or 'EXPRESSION'."),
    ),
    "a preset that expressions have not": (
        {"groupsClaim": {"type": "EXPRESSION", "preset": "article", "expression": "user.groups"}},
        ("groupsClaim.preset", "article", "Use '' or 'okta-and-active-directory'."),
    ),
    "a client authentication that is not offered": (
        {"tokenEndpointAuthMethod": "private_key_jwt"},
        (
            "tokenEndpointAuthMethod",
            "private_key_jwt",
            "Use 'none', 'client_secret_basic' or 'client_secret_post'.",
        ),
    ),
}


@pytest.mark.parametrize(("changes", "told"), UNREADABLE.values(), ids=UNREADABLE.keys())
def test_a_value_of_another_kind_is_refused(changes: dict[str, Any], told: Told) -> None:
    assert refusal_of_prod(**changes) == [told]


LIST, SECTION = "Write a list.", "Write keys and values below it."


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        pytest.param({"groups": "Mac Users"}, ("groups", "Mac Users", LIST), id="text for a list"),
        pytest.param({"users": {"login": "ines"}}, ("users", HIDDEN, LIST), id="an object for a list"),
        pytest.param({"groups": None}, ("groups", None, LIST), id="null for a list"),
        pytest.param({"ropgApp": 5}, ("ropgApp", 5, SECTION), id="a number for a section"),
        pytest.param({"ropgApp": ["label"]}, ("ropgApp", HIDDEN, SECTION), id="a list for a section"),
        pytest.param({"mfaApp": True}, ("mfaApp", True, SECTION), id="true for a section"),
    ],
)
def test_a_list_or_a_section_can_be_nothing_else(changes: dict[str, Any], told: Told) -> None:
    assert refusal_of_prod(**changes) == [told]


def test_problems_of_shape_and_of_meaning_are_told_together() -> None:
    told = refusal_of_prod(
        {"orgName": "acme-admin", "baseUrl": "okta.com"},
        colour="blue",
        mfaApp={"stage": "active", "factors": ["webauthn"], "label": 5},
        sessionPolicy={"managed": False, "priorty": 1},
    )
    assert {key for key, _, _ in told} == {
        "colour",
        "mfaApp.label",
        "sessionPolicy.priorty",
        "okta:orgName",
        "mfaApp.factors",
    }


@pytest.mark.parametrize(
    "changes",
    [
        pytest.param({"groups": "Mac Users"}, id="unreadable groups are not nobody"),
        pytest.param({"mfaApp": {"stage": "on", "factors": ["push"]}}, id="an unreadable stage is not absent"),
        pytest.param({"sessionPolicy": {"managed": "no"}}, id="an unreadable choice is not none"),
        pytest.param({"mfaApp": {"stage": "active", "factors": "push"}}, id="unreadable factors are not wrong factors"),
        pytest.param(
            {"adminGroups": "Mac Admins", "groupsClaim": {"groups": ["Mac Admins"]}},
            id="unreadable admin groups are not none",
        ),
        pytest.param(
            {"groupsClaim": {"type": "expression", "expression": "user.groups"}},
            id="an unreadable type of claim is not NONE",
        ),
        pytest.param({"sessionPolicy": "managed"}, id="an unreadable section has not left its choice out"),
        pytest.param({"rehearsal": "yes", "sessionPolicy": {}}, id="what can't be read is no real org"),
        pytest.param(
            {"tokenEndpointAuthMethod": "private_key_jwt", "pkceRequired": False},
            id="an unreadable client authentication is not none",
        ),
    ],
)
def test_what_can_t_be_read_is_told_once(changes: dict[str, Any]) -> None:
    assert len(refusal_of_prod(**changes)) == 1


def test_the_error_names_the_stack() -> None:
    with pytest.raises(StackProblemsError) as refused:
        load_settings("berlin", {}, engine_config(PROD | {"groups": []}, OKTA), {})
    assert str(refused.value).startswith("Stack 'berlin' can't be deployed")


def test_no_secret_stands_in_an_error() -> None:
    okta = OKTA | {"apiToken": "hush-token", "accessToken": "hush-access", "privateKey": "hush-key", "clientId": "hush"}
    environment = {"OKTA_API_TOKEN": "hush-env", "OKTA_ACCESS_TOKEN": "hush-env", "OKTA_API_PRIVATE_KEY": "hush-env"}
    with pytest.raises(StackProblemsError) as refused:
        prod(okta, environment, adminGroups=["Mac Admins"], groups=[], colour="blue")
    assert "hush" not in str(refused.value)
    assert "hush" not in repr(refused.value.problems)


@pytest.mark.parametrize(
    "changes",
    [
        pytest.param({"apiToken": "hush"}, id="a token in the wrong namespace"),
        pytest.param({"ropgApp": {"clientSecret": "hush"}}, id="a secret in a section"),
        pytest.param({"deviceToken": "hush"}, id="a secret that looks like a device condition"),
        pytest.param({"provider": {"apiToken": "hush"}}, id="a secret where the model has a part that is no setting"),
    ],
)
def test_a_secret_under_an_unknown_key_stays_secret(changes: dict[str, Any]) -> None:
    with pytest.raises(StackProblemsError) as refused:
        prod(**changes)
    assert "hush" not in str(refused.value)
    assert "hush" not in repr(refused.value.problems)


def test_no_secret_stays_in_the_settings() -> None:
    okta = OKTA | {"apiToken": "hush-token", "accessToken": "hush-access", "privateKey": "hush-key", "clientId": "hush"}
    assert "hush" not in repr(prod(okta))


def test_settings_of_other_namespaces_are_no_concern() -> None:
    config = engine_config(PROD, OKTA) | {"aws:region": "eu-central-1", "pulumi:tags": "{}"}
    assert load_settings("prod", {}, config, {}) == prod()


def test_settings_can_t_be_changed_once_read() -> None:
    settings = prod()
    with pytest.raises(ValueError, match="frozen"):
        settings.protect = False  # type: ignore[misc]


def test_a_secret_inside_of_a_wrong_kind_stays_secret() -> None:
    assert "hush" not in str(refusal_of_prod(ropgApp=[{"apiToken": "hush"}]))


@pytest.mark.parametrize(
    "changes",
    [
        {"groups": [], "users": "ines@acme.example"},
        {"groupsClaim": {"type": "EXPRESSION", "preset": "article"}},
        {"groupsClaim": {"type": "EXPRESSION", "expression": ["user.groups"]}},
        {"sessionPolicy": {"managed": True, "idleMinutes": 800, "lifetimeMinutes": "1000"}},
        {"ropgApp": {"label": 5}, "mfaApp": {"stage": "active", "label": "Jamf Connect password check"}},
    ],
    ids=str,
)
def test_what_rests_on_an_unreadable_value_is_not_told_as_well(changes: dict[str, Any]) -> None:
    assert len(refusal_of_prod(**changes)) == 1


def test_an_unreadable_choice_of_a_rehearsal_is_one_problem() -> None:
    told = refusal_of_rehearsal(groups=[], users=["ines@acme.example"], sessionPolicy={"managed": "no"})
    assert len(told) == 1


def test_an_unknown_key_with_a_bracket_silences_no_check() -> None:
    assert "groups" in [key for key, _, _ in refusal_of_prod(groups=[], **{"groups[0]": "Mac Users"})]
