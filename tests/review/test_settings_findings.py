"""What a report shows of a setting."""

import pytest

from jamf_connect_okta.review.settings_findings import shown_setting

OURS = "jamf-connect-okta"


@pytest.mark.parametrize(
    "key",
    [
        "okta:apiToken",
        "okta:privateKey",
        f"{OURS}:jamfConnect.extraLoginKeys.ApiToken",
        f"{OURS}:jamfConnect.extraMenuBarKeys.Server.Password",
    ],
)
def test_a_value_that_should_have_been_encrypted_is_not_shown(key: str) -> None:
    assert shown_setting(key, "0oaPlain") == "(secret)"


def test_an_encrypted_value_is_not_shown() -> None:
    assert shown_setting(f"{OURS}:ropgApp.label", {"secure": "v1:abc"}) == "(secret)"


@pytest.mark.parametrize(
    "key",
    ["okta:orgName", f"{OURS}:jamfConnect.changePasswordUrl", f"{OURS}:jamfConnect.extraLoginKeys.LogoPath"],
)
def test_any_other_value_is_shown(key: str) -> None:
    assert shown_setting(key, "Macs") == '"Macs"'
