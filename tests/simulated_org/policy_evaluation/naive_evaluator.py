"""A second evaluator of policies: as plain as possible, from Okta's documents alone, over what the management API says.

It shares no code with the org's own. What it knows about an attempt is JSON too: the user and its groups as the API
shows them, `ip`, `platform`, `risk` and `device`.
"""

from __future__ import annotations

import ipaddress
from itertools import combinations
from typing import Any, NamedTuple

from .naive_factors import classes_of, has_method, is_as_strong, is_in_class, is_of_method, is_of_type

Json = dict[str, Any]


class Answer(NamedTuple):
    """What comes of the attempt; what each policy says, and which rule of it (None where none decided)."""

    result: str  # allowed, denied, can't be told
    session: str = "blocked"  # allowed, denied, can't be told, not enough
    app: str = "blocked"
    session_rule: str | None = None
    app_rule: str | None = None


def sign_in(org: Json, attempt: Json, presented: list[str]) -> Answer:
    """`org` holds the lists of the API: zones, session policies and the app's policy, both with their rules."""
    for zone in org["zones"]:
        if zone["usage"] == "BLOCKLIST" and zone["status"] == "ACTIVE" and holds_address(zone, attempt["ip"]) == "yes":
            return Answer("denied")
    session_rule, session_match = deciding_session_rule(org, attempt)
    app_rule, app_match = deciding_rule(org, attempt, org["accessPolicy"])
    if org["accessPolicy"]["status"] != "ACTIVE":
        app_rule = None
    session = what_session_says(session_rule, session_match, presented)
    app = what_app_says(app_rule, app_match, presented)
    if "denied" in (session, app):
        result = "denied"
    elif "can't be told" in (session, app):
        result = "can't be told"
    elif "not enough" in (session, app):
        result = "denied"
    else:
        result = "allowed"
    session_id = session_rule["id"] if session_rule else None
    return Answer(result, session, app, session_id, app_rule["id"] if app_rule else None)


def deciding_session_rule(org: Json, attempt: Json) -> tuple[Json | None, str]:
    for policy in sorted(org["sessionPolicies"], key=lambda one: (one["system"], one["priority"])):
        if policy["status"] == "INACTIVE":
            continue
        groups = policy["conditions"]["people"]["groups"]["include"]
        if groups and not any(group["id"] in groups for group in attempt["groups"]):
            continue
        rule, match = deciding_rule(org, attempt, policy)
        if rule is not None:
            return rule, match
    return None, "no"


def deciding_rule(org: Json, attempt: Json, policy: Json) -> tuple[Json | None, str]:
    for rule in sorted(policy["rules"], key=lambda one: (one["system"], one["priority"])):
        if rule["status"] == "INACTIVE":
            continue
        answers = [condition_holds(org, attempt, name, asked) for name, asked in (rule["conditions"] or {}).items()]
        if "no" in answers:
            continue
        if "unknown" in answers:
            return rule, "unknown"
        return rule, "yes"
    return None, "no"


def condition_holds(org: Json, attempt: Json, name: str, asked: Json) -> str:
    if name == "people":
        return people_hold(attempt, asked)
    if name == "network":
        return network_holds(org, attempt, asked)
    if name == "platform":
        return platform_holds(attempt, asked)
    if name == "device":
        return device_holds(attempt, asked)
    if name == "riskScore":
        return "yes" if asked["level"] in ("ANY", attempt["risk"]) else "no"
    if name == "userType":
        own = attempt["user"]["type"]["id"]
        if own in asked["exclude"]:
            return "no"
        return "yes" if not asked["include"] or own in asked["include"] else "no"
    if name == "authContext":
        return "yes" if asked["authType"] == "ANY" else "no"
    if name == "identityProvider":
        federated = attempt["user"]["credentials"]["provider"]["type"] == "FEDERATION"
        if asked["provider"] == "ANY":
            return "yes"
        if asked["provider"] == "OKTA":
            return "no" if federated else "yes"
        return "unknown" if federated else "no"
    return "unknown"  # Expressions, behaviours.


def people_hold(attempt: Json, asked: Json) -> str:
    user_id = attempt["user"]["id"]
    group_ids = [group["id"] for group in attempt["groups"]]
    users, groups = asked.get("users", {}), asked.get("groups", {})
    if user_id in users.get("exclude", []):
        return "no"
    if users.get("include") and user_id not in users["include"]:
        return "no"
    for group_id in group_ids:
        if group_id in groups.get("exclude", []):
            return "no"
    if groups.get("include") and not [one for one in group_ids if one in groups["include"]]:
        return "no"
    return "yes"


def network_holds(org: Json, attempt: Json, asked: Json) -> str:
    if asked["connection"] == "ANYWHERE":
        return "yes"
    answer = "yes"
    if "include" in asked:
        inside = [named_zone_holds(org, name, attempt["ip"]) for name in asked["include"]]
        if "yes" not in inside:
            if "unknown" not in inside:
                return "no"
            answer = "unknown"
    for name in asked.get("exclude", []):
        excluded = named_zone_holds(org, name, attempt["ip"])
        if excluded == "yes":
            return "no"
        if excluded == "unknown":
            answer = "unknown"
    return answer


def named_zone_holds(org: Json, name: str, ip: str) -> str:
    answers = []
    for zone in org["zones"]:
        if zone["status"] == "INACTIVE":
            continue
        meant = zone["id"] == name
        if name == "ALL_ZONES":
            meant = zone["usage"] == "POLICY"
        if name == "ALL_IP_ZONES":
            meant = zone["usage"] == "POLICY" and zone["type"] == "IP"
        if meant:
            answers.append(holds_address(zone, ip))
    for answer in ("yes", "unknown"):
        if answer in answers:
            return answer
    return "no"


def holds_address(zone: Json, ip: str) -> str:
    if zone["type"] != "IP":
        return "unknown"
    address = ipaddress.ip_address(ip)
    for gateway in zone["gateways"] or []:
        if gateway["type"] == "CIDR":
            if address in ipaddress.ip_network(gateway["value"], strict=False):
                return "yes"
        else:
            first, last = (ipaddress.ip_address(end) for end in gateway["value"].split("-"))
            if first.version == address.version and int(first) <= int(address) <= int(last):
                return "yes"
    return "no"


def platform_holds(attempt: Json, asked: Json) -> str:
    excluded = [is_platform(attempt, one) for one in asked["exclude"]]
    included = [is_platform(attempt, one) for one in asked["include"]] or ["yes"]
    if "yes" in excluded or ("yes" not in included and "unknown" not in included):
        return "no"
    if "unknown" in excluded or "yes" not in included:
        return "unknown"
    return "yes"


def is_platform(attempt: Json, named: Json) -> str:
    system = named.get("os", {}).get("type", "OTHER")
    if attempt["platform"] is None:
        if named["type"] not in ("ANY", "OTHER") or system != "OTHER":
            return "no"
    else:
        if named["type"] not in ("ANY", "OTHER", attempt["platform"]["type"]):
            return "no"
        if system not in ("OTHER", attempt["platform"]["os"]):
            return "no"
    return "unknown" if named.get("os", {}).get("expression") else "yes"


def device_holds(attempt: Json, asked: Json) -> str:
    for signal in ("registered", "managed"):
        if signal in asked and asked[signal] != attempt["device"][signal]:
            return "no"
    if "assurance" in asked:
        for one in asked["assurance"]["include"]:
            if one in attempt["device"]["assurances"]:
                return "yes"
        return "no"
    return "yes"


def what_session_says(rule: Json | None, match: str, presented: list[str]) -> str:
    if rule is None:
        return "denied"
    if match == "unknown":
        return "can't be told"
    sign_on = rule["actions"]["signon"]
    if sign_on["access"] == "DENY":
        return "denied"
    if sign_on["access"] == "CHALLENGE":
        return "can't be told"
    if sign_on["primaryFactor"] == "PASSWORD_IDP" and "password" not in presented:
        return "not enough"
    if sign_on["requireFactor"] and len(classes_of(presented)) < 2:
        return "not enough"
    return "allowed"


def what_app_says(rule: Json | None, match: str, presented: list[str]) -> str:
    if rule is None:
        return "denied"
    if match == "unknown":
        return "can't be told"
    sign_on = rule["actions"]["appSignOn"]
    if sign_on["access"] == "DENY":
        return "denied"
    method = sign_on["verificationMethod"]
    if method["type"] == "AUTH_METHOD_CHAIN":
        for chain in method["chains"]:
            for steps in ways_through(chain):
                for chosen in combinations(presented, len(steps)):
                    if all(takes_step(step, factor) for step, factor in zip(steps, chosen, strict=True)):
                        return "allowed"
        return "not enough"
    for constraint in method.get("constraints") or [{}]:
        if meets_constraint(constraint, method["factorMode"], presented):
            return "allowed"
    return "not enough"


def ways_through(chain: Json) -> list[list[Json]]:
    """Every list of steps from the first to a last one."""
    if not chain.get("next"):
        return [[chain]]
    return [[chain, *rest] for following in chain["next"] for rest in ways_through(following)]


def takes_step(step: Json, factor: str) -> bool:
    return any(has_method(factor, one) and is_as_strong(factor, one) for one in step["authenticationMethods"])


def meets_constraint(constraint: Json, factor_mode: str, presented: list[str]) -> bool:
    """One factor, or two of different classes: each as its class's part wants it, no required class left out."""
    for chosen in combinations(presented, 1 if factor_mode == "1FA" else 2):
        if len(classes_of(list(chosen))) != len(chosen):
            continue
        wanted = True
        for factor_class in ("knowledge", "possession"):
            part = constraint.get(factor_class)
            if part is None:
                continue
            of_class = [factor for factor in chosen if is_in_class(factor, factor_class)]
            if part["required"] and not of_class:
                wanted = False
            for factor in of_class:
                if not fits_part(part, factor):
                    wanted = False
        if wanted:
            return True
    return False


def fits_part(part: Json, factor: str) -> bool:
    if part.get("types") and not any(is_of_type(factor, name) for name in part["types"]):
        return False
    if part.get("methods") and not any(is_of_method(factor, name) for name in part["methods"]):
        return False
    named = part.get("authenticationMethods")
    if named and not any(has_method(factor, one) for one in named):
        return False
    for one in part.get("excludedAuthenticationMethods", []):
        if has_method(factor, one):
            return False
    return is_as_strong(factor, part)
