"""The private endpoint behind an app's ID token settings: issuer mode, groups claim."""

from __future__ import annotations

from typing import Any

from jamf_connect_okta.simulated_org.core.api import Answer, Call, Endpoint, ok
from jamf_connect_okta.simulated_org.core.errors import not_found
from jamf_connect_okta.simulated_org.core.store import Document
from jamf_connect_okta.simulated_org.management.apps.apps import find_app
from jamf_connect_okta.simulated_org.management.bodies import one_of, required_text

_PATH = "/api/v1/internal/apps/{appId}/settings/oauth/idToken"
_ISSUER_MODES = ("ORG_URL", "CUSTOM_URL", "DYNAMIC")
_FILTER_TYPES = ("STARTS_WITH", "EQUALS", "CONTAINS", "REGEX")


def get_settings(call: Call) -> Answer:
    """GET: with the issuer and audience that the ID token will carry."""
    app = _oidc_app(call)
    return ok(_shown(app, issuer=call.org.url, audience=app["clientId"]))


def set_settings(call: Call) -> Answer:
    """POST: replaces the settings; leaving the claim out removes it. The answer has no issuer, as recorded."""
    app = _oidc_app(call)
    changed = {**app, "idToken": _checked(call.json())}
    call.org.store.put("app", changed)
    return ok(_shown(changed, issuer=None, audience=None))


def _oidc_app(call: Call) -> Document:
    app = find_app(call)
    if app["clientId"] is None:
        raise not_found(app["id"], "OAuth2AppInstance")
    return app


def _shown(app: Document, *, issuer: str | None, audience: str | None) -> dict[str, Any]:
    return {"issuer": issuer, "orgUrl": None, "customUrl": None, "audience": audience, **app["idToken"]}


def _checked(body: dict[str, Any]) -> dict[str, Any]:
    settings = {"issuerMode": one_of(body, "issuerMode", _ISSUER_MODES, default="ORG_URL")}
    if body.get("valueType") is None:
        return settings
    kind = one_of(body, "valueType", ("GROUPS", "EXPRESSION"))
    settings |= {"valueType": kind, "name": required_text(body, "name")}
    if kind == "GROUPS":
        settings["groupFilterType"] = one_of(body, "groupFilterType", _FILTER_TYPES)
    return {**settings, "value": required_text(body, "value", longest=1024)}


# No scope opens this endpoint: Okta takes API tokens and administrators' sessions only. That those who may change the
# app may change this part of it is inferred.
ENDPOINTS = (
    Endpoint("GET", _PATH, get_settings, "okta.apps", api_token_only=True),
    Endpoint("POST", _PATH, set_settings, "okta.apps", api_token_only=True),
)
