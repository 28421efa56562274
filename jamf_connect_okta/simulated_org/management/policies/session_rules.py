"""Rules of global session policies (OKTA_SIGN_ON): what Okta takes, and how it keeps it."""

from __future__ import annotations

import math
from typing import Any

from jamf_connect_okta.simulated_org.core.errors import validation
from jamf_connect_okta.simulated_org.core.org import Org
from jamf_connect_okta.simulated_org.management.bodies import flag, objects, one_of, strings
from jamf_connect_okta.simulated_org.management.policies.policy_conditions import check_people, checked_network

_KNOWN_CONDITIONS = ("people", "network", "authContext", "identityProvider", "risk", "riskScore", "behaviors")
_PRIMARY_FACTORS = ("PASSWORD_IDP_ANY_FACTOR", "PASSWORD_IDP")
_PROMPT_MODES = ("ALWAYS", "DEVICE", "SESSION")
_RISKS = ("ANY", "LOW", "MEDIUM", "HIGH")
# A session lasts or idles for 90 days at most: the Admin Console's limit. That the API has it too is inferred.
_SESSION_MINUTES = 90 * 24 * 60


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
        "authContext": {
            "authType": one_of(
                objects(sent, "authContext"), "authType", ("ANY", "RADIUS", "LDAP_INTERFACE"), default="ANY"
            )
        },
        "identityProvider": _identity_provider(objects(sent, "identityProvider")),
    }
    if risk := objects(sent, "risk"):
        strings(risk, "behaviors")
        kept["risk"] = risk
    if score := objects(sent, "riskScore"):
        kept["riskScore"] = {"level": one_of(score, "level", _RISKS)}
    if behaviors := strings(sent, "behaviors"):
        kept["behaviors"] = behaviors
    return kept


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
    if challenge := objects(sign_on, "challenge"):
        kept["challenge"] = challenge
    session = objects(sign_on, "session")
    kept["session"] = {
        "usePersistentCookie": flag(session, "usePersistentCookie"),
        "maxSessionIdleMinutes": _minutes(session, "maxSessionIdleMinutes", 120, least=1, most=_SESSION_MINUTES),
        "maxSessionLifetimeMinutes": _minutes(session, "maxSessionLifetimeMinutes", 0, most=_SESSION_MINUTES),
    }
    return {"signon": kept}


def _identity_provider(sent: dict[str, Any]) -> dict[str, Any]:
    provider = one_of(sent, "provider", ("ANY", "OKTA", "SPECIFIC_IDP"), default="ANY")
    for provider_id in strings(sent, "idpIds"):
        # Identity providers are not served, so none exists to name. Okta's texts are not recorded.
        raise validation("conditions.identityProvider", f"Invalid identity provider ID specified: {provider_id}")
    if provider == "SPECIFIC_IDP":
        raise validation("conditions.identityProvider", "idpIds: SPECIFIC_IDP needs the IDs of identity providers")
    return {**sent, "provider": provider}


def _minutes(holder: dict[str, Any], key: str, default: int, *, least: int = 0, most: float = math.inf) -> int:
    value = holder.get(key)
    if value is None:
        return default
    if type(value) is not int or not least <= value <= most:
        limits = f"{least} or more" if most == math.inf else f"{least} to {most}"
        raise validation(key, f"{key}: must be a number of minutes, {limits}")
    return value
