"""What conditions of policies and rules refer to: groups, users, zones, user types."""

from __future__ import annotations

from typing import Any

from jamf_connect_okta.simulated_org.core.errors import validation
from jamf_connect_okta.simulated_org.core.org import Org
from jamf_connect_okta.simulated_org.core.store import Document
from jamf_connect_okta.simulated_org.management.bodies import objects, strings


def check_people(org: Org, people: dict[str, Any]) -> None:
    """Refuses a people condition that names somebody who does not exist."""
    for key, kind in (("groups", "group"), ("users", "user")):
        part = objects(people, key)
        for way in ("include", "exclude"):
            for object_id in strings(part, way):
                if org.store.get(kind, object_id) is None:
                    raise validation(f"conditions.people.{key}", f"Invalid {kind} ID specified: {object_id}")


def checked_network(org: Org, network: dict[str, Any]) -> dict[str, Any]:
    """A network condition as Okta keeps it: anywhere, or in or not in some of the org's zones."""
    connection = network.get("connection", "ANYWHERE")
    if connection == "ANYWHERE":
        return {"connection": "ANYWHERE"}
    if connection != "ZONE":
        raise validation("conditions.network", f"connection: {connection!r} is neither ANYWHERE nor ZONE")
    kept: dict[str, Any] = {"connection": "ZONE"}
    for way in ("include", "exclude"):
        if zones := strings(network, way):
            kept[way] = zones
            for zone_id in zones:
                # Besides ids, Okta knows the words for all zones.
                if zone_id not in ("ALL_ZONES", "ALL_IP_ZONES") and org.store.get("zone", zone_id) is None:
                    raise validation("conditions.network", f"Invalid zone ID specified: {zone_id}")
    if len(kept) == 1:
        raise validation("conditions.network", "A connection of ZONE needs zones to include or exclude")
    return kept


def policies_naming(org: Org, what: str, object_id: str) -> list[str]:
    """Names of the policies whose conditions, or whose rules' conditions, name that group, user or zone.

    `what` is `groups`, `users` or `network`.
    """
    named = [policy["document"]["name"] for policy in org.store.all("policy") if _names(policy, what, object_id)]
    for rule in org.store.all("rule"):
        if _names(rule, what, object_id):
            policy = org.store.get("policy", rule["policyId"])
            named.append(policy["document"]["name"] if policy else rule["policyId"])
    return named


def forget_user(org: Org, user_id: str) -> None:
    """Takes a deleted user out of the rules that name it.

    A rule that was for this user alone becomes inactive: left active it would be for everybody. What Okta does with
    such a rule is not recorded.
    """
    for rule in org.store.all("rule"):
        if not _names(rule, "users", user_id):
            continue
        document = rule["document"]
        people = document["conditions"]["people"]
        users = {way: [one for one in named if one != user_id] for way, named in people["users"].items()}
        status = document["status"]
        if people["users"].get("include") and not users["include"]:
            del users["include"]
            if not (people.get("groups") or {}).get("include"):
                status = "INACTIVE"
        conditions = {**document["conditions"], "people": {**people, "users": users}}
        org.store.put("rule", {**rule, "document": {**document, "conditions": conditions, "status": status}})


def _names(holder: Document, what: str, object_id: str) -> bool:
    conditions = holder["document"]["conditions"] or {}
    part = conditions.get("network") if what == "network" else (conditions.get("people") or {}).get(what)
    return any(object_id in ((part or {}).get(way) or []) for way in ("include", "exclude"))
