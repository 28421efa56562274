"""Which factors a person can present, and which they could set up."""

from __future__ import annotations

from jamf_connect_okta.simulated_org.core.org import Org
from jamf_connect_okta.simulated_org.core.store import Document
from jamf_connect_okta.simulated_org.policy_evaluation.factors import FACTORS, PASSWORD, Factor

# What can be set up with nothing but this page. Security keys and FastPass need a device that speaks to it.
_WITHOUT_A_DEVICE = ("push", "totp", "sms", "voice", "email", "google_otp")


def factors_at_hand(org: Org, user: Document) -> tuple[Factor, ...]:
    """The password, if there is one, and what the user has enrolled as far as the org's authenticators allow it."""
    usable = _usable_authenticators(org)
    password = () if user["password"] is None else (PASSWORD,)
    enrolled = (FACTORS[name] for name in user["factors"])
    return (*password, *(factor for factor in enrolled if factor.key in usable))


def factors_to_set_up(org: Org, user: Document) -> tuple[Factor, ...]:
    """What the user has not enrolled and may enroll during a sign-in.

    That is every usable authenticator: this org has no authenticator enrollment policy, and Okta's default one says
    "optional" for each. Nor does its Okta Account Management Policy apply to enrolling. Okta enrolls an authenticator
    with all its methods; here it is the one method that was asked for.
    """
    usable = _usable_authenticators(org)
    return tuple(
        FACTORS[name] for name in _WITHOUT_A_DEVICE if FACTORS[name].key in usable and name not in user["factors"]
    )


def enroll(org: Org, user: Document, factor: Factor) -> None:
    """The user has that factor from now on."""
    org.store.put("user", {**user, "factors": [*user["factors"], factor.name]})


def _usable_authenticators(org: Org) -> frozenset[str]:
    """The keys of those that are active and not kept for recovery alone, which phone, e-mail and question can be."""
    documents = [authenticator["document"] for authenticator in org.store.all("authenticator")]
    return frozenset(
        document["key"]
        for document in documents
        if document["status"] == "ACTIVE"
        and (document.get("settings") or {}).get("allowedFor", "any") in ("any", "sso")
    )
