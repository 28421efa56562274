"""Hand-made cases about platforms, devices and risk in the conditions of an app's rules."""

from __future__ import annotations

from jamf_connect_okta.simulated_org.policy_evaluation.attempt import Device
from jamf_connect_okta.simulated_org.policy_evaluation.platforms import Platform

from ..conftest import Json
from .cases import MATCH, MISS, UNKNOWN, on_platform, password_rule
from .plans import Try

_NO_SIGNAL = "inferred: a token request carries no word from Okta Verify"
_ARTICLE = "Jamf Nation article: avoid requirements for managed or registered devices and device state"
_USER_AGENT = "Okta's help: the platform is read from the User-Agent header"
_MACOS, _ANY_DESKTOP = on_platform("DESKTOP", type="MACOS"), on_platform("DESKTOP", type="OTHER", expression="")
_MAC, _PHONE = Platform("DESKTOP", "MACOS"), Platform("MOBILE", "IOS")


def _version(kind: str) -> Json:
    return on_platform(kind, type="OTHER", expression="device.osVersion == '15'")


_PLATFORM_CASES = [
    password_rule("a rule for Macs matches a Mac", _USER_AGENT, MATCH, Try(platform=_MAC), platform=_MACOS),
    password_rule("a rule for Macs misses a phone", _USER_AGENT, MISS, Try(platform=_PHONE), platform=_MACOS),
    password_rule("a rule for Macs misses who does not say", _USER_AGENT, MISS, platform=_MACOS),
    password_rule("a rule for any platform matches who does not say", _USER_AGENT, MATCH, platform=on_platform("ANY")),
    password_rule(
        "any desktop system, which Okta shows as OTHER, matches a Mac",
        "recorded: os.type ANY comes back as OTHER",
        MATCH,
        Try(platform=_MAC),
        platform=_ANY_DESKTOP,
    ),
    password_rule(
        "any desktop system misses who does not say",
        _USER_AGENT,
        MISS,
        platform=_ANY_DESKTOP,
    ),
    password_rule(
        "a version of a system can't be told",
        "inferred: os.expression is not evaluated",
        UNKNOWN,
        Try(platform=_MAC),
        platform=_version("DESKTOP"),
    ),
    password_rule(
        "a version of a desktop system is not a phone's, whatever it says",
        "Okta's API: type and os of one platform belong together",
        MISS,
        Try(platform=_PHONE),
        platform=_version("DESKTOP"),
    ),
    password_rule(
        "an excluded platform wins over an included one",
        "Okta's API: platform condition",
        MISS,
        Try(platform=_MAC),
        planted={"platform": {"include": [{"type": "ANY"}], "exclude": [{"type": "DESKTOP", "os": {"type": "MACOS"}}]}},
    ),
]
_DEVICE_CASES = [
    password_rule(
        "a rule for registered devices is skipped, and the catch-all rule asks for two factors",
        f"{_ARTICLE}; {_NO_SIGNAL}",
        MISS,
        device={"registered": True},
    ),
    password_rule(
        "a rule for managed devices is skipped alike",
        f"{_ARTICLE}; {_NO_SIGNAL}",
        MISS,
        device={"registered": True, "managed": True},
    ),
    password_rule(
        "a rule for devices in order is skipped alike",
        f"{_ARTICLE}; {_NO_SIGNAL}",
        MISS,
        planted={"device": {"assurance": {"include": ["daeMacs0000000000000"]}}},
    ),
    password_rule("a rule for unregistered devices matches", _NO_SIGNAL, MATCH, device={"registered": False}),
    password_rule(
        "a registered device matches its rule",
        "Okta's API: device condition",
        MATCH,
        Try(device=Device(registered=True)),
        device={"registered": True},
    ),
    password_rule("a rule for low risk matches low risk", "Okta's API: riskScore", MATCH, riskScore={"level": "LOW"}),
    password_rule(
        "a rule for low risk misses medium risk",
        "Okta's API: riskScore",
        MISS,
        Try(risk="MEDIUM"),
        riskScore={"level": "LOW"},
    ),
    password_rule(
        "a rule for any risk matches high risk",
        "recorded: what Okta puts in when a rule says nothing",
        MATCH,
        Try(risk="HIGH"),
        riskScore={"level": "ANY"},
    ),
]
CASES = [*_PLATFORM_CASES, *_DEVICE_CASES]
