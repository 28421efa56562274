"""Which apps are Jamf Connect's: all others are nobody's business here."""

import pytest

from guardrails.facts import APP, UNKNOWN
from guardrails.jamf_connect import JamfConnect, Recognition
from guardrails.rule import Deferred
from guardrails.rules import ALL
from guardrails.rules.recognition import configured, recognition

from .hand_made import hand_made, resource, without


def of_apps(*apps: dict[str, object]) -> JamfConnect:
    added = [resource(f"app-{index}", APP, app) for index, app in enumerate(apps)]
    return without(hand_made(*added), "check", "window")


@pytest.mark.parametrize(
    "app",
    [
        {"label": "Macs", "redirectUris": ["https://127.0.0.1/jamfconnect"]},
        {"label": "Macs", "redirectUris": ["http://localhost/JamfConnect/"]},
        {"label": "jamf connect (login)", "redirectUris": []},
        {"label": "JamfConnect", "redirectUris": UNKNOWN},
    ],
    ids=str,
)
def test_an_app_of_jamf_connect_s(app: dict[str, object]) -> None:
    assert [each.name for each in of_apps(app).apps()] == ["app-0"]


@pytest.mark.parametrize(
    "app",
    [
        {"label": "Jamf Pro", "redirectUris": ["https://acme.jamfcloud.com/saml"]},
        {"label": "Old VPN", "type": "native", "grantTypes": ["password"], "redirectUris": ["com.okta.acme:/callback"]},
        {"label": "Old VPN", "type": "native", "grantTypes": ["password"]},
    ],
    ids=str,
)
def test_an_app_of_somebody_else_s_breaks_no_rule_whatever_it_is(app: dict[str, object]) -> None:
    stack = of_apps(app)
    assert [finding for rule in ALL for finding in rule.findings(stack)] == []


def test_an_app_that_can_t_be_told_yet_is_left_open_once() -> None:
    stack = of_apps({"label": "Macs", "redirectUris": UNKNOWN})
    assert [finding for rule in ALL for finding in rule.findings(stack)] == []
    assert [type(finding) for finding in recognition.findings(stack)] == [Deferred]


def test_configuration_names_another_redirect_uri_and_another_label() -> None:
    ours = configured({"redirectUri": "https://127.0.0.1/acme", "label": "^Macs$"})
    assert ours == Recognition("https://127.0.0.1/acme", "^Macs$")
    assert ours.knows(resource("app", APP, {"label": "x", "redirectUris": ["https://127.0.0.1/acme"]}))
    assert ours.knows(resource("app", APP, {"label": "macs", "redirectUris": []}))
    assert not ours.knows(resource("app", APP, {"label": "Jamf Connect", "redirectUris": []}))
