"""How network zones are found in the org, and which of them will do."""

from typing import Any

import pytest

from components.problems import Problem

from .looking_up import found, problems, refusal
from .mocked_org import GET_ZONE, MockedOrg
from .stacks import rehearsal

OFFICE, TOR, VPN = "nzoOffice00000000001", "nzoTor00000000000001", "nzoVpn00000000000001"

SETTINGS: dict[str, Any] = {
    "ropgApp.zones": lambda names: {"ropgApp": {"zones": names}},
    "mfaApp.zones": lambda names: {"mfaApp": {"stage": "active", "zones": names}},
    "sessionPolicy.blockedZones": lambda names: {"sessionPolicy": {"blockedZones": names}},
}
SETTING = pytest.mark.parametrize("key", SETTINGS.keys())


def zone_questions(org: MockedOrg) -> list[dict[str, Any]]:
    return [question for token, question in org.lookups if token == GET_ZONE]


def test_each_setting_gets_its_own_zones_in_its_order(org: MockedOrg) -> None:
    org.add_zone("VPN", VPN)
    settings = rehearsal(
        ropgApp={"zones": ["VPN", "Office"]},
        mfaApp={"stage": "active", "zones": ["Office"]},
        sessionPolicy={"blockedZones": ["Tor"]},
    )
    directory = found(org, settings)
    assert directory.ropg_zone_ids == (VPN, OFFICE)
    assert directory.mfa_zone_ids == (OFFICE,)
    assert directory.blocked_zone_ids == (TOR,)


@SETTING
def test_a_zone_may_be_named_by_name(org: MockedOrg, key: str) -> None:
    found(org, rehearsal(**SETTINGS[key](["Office"])))
    assert zone_questions(org) == [{"name": "Office"}]


@SETTING
def test_a_zone_may_be_named_by_its_id(org: MockedOrg, key: str) -> None:
    found(org, rehearsal(**SETTINGS[key]([OFFICE])))
    assert zone_questions(org) == [{"id": OFFICE}]


def test_a_zone_named_by_two_settings_is_asked_for_once(org: MockedOrg) -> None:
    found(org, rehearsal(ropgApp={"zones": ["Office"]}, mfaApp={"stage": "active", "zones": ["Office"]}))
    assert zone_questions(org) == [{"name": "Office"}]


@SETTING
def test_name_and_id_of_one_zone_are_told(org: MockedOrg, key: str) -> None:
    told = Problem(key, OFFICE, 'It is the same object as "Office".', "Keep one of them.")
    assert problems(org, rehearsal(**SETTINGS[key](["Office", OFFICE]))) == (told,)


def test_where_no_zone_is_named_none_is_asked_for(org: MockedOrg) -> None:
    directory = found(org, rehearsal())
    assert directory.ropg_zone_ids == directory.mfa_zone_ids == directory.blocked_zone_ids == ()
    assert zone_questions(org) == []


@SETTING
@pytest.mark.parametrize("name", ["Moon", "nzoGone0000000000001", "office"], ids=["name", "id", "other case"])
def test_a_zone_that_does_not_exist_is_told(org: MockedOrg, key: str, name: str) -> None:
    told = [(key, name, "Create the network zone in Okta first, or correct the name.")]
    assert refusal(org, rehearsal(**SETTINGS[key]([name]))) == told


@SETTING
def test_a_blocklisted_zone_can_t_be_in_a_policy(org: MockedOrg, key: str) -> None:
    org.add_zone("Blocked", "nzoBlocked0000000001", usage="BLOCKLIST")
    assert refusal(org, rehearsal(**SETTINGS[key](["Blocked"]))) == [(key, "Blocked", "Name a zone of usage POLICY.")]


@SETTING
def test_an_inactive_zone_can_t_be_in_a_policy(org: MockedOrg, key: str) -> None:
    org.add_zone("Old office", "nzoOld00000000000001", status="INACTIVE")
    told = [(key, "Old office", "Activate it in Okta, or name another zone.")]
    assert refusal(org, rehearsal(**SETTINGS[key](["Old office"]))) == told


def test_any_other_failure_is_told_in_the_provider_s_words(org: MockedOrg, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(_question: object) -> dict[str, Any]:
        raise LookupError("failed to find network zone: 500 Internal Server Error")

    monkeypatch.setattr(org, "zone", fail)
    with pytest.raises(Exception, match="500 Internal Server Error"):
        found(org, rehearsal(ropgApp={"zones": ["Office"]}))


def test_a_zone_can_t_be_required_by_name_and_blocked_by_id() -> None:
    org = MockedOrg()
    org.add_group("Mac Users", "00gMacUsers000000001")
    org.add_zone("Office", "nzoOffice00000000001")
    settings = rehearsal(ropgApp={"zones": ["Office"]}, sessionPolicy={"blockedZones": ["nzoOffice00000000001"]})
    assert [key for key, _, _ in refusal(org, settings)] == ["ropgApp.zones"]
