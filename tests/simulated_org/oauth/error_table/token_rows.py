"""What the token endpoint refuses, and the other endpoints that clients ask without a browser."""

from __future__ import annotations

from collections.abc import Callable

import httpx

from ...conftest import Json, ok
from ..conftest import EVERY_GRANT, exchange, token_request
from .scene import Row, Scene

MFA_GRANTS = [f"http://auth0.com/oauth/grant-type/mfa-{way}" for way in ("otp", "oob")]
GRANTS = ", ".join(("authorization_code", "refresh_token", "password", "client_credentials"))


def _mfa_variant(scene: Scene) -> httpx.Response:
    scene.org.org.unknowns = scene.org.org.unknowns.model_copy(update={"ropg_refusal_for_mfa": "mfa_enabled"})
    scene.session_needs_mfa()
    return scene.ropg()


def denying_rule(scene: Scene) -> httpx.Response:
    method = {"type": "ASSURANCE", "factorMode": "1FA"}
    scene.app_rule(actions={"appSignOn": {"access": "DENY", "verificationMethod": method}})
    return scene.ropg()


def _suspended(scene: Scene) -> httpx.Response:
    ok(scene.okta.post("/api/v1/users/alice@acme.example/lifecycle/suspend"))
    return scene.ropg()


def _two_factors(scene: Scene) -> httpx.Response:
    scene.two_factors()
    return scene.ropg()


def _direct(name: str, *grants: str) -> Callable[[Scene], httpx.Response]:
    def ask(scene: Scene) -> httpx.Response:
        scene.two_factors()
        app = scene.other_app(grant_types=[*EVERY_GRANT, *grants])
        return scene.ropg(app, name)

    return ask


def _policies_deny_what_direct_authentication_offers(scene: Scene) -> httpx.Response:
    method = {
        "type": "ASSURANCE",
        "factorMode": "2FA",
        "constraints": [{"possession": {"hardwareProtection": "REQUIRED"}}],
    }
    scene.app_rule(actions={"appSignOn": {"access": "ALLOW", "verificationMethod": method}})
    return scene.ropg(scene.other_app(grant_types=[*EVERY_GRANT, *MFA_GRANTS]))


def _outside_of_the_clients_zones(scene: Scene) -> httpx.Response:
    (zone,) = [zone for zone in ok(scene.okta.get("/api/v1/zones")) if zone["name"] == "Office"]
    return scene.ropg(scene.other_app(network={"connection": "ZONE", "include": [zone["id"]]}))


def _dpop(scene: Scene) -> httpx.Response:
    grants = ["authorization_code", "password"]
    return scene.ropg(scene.other_app(grant_types=grants, response_types=["code"], dpop_bound_access_tokens=True))


def _five_in_a_second(scene: Scene) -> httpx.Response:
    scene.org.org.rate_limits.enforced = True
    now = scene.org.org.clock()
    scene.org.org.clock = lambda: now
    for _ in range(4):
        ok(scene.ropg())
    return scene.ropg()


def _expression_fails(scene: Scene) -> httpx.Response:
    scene.groups_claim('Arrays.get(Groups.startsWith("OKTA", "nothing is called so", 10), 0)')
    return exchange(scene.org, scene.app, scene.browser.sign_in()["code"])


def _code_of_another_app(scene: Scene) -> httpx.Response:
    return exchange(scene.org, scene.other_app(), scene.browser.sign_in()["code"])


def _verifier_alone(scene: Scene) -> httpx.Response:
    app = scene.other_app(token_endpoint_auth_method="client_secret_post", pkce_required=False, **SECRET)
    code = scene.browser.sign_in(client_id=app["id"], code_challenge=None)["code"]
    return exchange(scene.org, app, code, **SECRET)


def _refresh(scene: Scene, **changes: str) -> httpx.Response:
    tokens = ok(exchange(scene.org, scene.app, scene.browser.sign_in()["code"]))
    form = {"grant_type": "refresh_token", "refresh_token": tokens["refresh_token"]}
    return token_request(scene.org, scene.app, **(form | changes))


def _userinfo(scene: Scene, **headers: str) -> httpx.Response:
    return httpx.get(f"{scene.org.base_url}/oauth2/v1/userinfo", headers=headers, trust_env=False)


def _userinfo_without_openid(scene: Scene) -> httpx.Response:
    grant = {"issuer": "https://acme.okta.invalid", "scopeId": "okta.users.read"}
    ok(scene.okta.post(f"/api/v1/apps/{scene.app['id']}/grants", json=grant))
    tokens = ok(exchange(scene.org, scene.app, scene.browser.sign_in(scope="okta.users.read")["code"]))
    return _userinfo(scene, Authorization=f"Bearer {tokens['access_token']}")


WRONG: Json = {"client_secret": "w" * 40}
SECRET: Json = {"client_secret": "s" * 40}

TOKEN_ROWS = (
    Row("a wrong password", "invalid_password_credentials", lambda s: s.ropg(password="wrong")),
    Row("nobody's name", "invalid_password_credentials", lambda s: s.ropg(name="nobody")),
    Row("locked out", "invalid_password_credentials", lambda s: s.ropg(name="liam")),
    Row("suspended", "invalid_password_credentials", _suspended),
    Row("staged", "invalid_password_credentials", lambda s: s.ropg(name="sam")),
    Row("deactivated", "invalid_password_credentials", lambda s: s.ropg(name="dora")),
    Row("an expired password", "expired_password_credentials", lambda s: s.ropg(name="erin")),
    Row("no password in Okta", "missing_password_enrollment", lambda s: s.ropg(name="farid")),
    Row("a policy that denies", "password_auth_denied_policy", denying_rule),
    Row("a policy that asks for two factors", "password_auth_denied_policy", _two_factors),
    Row("MFA in the session policy, in Okta's other words", "password_auth_denied_mfa", _mfa_variant),
    Row("MFA, and a grant to go on with", "mfa_required", _direct("alice", *MFA_GRANTS)),
    Row(
        "MFA, and no grant for the factor that there is",
        "direct_auth_prompted_grant_type_disabled_for_client",
        _direct("walter", *MFA_GRANTS),
    ),
    Row("MFA that nobody can satisfy", "direct_auth_policy_denied", _policies_deny_what_direct_authentication_offers),
    Row("not assigned", "user_not_assigned", lambda s: s.ropg(name="ines")),
    Row(
        "a grant that the app has not",
        "unauthorized_client",
        lambda s: s.ropg(s.other_app(grant_types=["authorization_code"], response_types=["code"])),
        ("authorization_code",),
    ),
    Row("an unknown grant", "unsupported_grant_type", lambda s: s.ropg(grant_type="magic"), (GRANTS,)),
    Row("no grant", "token_request_missing_grant_type", lambda s: s.ropg(grant_type=None), (GRANTS,)),
    Row("no username", "missing_token_request_parameter", lambda s: s.ropg(username=None), ("username",)),
    Row("no password", "missing_token_request_parameter", lambda s: s.ropg(password=None), ("password",)),
    Row("a parameter twice", "illegal_duplicated_parameters", lambda s: s.ropg(scope=["openid", "email"]), ("scope",)),
    Row("an unknown client", "invalid_client_id", lambda s: s.ropg(client_id="0oaUnknown"), where="api"),
    Row("no client", "missing_client_credentials", lambda s: s.ropg(client_id=None)),
    Row(
        "a header that is none",
        "invalid_basic_auth_creds",
        lambda s: httpx.post(
            f"{s.org.base_url}/oauth2/v1/token",
            data={"grant_type": "password"},
            headers={"Authorization": "Basic ???"},
            trust_env=False,
        ),
    ),
    Row("a wrong secret", "invalid_client_secret", lambda s: s.ropg(s.secret_app("client_secret_post"), **WRONG)),
    Row("a secret of an app without one", "invalid_token_endpoint_auth_method", lambda s: s.ropg(**SECRET)),
    Row(
        "no secret of an app with one",
        "invalid_token_endpoint_auth_method",
        lambda s: s.ropg(s.secret_app("client_secret_post")),
    ),
    Row(
        "the secret in the wrong place",
        "invalid_token_endpoint_auth_method",
        lambda s: s.ropg(s.secret_app("client_secret_basic"), **SECRET),
    ),
    Row(
        "an assertion of an app without one",
        "invalid_token_endpoint_auth_method",
        lambda s: s.assertion(s.app, "s" * 40),
    ),
    Row(
        "an assertion by another secret",
        "client_assertion_invalid_signature",
        lambda s: s.assertion(s.secret_app("client_secret_jwt"), "w" * 40),
    ),
    Row(
        "an assertion that expired",
        "client_assertion_expired_token",
        lambda s: s.assertion(s.secret_app("client_secret_jwt"), "s" * 40, exp=1),
    ),
    Row(
        "credentials in header and body",
        "multiple_client_credentials",
        lambda s: s.post(auth=("some-client", "secret"), grant_type="password", **SECRET),
    ),
    Row("no scope", "missing_scopes", lambda s: s.ropg(scope=None)),
    Row("profile without openid", "openid_scope_required", lambda s: s.ropg(scope="profile")),
    Row("a scope of one's own", "illegal_custom_scope", lambda s: s.ropg(scope="openid my.scope")),
    Row("a scope that was not granted", "no_org_scopes_granted", lambda s: s.ropg(scope="openid okta.users.read")),
    Row(
        "consent",
        "consent_required_ropf",
        lambda s: s.ropg(s.other_app(consent_method="REQUIRED")),
        ("profile",),
    ),
    Row("outside of the client's zones", "disallowed_network_zone", _outside_of_the_clients_zones),
    Row("no DPoP proof", "invalid_dpop_proof_missing_header", _dpop),
    Row("more than four a second", "user_rate_limited", _five_in_a_second),
    Row("a groups claim that fails", "user_claim_evaluation_failure", _expression_fails, ("groups",)),
    Row("no code", "missing_token_request_parameter", lambda s: exchange(s.org, s.app, ""), ("code",)),
    Row("no such code", "invalid_authorization_code", lambda s: exchange(s.org, s.app, "no-such-code")),
    Row("a code of another client", "mismatched_client", _code_of_another_app),
    Row(
        "another redirect URI",
        "mismatched_redirect_uri",
        lambda s: exchange(s.org, s.app, s.browser.sign_in()["code"], redirect_uri="https://elsewhere.example"),
    ),
    Row(
        "a wrong verifier",
        "pkce_verification_failed",
        lambda s: exchange(s.org, s.app, s.browser.sign_in()["code"], code_verifier="w" * 50),
    ),
    Row("a verifier, but no challenge before", "pkce_missing_challenge_verifier_present", _verifier_alone),
    Row(
        "no verifier",
        "pkce_missing_verifier",
        lambda s: exchange(s.org, s.app, s.browser.sign_in()["code"], code_verifier=None),
    ),
    Row("no such refresh token", "invalid_refresh_token", lambda s: _refresh(s, refresh_token="none")),
    Row("more scopes than before", "refresh_scopes_denied", lambda s: _refresh(s, scope="openid phone"), ("phone",)),
    Row("userinfo without a token", "access_token_missing", lambda s: _userinfo(s)),
    Row("userinfo by a wrong token", "access_token_invalid", lambda s: _userinfo(s, Authorization="Bearer wrong")),
    Row("userinfo without openid", "access_token_insufficient_scopes", _userinfo_without_openid),
    Row(
        "introspection of nothing",
        "request_missing_token",
        lambda s: s.post("/oauth2/v1/introspect", client_id=s.app["id"]),
    ),
    Row(
        "introspection by nobody", "missing_client_credentials", lambda s: s.post("/oauth2/v1/introspect", token="any")
    ),
    Row("revocation of nothing", "request_missing_token", lambda s: s.post("/oauth2/v1/revoke", client_id=s.app["id"])),
)
