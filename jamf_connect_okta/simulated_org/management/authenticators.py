"""Endpoints under /api/v1/authenticators."""

from __future__ import annotations

from jamf_connect_okta.simulated_org.core.api import Answer, Call, Endpoint, ok
from jamf_connect_okta.simulated_org.core.errors import not_found, validation
from jamf_connect_okta.simulated_org.core.store import Document
from jamf_connect_okta.simulated_org.management.authenticator_documents import (
    KINDS,
    NEED_A_PROVIDER,
    new_authenticator,
    shown_authenticator,
)
from jamf_connect_okta.simulated_org.management.bodies import objects, required_text


def list_authenticators(call: Call) -> Answer:
    """GET /authenticators: by name, as recorded."""
    found = sorted(call.org.store.all("authenticator"), key=lambda one: str(one["document"]["name"]))
    return ok([shown_authenticator(call.org, one) for one in found])


def create_authenticator(call: Call) -> Answer:
    """POST /authenticators: each kind once."""
    body = call.json()
    key = body.get("key")
    known = [kind for kind in KINDS if kind not in NEED_A_PROVIDER]
    if not isinstance(key, str) or key not in known:
        raise validation("key", f"key: {key!r} is not an authenticator of this org; it knows {', '.join(known)}")
    if any(one["document"]["key"] == key for one in call.org.store.all("authenticator")):
        raise validation("key", "key: An object with this field already exists in the current organization")
    status = "ACTIVE" if call.query.get("activate") == "true" else "INACTIVE"
    authenticator = new_authenticator(call.org, key, status=status, settings=objects(body, "settings") or None)
    call.org.store.put("authenticator", authenticator)
    return ok(shown_authenticator(call.org, authenticator))


def get_authenticator(call: Call) -> Answer:
    """GET /authenticators/{id}."""
    return ok(shown_authenticator(call.org, _authenticator(call)))


def replace_authenticator(call: Call) -> Answer:
    """PUT /authenticators/{id}: name and settings."""
    authenticator, body = _authenticator(call), call.json()
    name = required_text(body, "name")
    document = {**authenticator["document"], "name": name, "lastUpdated": call.org.now()}
    if body.get("settings") is not None:
        document["settings"] = objects(body, "settings")
    replaced = {**authenticator, "document": document}
    call.org.store.put("authenticator", replaced)
    return ok(shown_authenticator(call.org, replaced))


def change_authenticator_status(call: Call) -> Answer:
    """POST /authenticators/{id}/lifecycle/{activate,deactivate}: 200 with the object.

    Recorded: deactivating an inactive one is refused, with the message key of Okta's own texts as the field. The
    password authenticator has no such link; it is refused alike.
    """
    authenticator = _authenticator(call)
    document = authenticator["document"]
    status = {"activate": "ACTIVE", "deactivate": "INACTIVE"}[call.path.rpartition("/")[2]]
    if status == "INACTIVE" and (document["status"] == "INACTIVE" or document["key"] == "okta_password"):
        raise validation("api.authenticator.error.unsupported.active.deactivate")
    changed = {**authenticator, "document": {**document, "status": status, "lastUpdated": call.org.now()}}
    call.org.store.put("authenticator", changed)
    return ok(shown_authenticator(call.org, changed))


def list_methods(call: Call) -> Answer:
    """GET /authenticators/{id}/methods."""
    return ok(_methods(call))


def get_method(call: Call) -> Answer:
    """GET /authenticators/{id}/methods/{type}."""
    for method in _methods(call):
        if method["type"] == call.ids["methodType"]:
            return ok(method)
    raise not_found(call.ids["methodType"], "AuthenticatorMethod")


def _methods(call: Call) -> list[Document]:
    authenticator = _authenticator(call)
    path = f"/api/v1/authenticators/{authenticator['id']}/methods"
    document = authenticator["document"]
    return [
        {"type": method, "status": document["status"], "_links": {"self": call.org.href(f"{path}/{method}", "GET")}}
        for method in KINDS[document["key"]][3]
    ]


def _authenticator(call: Call) -> Document:
    authenticator_id = call.ids["authenticatorId"]
    return call.org.require("authenticator", authenticator_id, lambda: not_found(authenticator_id, "Authenticator"))


_ONE = "/api/v1/authenticators/{authenticatorId}"
ENDPOINTS = (
    Endpoint("GET", "/api/v1/authenticators", list_authenticators, "okta.authenticators"),
    Endpoint("POST", "/api/v1/authenticators", create_authenticator, "okta.authenticators"),
    Endpoint("GET", _ONE, get_authenticator, "okta.authenticators"),
    Endpoint("PUT", _ONE, replace_authenticator, "okta.authenticators"),
    Endpoint("POST", _ONE + "/lifecycle/activate", change_authenticator_status, "okta.authenticators"),
    Endpoint("POST", _ONE + "/lifecycle/deactivate", change_authenticator_status, "okta.authenticators"),
    Endpoint("GET", _ONE + "/methods", list_methods, "okta.authenticators"),
    Endpoint("GET", _ONE + "/methods/{methodType}", get_method, "okta.authenticators"),
)
