"""Names that the plugin makes up where the program gives none."""

import re

import pytest

from jamf_connect_okta.stand_in.catalogue import RESOURCE_TYPES
from jamf_connect_okta.stand_in.naming import has_own_name, with_name

NAMED = [
    "okta:index/appSignonPolicy:AppSignonPolicy",
    "okta:index/appSignonPolicyRule:AppSignonPolicyRule",
    "okta:policy/ruleSignon:RuleSignon",
    "okta:policy/signon:Signon",
]
POLICY, *OLDER = NAMED


def name(token: str, given: str | None = None, before: str | None = None, seed: bytes = b"seed") -> str:
    inputs = {} if given is None else {"name": given}
    previous = {} if before is None else {"name": before}
    return str(with_name(RESOURCE_TYPES[token], inputs, previous, "macs", seed)["name"])


@pytest.mark.parametrize("token", NAMED)
def test_a_made_up_name_is_the_resources_and_seven_digits(token: str) -> None:
    assert re.fullmatch(r"macs-[0-9a-f]{7}", name(token))


def test_only_policies_and_rules_get_a_name() -> None:
    assert {token for token, kind in RESOURCE_TYPES.items() if with_name(kind, {}, {}, "macs", b"")} == set(NAMED)


def test_a_deployment_names_as_its_plan_did() -> None:
    assert name(POLICY) == name(POLICY)
    assert name(POLICY, seed=b"another") != name(POLICY)
    assert name(POLICY, seed=b"") != name(POLICY, seed=b"")


@pytest.mark.parametrize("token", NAMED)
def test_the_programs_name_wins(token: str) -> None:
    assert name(token, "Macs", before="macs-0123abc") == "Macs"


@pytest.mark.parametrize("token", NAMED)
def test_a_made_up_name_stays(token: str) -> None:
    assert name(token, before="macs-0123abc") == "macs-0123abc"


@pytest.mark.parametrize("token", OLDER)
def test_a_name_that_the_program_drops_gives_way_to_a_made_up_one(token: str) -> None:
    assert re.fullmatch(r"macs-[0-9a-f]{7}", name(token, before="Macs"))


def test_a_policys_name_that_the_program_drops_stays() -> None:
    assert name(POLICY, before="Macs") == "Macs"


@pytest.mark.parametrize("token", OLDER)
@pytest.mark.parametrize(("given", "own"), [("Macs", True), ("macs-0123abc", False), ("other-0123abc", True)])
def test_a_name_of_the_programs_is_told_from_a_made_up_one(token: str, given: str, own: bool) -> None:
    assert has_own_name(RESOURCE_TYPES[token], {"name": given}, "macs") is own


def test_what_gets_no_name_has_none() -> None:
    app = RESOURCE_TYPES["okta:app/oAuth:OAuth"]
    assert not has_own_name(app, {"name": "Macs", "label": "Macs"}, "macs")
