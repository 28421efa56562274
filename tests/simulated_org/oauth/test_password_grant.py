"""ROPG: who gets tokens for a password, and what Okta says to the others."""

from __future__ import annotations

from typing import Any

import httpx
import jwt
import pytest

from jamf_connect_okta.simulated_org.serving.running import RunningOrg

from ..conftest import Json, access_rule, group_id, native_app, ok, session_rule

PASSWORDS = {
    name: f"{name.capitalize()}-Rehearsal-1" for name in ("alice", "liam", "erin", "sam", "ines", "dora", "farid")
}


@pytest.fixture
def app(okta: httpx.Client, mac_users: str) -> Json:
    """A ROPG app as Jamf Connect needs it: assigned to Mac Users, satisfied by a password."""
    app = dict(ok(okta.post("/api/v1/apps", json=native_app())))
    policy = ok(okta.post("/api/v1/policies", json={"type": "ACCESS_POLICY", "name": "Password only"}))
    ok(okta.post(f"/api/v1/policies/{policy['id']}/rules", json=access_rule()))
    assert okta.put(f"/api/v1/apps/{app['id']}/policies/{policy['id']}").status_code == 204
    ok(okta.put(f"/api/v1/apps/{app['id']}/groups/{mac_users}", json={}))
    session = {"type": "OKTA_SIGN_ON", "name": "Mac", "conditions": {"people": {"groups": {"include": [mac_users]}}}}
    session_policy = ok(okta.post("/api/v1/policies", json=session))
    ok(okta.post(f"/api/v1/policies/{session_policy['id']}/rules", json=session_rule()))
    return {**app, "policyId": policy["id"], "sessionPolicyId": session_policy["id"]}


def ropg(
    org: RunningOrg, app: Json, name: str = "alice", headers: Json | None = None, **changes: Any
) -> httpx.Response:
    form = {
        "grant_type": "password",
        "client_id": app["credentials"]["oauthClient"]["client_id"],
        "username": f"{name}@acme.example",
        "password": PASSWORDS.get(name, "wrong"),
        "scope": "openid profile email groups",
    } | changes
    data = {key: value for key, value in form.items() if value is not None}
    return httpx.post(f"{org.base_url}/oauth2/v1/token", data=data, headers=headers, trust_env=False)


def refused(answer: httpx.Response) -> tuple[int, str, str]:
    body = answer.json()
    return answer.status_code, body["error"], body["error_description"]


def test_a_password_gets_tokens(org: RunningOrg, app: Json) -> None:
    tokens = ok(ropg(org, app))
    assert (tokens["token_type"], tokens["expires_in"]) == ("Bearer", 3600)
    assert tokens["scope"] == "openid profile email groups"


def test_the_id_token_is_thin(org: RunningOrg, app: Json, alice: Json) -> None:
    claims = jwt.decode(ok(ropg(org, app))["id_token"], options={"verify_signature": False})
    assert claims["sub"] == alice["id"]
    assert claims["amr"] == ["pwd"]
    assert claims["preferred_username"] == "alice@acme.example"
    assert not {"groups", "given_name", "family_name"} & claims.keys()


def test_mfa_in_the_session_policy_denies(org: RunningOrg, okta: httpx.Client, app: Json) -> None:
    path = f"/api/v1/policies/{app['sessionPolicyId']}/lifecycle/deactivate"
    assert okta.post(path).status_code == 204
    assert refused(ropg(org, app)) == (
        400,
        "invalid_grant",
        "Resource owner password credentials authentication denied by sign on policy.",
    )
    entry = org.org.sign_ins.all()[-1]
    assert entry.words == (
        "Global session policy 'Default Policy', rule 'Default Rule' asks for MFA; ROPG can only present a password"
    )


def test_somebody_without_an_assignment_is_told_so(org: RunningOrg, app: Json) -> None:
    assert refused(ropg(org, app, "ines"))[1:] == (
        "access_denied",
        "User is not assigned to the client application.",
    )


def test_ten_wrong_passwords_lock_a_user_out(org: RunningOrg, okta: httpx.Client, app: Json) -> None:
    for _ in range(10):
        assert refused(ropg(org, app, password="wrong"))[1] == "invalid_grant"
    assert ok(okta.get("/api/v1/users/alice@acme.example"))["status"] == "LOCKED_OUT"
    assert refused(ropg(org, app))[2] == "The credentials provided were invalid."


def test_a_right_password_forgets_wrong_ones(org: RunningOrg, okta: httpx.Client, app: Json) -> None:
    for _ in range(2):
        for _ in range(9):
            ropg(org, app, password="wrong")
        ok(ropg(org, app))


def test_a_blocked_address_is_refused_before_policies(org: RunningOrg, app: Json) -> None:
    assert refused(ropg(org, app, headers={"X-Forwarded-For": "192.0.2.7"}))[:2] == (403, "access_denied")
    assert "Known Attackers" in org.org.sign_ins.all()[-1].words


def test_a_device_condition_is_never_met(org: RunningOrg, okta: httpx.Client, app: Json) -> None:
    (rule, _) = ok(okta.get(f"/api/v1/policies/{app['policyId']}/rules"))
    conditions = {**rule["conditions"], "device": {"registered": True}}
    ok(okta.put(f"/api/v1/policies/{app['policyId']}/rules/{rule['id']}", json={**rule, "conditions": conditions}))
    assert "denied by sign on policy" in refused(ropg(org, app))[2]


def test_a_missing_password_grant_lists_those_that_there_are(org: RunningOrg, okta: httpx.Client, app: Json) -> None:
    client = {**app["settings"]["oauthClient"], "grant_types": ["authorization_code", "implicit"]}
    client["response_types"] = ["code", "id_token"]
    body = {key: app[key] for key in ("label", "name", "signOnMode", "credentials")}
    ok(okta.put(f"/api/v1/apps/{app['id']}", json={**body, "settings": {"oauthClient": client}}))
    assert refused(ropg(org, app)) == (
        400,
        "unauthorized_client",
        "The client is not authorized to use the provided grant type."
        " Configured grant types: [authorization_code, implicit].",
    )


def test_administrators_may_be_kept_away_by_group(org: RunningOrg, okta: httpx.Client, app: Json) -> None:
    (rule, _) = ok(okta.get(f"/api/v1/policies/{app['policyId']}/rules"))
    people = {"groups": {"exclude": [group_id(okta, "Mac Users")]}}
    conditions = {**rule["conditions"], "people": people}
    ok(okta.put(f"/api/v1/policies/{app['policyId']}/rules/{rule['id']}", json={**rule, "conditions": conditions}))
    assert "denied by sign on policy" in refused(ropg(org, app))[2]
