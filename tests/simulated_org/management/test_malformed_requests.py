"""Whatever is sent, the org answers like Okta: never with a failure of its own, and a refusal changes nothing."""

from __future__ import annotations

import json
from typing import Any

import httpx
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from jamf_connect_okta.simulated_org.serving.running import RunningOrg

from ..conftest import access_rule, native_app, session_rule

# Drawn from each other, so that junk turns up deep inside bodies that look right.
_WORDS = st.sampled_from(["", "x", "ACTIVE", "ZONE", "PT1H", "none", "1.2.3.4-", "https://[", "*"])
_SCALARS = st.none() | st.booleans() | st.integers(-2, 200) | _WORDS
_JUNK = st.recursive(
    _SCALARS, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from("abc"), inner, max_size=3)
)
_PERSON = {"login": "x@acme.example", "email": "x@acme.example", "firstName": "X", "lastName": "Y"}
_CONDITIONS = {
    "people": {"groups": {"include": []}, "users": {"exclude": []}},
    "network": {"connection": "ZONE", "include": []},
    "platform": {"include": [{"type": "DESKTOP", "os": {"type": "MACOS", "expression": None}}]},
    "device": {"registered": True, "managed": False, "assurance": {"include": []}},
    "userType": {"include": [], "exclude": []},
    "riskScore": {"level": "LOW"},
    "elCondition": {"condition": "true"},
}
_METHODS = {"authenticationMethods": [{"key": "okta_password", "method": "password"}]}
_CHAINS = [{**_METHODS, "next": [_METHODS]}]
_CONSTRAINT = {"possession": {**_METHODS, "types": ["phone"], "methods": ["sms"], "userVerificationMethods": ["PIN"]}}
_ASSURANCE = {"type": "ASSURANCE", "factorMode": "2FA", "constraints": [_CONSTRAINT]}
_ASSURANCE_ACTIONS = {"appSignOn": {"access": "ALLOW", "verificationMethod": _ASSURANCE}}
_CHAIN_METHOD = {"type": "AUTH_METHOD_CHAIN", "chains": _CHAINS, "reauthenticateIn": "PT1H"}
_CHAIN_ACTIONS = {"appSignOn": {"access": "ALLOW", "verificationMethod": _CHAIN_METHOD, "keepMeSignedIn": {}}}
_SESSION_POLICY = {"type": "OKTA_SIGN_ON", "name": "P", "priority": 1, "conditions": _CONDITIONS}
_JWKS = {"keys": [{"kty": "RSA", "kid": "k", "e": "AQAB", "n": "AQAB"}]}
_APP = native_app(post_logout_redirect_uris=["https://a"], jwks=_JWKS, refresh_token={"leeway": 0}, network={})
_RULES = "/api/v1/policies/{policyId}/rules"
_APP_PATH = "/api/v1/apps/{appId}"
_PATCH = [{"op": "replace", "path": "/priority", "value": 2}, {"op": "replace", "path": "/profile", "value": {"a": 1}}]
_RIGHT: list[tuple[str, str, Any]] = [
    ("POST", "/api/v1/apps", _APP),
    ("PUT", _APP_PATH, _APP),
    ("PUT", _APP_PATH + "/groups/{groupId}", {"id": "x", "priority": 1, "profile": {"a": 1}}),
    ("PATCH", _APP_PATH + "/groups/{groupId}", _PATCH),
    ("POST", _APP_PATH + "/users", {"id": "{userId}", "credentials": {"userName": "x"}, "profile": {"a": 1}}),
    ("POST", _APP_PATH + "/grants", {"issuer": "https://acme.okta.invalid", "scopeId": "okta.users.read"}),
    (
        "POST",
        "/api/v1/internal/apps/{appId}/settings/oauth/idToken",
        {"valueType": "GROUPS", "name": "g", "value": "x"},
    ),
    ("POST", "/oauth2/v1/clients/{appId}/roles", {"type": "APP_ADMIN"}),
    ("PUT", "/api/v1/org/settings/clientPrivilegesSetting", {"clientPrivilegesSetting": True}),
    ("POST", "/api/v1/policies", _SESSION_POLICY),
    ("POST", "/api/v1/policies", {"type": "ACCESS_POLICY", "name": "P", "description": "d", "priority": 1}),
    ("PUT", "/api/v1/policies/{sessionPolicyId}", _SESSION_POLICY),
    ("POST", "/api/v1/policies/{policyId}/mappings", {"resourceId": "{appId}", "resourceType": "APP"}),
    ("POST", _RULES, access_rule("New", conditions=_CONDITIONS)),
    ("POST", _RULES, access_rule("New", actions=_CHAIN_ACTIONS)),
    ("POST", _RULES, access_rule("New", actions=_ASSURANCE_ACTIONS)),
    ("PUT", _RULES + "/{ruleId}", access_rule("New", conditions=_CONDITIONS, actions=_CHAIN_ACTIONS)),
    ("POST", "/api/v1/policies/{sessionPolicyId}/rules", session_rule(conditions=_CONDITIONS)),
    ("POST", "/api/v1/policies/{sessionPolicyId}/rules", session_rule()),
    ("POST", "/api/v1/groups", {"profile": {"name": "G", "description": ""}}),
    ("PUT", "/api/v1/groups/{groupId}", {"profile": {"name": "G", "description": ""}}),
    (
        "POST",
        "/api/v1/users",
        {"profile": _PERSON, "credentials": {"password": {"value": "Rehearsal-1"}}, "groupIds": []},
    ),
    ("PUT", "/api/v1/users/{userId}", {"profile": _PERSON, "credentials": {"password": {"value": "Rehearsal-1"}}}),
    ("POST", "/api/v1/users/{userId}", {"profile": _PERSON}),
    ("POST", "/api/v1/zones", {"type": "IP", "name": "Z", "gateways": [{"type": "RANGE", "value": "1.2.3.4"}]}),
    ("POST", "/api/v1/zones", {"type": "DYNAMIC", "name": "Z", "locations": [{"country": "US"}], "asns": ["1"]}),
    ("POST", "/api/v1/zones", {"type": "DYNAMIC_V2", "name": "Z", "locations": {"include": [{"country": "US"}]}}),
    (
        "PUT",
        "/api/v1/zones/{zoneId}",
        {"type": "IP", "name": "Z", "status": "ACTIVE", "proxies": [{"value": "1.2.3.4"}]},
    ),
    ("POST", "/api/v1/authenticators", {"key": "custom_otp", "name": "n", "settings": {}}),
    ("PUT", "/api/v1/authenticators/{authenticatorId}", {"key": "x", "name": "n", "settings": {}}),
]


@st.composite
def damaged(draw: st.DrawFn) -> tuple[str, str, Any]:
    """A request that was right, with junk in one place of its body, or for a body."""
    method, path, right = draw(st.sampled_from(_RIGHT))
    body = json.loads(json.dumps(right))
    if draw(st.integers(0, 9)) == 0:
        return method, path, draw(_JUNK)
    place = body
    while True:
        key = draw(st.sampled_from(sorted(place) if isinstance(place, dict) else range(len(place))))
        inner = place[key]
        if not inner or not isinstance(inner, (dict, list)) or draw(st.booleans()):
            place[key] = draw(_JUNK)
            return method, path, body
        place = inner


def state_of(org: RunningOrg) -> str:
    kinds = (
        "meta",
        "app",
        "policy",
        "rule",
        "group",
        "user",
        "membership",
        "zone",
        "authenticator",
        "grant",
        "appGroup",
        "clientRole",
    )
    return json.dumps({kind: org.org.store.all(kind) for kind in (*kinds, "appUser")})


@pytest.fixture
def objects(org: RunningOrg, okta: httpx.Client) -> dict[str, str]:
    """An object of every kind that a path can name."""
    app = okta.post("/api/v1/apps", json=native_app()).json()["id"]
    policy = okta.post("/api/v1/policies", json={"type": "ACCESS_POLICY", "name": "P"}).json()["id"]
    session = okta.post("/api/v1/policies", json={"type": "OKTA_SIGN_ON", "name": "S"}).json()["id"]
    rule = okta.post(f"/api/v1/policies/{policy}/rules", json=access_rule()).json()["id"]
    store = org.org.store
    group = store.all("group")[1]["id"]
    okta.put(f"/api/v1/apps/{app}/groups/{group}")
    return {
        "appId": app,
        "policyId": policy,
        "sessionPolicyId": session,
        "ruleId": rule,
        "groupId": group,
        "userId": store.all("user")[0]["id"],
        "zoneId": store.all("zone")[2]["id"],
        "authenticatorId": store.all("authenticator")[0]["id"],
    }


@settings(max_examples=600, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(request=damaged())
def test_a_damaged_body_is_taken_or_refused_but_never_breaks_the_org(
    org: RunningOrg, okta: httpx.Client, objects: dict[str, str], request: tuple[str, str, Any]
) -> None:
    method, path, body = request
    before = state_of(org)
    answer = okta.request(method, path.format_map(objects), json=body)
    assert answer.status_code < 500, org.org.log.entries[-1]
    if answer.status_code >= 400:
        assert state_of(org) == before
