"""What the rules for URIs that resources of their own add say."""

from typing import Any

from guardrails import facts
from guardrails.facts import UNKNOWN, Resource

from .cases import breaks, passes, waits
from .hand_made import hand_made, resource

_EXPENSES = resource("expenses", facts.APP, {"label": "Expenses", "redirectUris": ["com.okta.acme:/callback"]})
_JAMF_CONNECT_S = "https://127.0.0.1/jamfconnect"


def redirect(app: str, uri: Any) -> Resource:
    return resource("added", facts.REDIRECT_URI_OF_APP, {"appId": f"{app}-id", "uri": uri})


def sign_out(app: str, uri: Any) -> Resource:
    return resource("added", facts.SIGN_OUT_URI_OF_APP, {"appId": f"{app}-id", "uri": uri})


def of_new_apps(type: str, *names: str) -> Resource:
    """A URI for one of `names`, which the same deployment creates."""
    urns = frozenset(f"urn:pulumi:other::team::{facts.APP}::{name}" for name in names)
    inputs = {"appId": UNKNOWN, "uri": "https://e.example"}
    return resource("added", type, inputs, links={"appId": urns}, id=None)


CASES = [
    passes("no-added-redirect-uri", "nothing is added"),
    passes("no-added-redirect-uri", "it is the app's own again", hand_made(redirect("check", _JAMF_CONNECT_S))),
    passes(
        "no-added-redirect-uri",
        "it is added to an app of somebody else's",
        hand_made(_EXPENSES, redirect("expenses", "https://e.example")),
    ),
    breaks("no-added-redirect-uri", "there is one", "added", hand_made(redirect("window", "https://e.example"))),
    breaks(
        "no-added-redirect-uri",
        "it is for an app that the same deployment creates",
        "added",
        hand_made(of_new_apps(facts.REDIRECT_URI_OF_APP, "check")),
    ),
    breaks(
        "no-added-redirect-uri",
        "it alone makes an app Jamf Connect's",
        "added",
        hand_made(_EXPENSES, redirect("expenses", _JAMF_CONNECT_S)),
    ),
    waits("no-added-redirect-uri", "it is not known", "added", hand_made(redirect("check", UNKNOWN))),
    waits(
        "no-added-redirect-uri",
        "it is added to one of two apps",
        "added",
        hand_made(of_new_apps(facts.REDIRECT_URI_OF_APP, "check", "window")),
    ),
    passes("no-added-sign-out-uri", "nothing is added"),
    passes(
        "no-added-sign-out-uri",
        "it is added to an app of somebody else's",
        hand_made(_EXPENSES, sign_out("expenses", "https://e.example")),
    ),
    breaks("no-added-sign-out-uri", "there is one", "added", hand_made(sign_out("window", "https://e.example"))),
    breaks(
        "no-added-sign-out-uri",
        "it is for an app that the same deployment creates",
        "added",
        hand_made(of_new_apps(facts.SIGN_OUT_URI_OF_APP, "window")),
    ),
    breaks("no-added-sign-out-uri", "it is not known", "added", hand_made(sign_out("check", UNKNOWN))),
    waits(
        "no-added-sign-out-uri",
        "it is added to one of two apps",
        "added",
        hand_made(of_new_apps(facts.SIGN_OUT_URI_OF_APP, "check", "window")),
    ),
]
