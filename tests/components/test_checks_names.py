"""How often an object may be named."""

from typing import Any

import pytest

from .stacks import prod, refusal_of_prod

LISTS: dict[str, Any] = {
    "groups": lambda names: {"groups": names},
    "users": lambda names: {"users": names},
    "adminGroups": lambda names: {"adminGroups": names},
    "groupsClaim.groups": lambda names: {"groupsClaim": {"type": "FILTER", "groups": names}},
    "ropgApp.excludedGroups": lambda names: {"ropgApp": {"excludedGroups": names}},
    "ropgApp.zones": lambda names: {"ropgApp": {"zones": names}},
    "mfaApp.zones": lambda names: {"mfaApp": {"stage": "active", "zones": names}},
    "sessionPolicy.blockedZones": lambda names: {"sessionPolicy": {"managed": True, "blockedZones": names}},
}
LIST = pytest.mark.parametrize("key", LISTS.keys())


@LIST
def test_a_list_names_nothing_twice(key: str) -> None:
    changes = LISTS[key](["Berlin", "Paris", "Berlin"])
    assert refusal_of_prod(**changes) == [(key, "Berlin", "Keep one of them.")]


@LIST
@pytest.mark.parametrize("other", ["berlin", "Berlin/", " Berlin"], ids=["case", "trailing slash", "space"])
def test_names_that_differ_by_almost_nothing_are_one(key: str, other: str) -> None:
    assert (key, other, "Keep one of them.") in refusal_of_prod(**LISTS[key](["Berlin", other]))


@LIST
def test_an_empty_entry_names_nothing(key: str) -> None:
    assert (key, " ", "Remove it.") in refusal_of_prod(**LISTS[key](["Berlin", " "]))


@LIST
def test_different_names_are_fine(key: str) -> None:
    prod(**LISTS[key](["Berlin", "Berlin North", "Paris"]))


def test_a_factor_is_named_once() -> None:
    told = refusal_of_prod(mfaApp={"stage": "active", "factors": ["push", "sms", "push"]})
    assert told == [("mfaApp.factors", "push", "Keep one of them.")]


def test_a_scope_is_named_once() -> None:
    told = refusal_of_prod(apiScopes=["okta.groups.read", "okta.apps.read", "okta.groups.read"])
    assert told == [("apiScopes", "okta.groups.read", "Keep one of them.")]


@pytest.mark.parametrize("key", ["label", "policyName", "clientId"])
@pytest.mark.parametrize("other", ["jamf-connect", "Jamf-Connect"], ids=["written alike", "in other case"])
def test_the_apps_share_no_name(key: str, other: str) -> None:
    told = refusal_of_prod(ropgApp={key: "jamf-connect"}, mfaApp={"stage": "active", key: other})
    assert told == [(f"mfaApp.{key}", other, "Keep one of them.")]


def test_an_app_takes_not_even_the_other_s_default_name() -> None:
    told = refusal_of_prod(mfaApp={"stage": "active", "label": "jamf connect password check"})
    assert told == [("mfaApp.label", "jamf connect password check", "Keep one of them.")]


@pytest.mark.parametrize(
    ("key", "changes"),
    [
        ("ropgApp.label", {"ropgApp": {"label": ""}}),
        ("ropgApp.policyName", {"ropgApp": {"policyName": " "}}),
        ("mfaApp.label", {"mfaApp": {"stage": "active", "label": " "}}),
        ("mfaApp.policyName", {"mfaApp": {"stage": "active", "policyName": ""}}),
        ("sessionPolicy.name", {"sessionPolicy": {"managed": True, "name": ""}}),
    ],
)
def test_what_okta_shows_needs_a_name(key: str, changes: dict[str, Any]) -> None:
    ((told_key, _, fix),) = refusal_of_prod(**changes)
    assert (told_key, fix) == (key, "Write one, or remove the key for the default.")


def test_a_label_like_the_absent_mfa_app_s_default_is_fine() -> None:
    prod(ropgApp={"label": "Jamf Connect login window"})


ZONES_OF_APPS: dict[str, Any] = {
    "ropgApp.zones": lambda zones: {"ropgApp": {"zones": zones}},
    "mfaApp.zones": lambda zones: {"mfaApp": {"stage": "active", "zones": zones}},
}
ZONES_OF_APP = pytest.mark.parametrize("key", ZONES_OF_APPS.keys())


@ZONES_OF_APP
@pytest.mark.parametrize("blocked", ["Office", "office", "Office "], ids=["written alike", "in other case", "space"])
def test_a_zone_can_t_be_required_and_blocked(key: str, blocked: str) -> None:
    session = {"managed": True, "blockedZones": ["Tor", blocked]}
    told = refusal_of_prod(**ZONES_OF_APPS[key](["VPN", "Office"]), sessionPolicy=session)
    assert told == [(key, "Office", "Remove it from one of the two.")]


@ZONES_OF_APP
def test_other_zones_than_the_required_ones_may_be_blocked(key: str) -> None:
    prod(**ZONES_OF_APPS[key](["Office"]), sessionPolicy={"managed": True, "blockedZones": ["Tor"]})


def test_both_apps_may_leave_their_client_id_to_okta() -> None:
    settings = prod(mfaApp={"stage": "active"})
    assert settings.ropg_app.client_id == settings.mfa_app.client_id == ""


def test_a_group_may_be_assigned_and_an_admin_group_and_in_the_claim() -> None:
    prod(groups=["Mac Admins"], adminGroups=["Mac Admins"], groupsClaim={"groups": ["Mac Admins"]})
