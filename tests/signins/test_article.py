"""A stack without a file of its own gets the article's promises for its own groups."""

from __future__ import annotations

from typing import Any

from hypothesis import given

from components.stack_config import load_settings
from jamf_connect_okta.rehearsal.cast import seed_for
from jamf_connect_okta.signins.article import article
from jamf_connect_okta.signins.expectations import Members

from ..components.stacks import SIMULATED_OKTA, engine_config, rehearsal
from ..components.test_any_settings import QUICK, VALID


@QUICK
@given(changes=VALID)
def test_any_settings_have_expectations_about_groups_of_their_org(changes: dict[str, Any]) -> None:
    settings = load_settings("any", {}, engine_config(changes | {"rehearsal": True}, SIMULATED_OKTA), {})
    seed = seed_for(settings)
    groups = {"Everyone"} | {word for entry in seed.groups for word in (*entry.names(), entry.id)}
    zones = {"anywhere"} | {word for entry in seed.zones for word in (entry.name, entry.id)}
    for written in article(settings):
        who = written.expectation.who
        named = set(who.members_of) | set(who.but_not) if isinstance(who, Members) else set()
        assert named <= groups | set(settings.users)
        assert written.expectation.origin in zones


def titles(**changes: Any) -> list[str]:
    return [written.expectation.title for written in article(rehearsal(**changes))]


def test_two_apps_ask_for_each_factor_that_the_policy_takes() -> None:
    two_apps = titles(mfaApp={"stage": "active", "factors": ["push", "voice"]})
    assert "The login window asks for a password and push" in two_apps
    assert "The login window asks for a password and voice" in two_apps


def test_one_app_asks_for_a_password_only() -> None:
    assert "The login window asks for a password and nothing else" in titles()


def test_admin_groups_are_seen_by_jamf_connect() -> None:
    assert "Jamf Connect sees who is in Mac Admins" in titles(adminGroups=["Mac Admins"])
    assert not [title for title in titles() if title.startswith("Jamf Connect sees")]


def administrators(**changes: Any) -> set[bool | None]:
    return {written.expectation.administrator for written in article(rehearsal(**changes))}


def test_the_profile_has_to_make_members_of_admin_groups_and_nobody_else_an_administrator() -> None:
    assert administrators(adminGroups=["Mac Admins"]) == {None, True, False}


def test_nothing_is_expected_of_accounts_where_the_profile_leaves_them_alone() -> None:
    assert administrators() == {None}
    assert administrators(adminGroups=["Mac Admins"], jamfConnect={"ignoreAdmin": True}) == {None}


def test_blocked_zones_block() -> None:
    assert "Nobody signs in from Tor" in titles(sessionPolicy={"managed": True, "blockedZones": ["Tor"]})
