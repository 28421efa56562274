"""Rules of global session policies (OKTA_SIGN_ON): what Okta takes, and how it keeps it."""

from __future__ import annotations

from typing import Any

from jamf_connect_okta.simulated_org.core.errors import validation
from jamf_connect_okta.simulated_org.core.org import Org
from jamf_connect_okta.simulated_org.management.bodies import flag, objects, one_of, strings
from jamf_connect_okta.simulated_org.management.policies.policy_conditions import check_people, checked_network

_KNOWN_CONDITIONS = ("people", "network", "authContext", "identityProvider", "risk", "riskScore", "behaviors")
_PRIMARY_FACTORS = ("PASSWORD_IDP_ANY_FACTOR", "PASSWORD_IDP")
_PROMPT_MODES = ("ALWAYS", "DEVICE", "SESSION")


def session_conditions(org: Org, sent: dict[str, Any]) -> dict[str, Any]:
    """The conditions of a rule as Okta keeps and shows them."""
    for name in sent:
        if name not in _KNOWN_CONDITIONS or (name == "riskScore" and not org.has_feature("risk_scoring")):
            raise validation("conditions", f"Invalid condition type specified: {name}.")
    people = objects(sent, "people")
    check_people(org, people)
    kept: dict[str, Any] = {
        "people": {"users": {"exclude": strings(objects(people, "users"), "exclude")}},
        "network": checked_network(org, objects(sent, "network")),
        "authContext": {"authType": objects(sent, "authContext").get("authType", "ANY")},
        "identityProvider": {"provider": "ANY"} | objects(sent, "identityProvider"),
    }
    return kept | {name: sent[name] for name in ("risk", "riskScore", "behaviors") if sent.get(name)}


def session_actions(sent: dict[str, Any]) -> dict[str, Any]:
    """The actions of a rule as Okta keeps and shows them."""
    sign_on = objects(sent, "signon")
    kept: dict[str, Any] = {
        "access": one_of(sign_on, "access", ("ALLOW", "DENY", "CHALLENGE")),
        "requireFactor": flag(sign_on, "requireFactor"),
        "primaryFactor": one_of(sign_on, "primaryFactor", _PRIMARY_FACTORS, default=_PRIMARY_FACTORS[0]),
        "rememberDeviceByDefault": flag(sign_on, "rememberDeviceByDefault"),
    }
    if kept["requireFactor"]:
        # Okta's answer to a required factor without a prompt mode is not recorded; asking always is the strict one.
        kept["factorPromptMode"] = one_of(sign_on, "factorPromptMode", _PROMPT_MODES, default="ALWAYS")
        kept["factorLifetime"] = _minutes(sign_on, "factorLifetime", 15)
    if sign_on.get("challenge"):
        kept["challenge"] = sign_on["challenge"]
    session = objects(sign_on, "session")
    kept["session"] = {
        "usePersistentCookie": flag(session, "usePersistentCookie"),
        "maxSessionIdleMinutes": _minutes(session, "maxSessionIdleMinutes", 120),
        "maxSessionLifetimeMinutes": _minutes(session, "maxSessionLifetimeMinutes", 0),
    }
    return {"signon": kept}


def _minutes(holder: dict[str, Any], key: str, default: int) -> int:
    value = holder.get(key)
    if value is None:
        return default
    if type(value) is not int or value < 0:
        raise validation(key, f"{key}: must be a number of minutes, 0 or more")
    return value
