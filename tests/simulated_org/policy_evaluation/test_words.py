"""Conditions in a person's words say all that they ask for."""

from __future__ import annotations

import pytest

from jamf_connect_okta.simulated_org.policy_evaluation.verdicts import ConditionVerdict
from jamf_connect_okta.simulated_org.policy_evaluation.words import condition
from jamf_connect_okta.simulated_org.serving.running import RunningOrg

from ..conftest import Json

MACS: Json = {"type": "DESKTOP", "os": {"type": "MACOS"}}
PHONES: Json = {"type": "MOBILE", "os": {"type": "IOS"}}


@pytest.mark.parametrize(
    ("include", "exclude", "text"),
    [
        ([MACS], [], "platform is DESKTOP MACOS"),
        ([], [PHONES], "platform is not MOBILE IOS"),
        ([MACS, PHONES], [PHONES], "platform is DESKTOP MACOS or MOBILE IOS and is not MOBILE IOS"),
    ],
)
def test_a_platform_condition_says_what_it_takes_and_what_not(
    org: RunningOrg, include: list[Json], exclude: list[Json], text: str
) -> None:
    asks = {"include": include, "exclude": exclude}
    assert condition(org.org, ConditionVerdict("platform", True, asks)) == text
