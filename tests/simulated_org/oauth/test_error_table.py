"""Every row of the error table, against the texts of Okta's own catalogue."""

from __future__ import annotations

import json
import re
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

import httpx
import jwt
import pytest

import jamf_connect_okta.simulated_org.oauth
from jamf_connect_okta.simulated_org.serving.running import RunningOrg

from ..conftest import Json, access_rule, native_app, ok, session_rule
from ..recordings import SHARED
from .conftest import EVERY_GRANT, Browser, alert, exchange, make_app, token_request, values

CATALOGUE = SHARED / "data" / "okta-oauth2-errors.json"
ASSERTION_TYPE = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer"
MFA_GRANTS = [f"http://auth0.com/oauth/grant-type/mfa-{way}" for way in ("otp", "oob")]

pytestmark = pytest.mark.skipif(
    not CATALOGUE.exists(), reason="../shared, which holds Okta's catalogue of OAuth errors, is not here"
)


@dataclass
class Scene:
    """An app that Mac users sign in to with a password, and what a row changes about it."""

    org: RunningOrg
    okta: httpx.Client
    app: Json
    browser: Browser
    mac_users: str
    policies: Json

    def ropg(self, app: Json | None = None, name: str = "alice", **changes: Any) -> httpx.Response:
        form = {
            "grant_type": "password",
            "username": f"{name}@acme.example",
            "password": f"{name.capitalize()}-Rehearsal-1",
            "scope": "openid profile",
        }
        return token_request(self.org, app or self.app, **(form | changes))

    def post(self, path: str = "/oauth2/v1/token", *, auth: tuple[str, str] | None = None, **form: str) -> Any:
        return httpx.post(self.org.base_url + path, data=form, auth=auth, trust_env=False)

    def other_app(self, **client: Any) -> Json:
        return make_app(self.okta, self.mac_users, self.policies, **client)

    def secret_app(self, method: str) -> Json:
        """An app with a secret, which it proves itself with in that way."""
        return self.other_app(token_endpoint_auth_method=method, client_secret="s" * 40)

    def assertion(self, app: Json, secret: str, **claims: Any) -> httpx.Response:
        now = int(time.time())
        content = {"iss": app["id"], "sub": app["id"], "aud": f"{self.org.base_url}/oauth2/v1/token", "exp": now + 60}
        signed = jwt.encode(content | claims, secret, "HS256")
        return self.ropg(app, client_id=None, client_assertion=signed, client_assertion_type=ASSERTION_TYPE)

    def app_rule(self, **changes: Any) -> None:
        """Makes another rule the only one of the app's policy, but for the catch-all."""
        path = f"/api/v1/policies/{self.policies['app']}/rules"
        (rule, _) = ok(self.okta.get(path))
        ok(self.okta.put(f"{path}/{rule['id']}", json=access_rule(**changes)))

    def two_factors(self) -> None:
        method = {"type": "ASSURANCE", "factorMode": "2FA", "reauthenticateIn": "PT2H"}
        self.app_rule(actions={"appSignOn": {"access": "ALLOW", "verificationMethod": method}})

    def session_needs_mfa(self) -> None:
        path = f"/api/v1/policies/{self.policies['session']}/rules"
        (rule,) = ok(self.okta.get(path))
        body = session_rule()
        body["actions"]["signon"] |= {"requireFactor": True, "factorPromptMode": "ALWAYS"}
        ok(self.okta.put(f"{path}/{rule['id']}", json=body))

    def groups_claim(self, expression: str) -> None:
        path = f"/api/v1/internal/apps/{self.app['id']}/settings/oauth/idToken"
        settings = {"issuerMode": "ORG_URL", "valueType": "EXPRESSION", "name": "groups", "value": expression}
        ok(self.okta.post(path, json=settings))

    def assign(self, name: str) -> None:
        user = ok(self.okta.get(f"/api/v1/users/{name}@acme.example"))
        ok(self.okta.post(f"/api/v1/apps/{self.app['id']}/users", json={"id": user["id"]}))


@pytest.fixture
def scene(
    org: RunningOrg, okta: httpx.Client, mfa_app: Json, browser: Browser, mac_users: str, policies: Json
) -> Scene:
    return Scene(org, okta, mfa_app, browser, mac_users, policies)


@dataclass(frozen=True)
class Row:
    """One case. `words` take the place of the catalogue's placeholders.

    Where the refusal shows: as JSON with the catalogue's status, at the redirect URI, which has no status, on a page
    with a status of its own, or in the management API's shape.
    """

    case: str
    code: str
    ask: Callable[[Scene], httpx.Response]
    words: tuple[str, ...] = ()
    where: Literal["json", "redirect", "page", "api"] = "json"


GRANTS = ", ".join(("authorization_code", "refresh_token", "password", "client_credentials"))


def _mfa_variant(scene: Scene) -> httpx.Response:
    scene.org.org.unknowns = scene.org.org.unknowns.model_copy(update={"ropg_refusal_for_mfa": "mfa_enabled"})
    scene.session_needs_mfa()
    return scene.ropg()


def _denying_rule(scene: Scene) -> httpx.Response:
    method = {"type": "ASSURANCE", "factorMode": "1FA"}
    scene.app_rule(actions={"appSignOn": {"access": "DENY", "verificationMethod": method}})
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


def _too_many_groups(scene: Scene) -> httpx.Response:
    scene.groups_claim(
        'Arrays.flatten(Groups.startsWith("OKTA", "Project", 100), Groups.startsWith("OKTA", "Mac", 100))'
    )
    browser = scene.browser
    return browser.finish(browser.authorize(response_type="code id_token"), "paula")


def _code_of_another_app(scene: Scene) -> httpx.Response:
    return exchange(scene.org, scene.other_app(), scene.browser.sign_in()["code"])


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


def _authorize(**changes: str | None) -> Callable[[Scene], httpx.Response]:
    return lambda scene: scene.browser.authorize(**changes)


def _authorize_app(parameters: Json | None = None, **client: Any) -> Callable[[Scene], httpx.Response]:
    return lambda scene: scene.browser.authorize(client_id=scene.other_app(**client)["id"], **(parameters or {}))


def _silently(name: str, **changes: str) -> Callable[[Scene], httpx.Response]:
    def ask(scene: Scene) -> httpx.Response:
        scene.browser.sign_in(name)
        return scene.browser.authorize(prompt="none", **changes)

    return ask


def _service(scene: Scene) -> httpx.Response:
    keys = {"keys": [{"kty": "RSA", "kid": "one", "use": "sig", "e": "AQAB", "n": "AQAB"}]}
    body = native_app(
        application_type="service",
        grant_types=["client_credentials"],
        response_types=["token"],
        redirect_uris=[],
        token_endpoint_auth_method="private_key_jwt",
        pkce_required=False,
        jwks=keys,
    )
    return scene.browser.authorize(client_id=ok(scene.okta.post("/api/v1/apps", json=body))["id"])


WRONG: Json = {"client_secret": "w" * 40}
SECRET: Json = {"client_secret": "s" * 40}

TOKEN_ROWS = (
    Row("a wrong password", "invalid_password_credentials", lambda s: s.ropg(password="wrong")),
    Row("nobody's name", "invalid_password_credentials", lambda s: s.ropg(name="nobody")),
    Row("locked out", "invalid_password_credentials", lambda s: s.ropg(name="liam")),
    Row("staged", "invalid_password_credentials", lambda s: s.ropg(name="sam")),
    Row("deactivated", "invalid_password_credentials", lambda s: s.ropg(name="dora")),
    Row("an expired password", "expired_password_credentials", lambda s: s.ropg(name="erin")),
    Row("no password in Okta", "missing_password_enrollment", lambda s: s.ropg(name="farid")),
    Row("a policy that denies", "password_auth_denied_policy", _denying_rule),
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

AUTHORIZE_ROWS = (
    Row("an unknown client", "invalid_client_id", _authorize(client_id="0oaUnknown"), where="page"),
    Row("no client", "invalid_client_id", _authorize(client_id=None), where="page"),
    Row("a service", "invalid_client_application_type", _service, ("authorize",), "page"),
    Row("another redirect URI", "illegal_redirect_uri", _authorize(redirect_uri="https://elsewhere"), where="page"),
    Row("no redirect URI", "illegal_redirect_uri", _authorize(redirect_uri=None), where="page"),
    Row("no state", "invalid_state", _authorize(state=None), where="redirect"),
    Row("no nonce", "invalid_nonce", _authorize(response_type="id_token", nonce=None), where="redirect"),
    Row(
        "a response type that the app has not",
        "unsupported_response_type",
        _authorize_app({"response_type": "id_token"}, grant_types=["authorization_code"], response_types=["code"]),
        ("code",),
        "redirect",
    ),
    Row(
        "an unknown response type",
        "unsupported_response_type",
        _authorize(response_type="magic"),
        ("code, id_token, token",),
        "redirect",
    ),
    Row(
        "an ID token without the implicit grant",
        "unauthorized_client",
        _authorize_app({"response_type": "code id_token"}, grant_types=["authorization_code"]),
        ("authorization_code",),
        "redirect",
    ),
    Row("an unknown response mode", "unsupported_response_mode", _authorize(response_mode="magic"), where="redirect"),
    Row(
        "an ID token in the query",
        "unsupported_response_mode_query_with_tokens",
        _authorize(response_type="code id_token", response_mode="query"),
        where="redirect",
    ),
    Row("no PKCE", "pkce_missing_challenge", _authorize(code_challenge=None), where="redirect"),
    Row(
        "plain PKCE",
        "pkce_unsupported_code_challenge_method",
        _authorize(code_challenge_method="plain"),
        ("S256",),
        "redirect",
    ),
    Row("a challenge that is none", "pkce_invalid_challenge", _authorize(code_challenge="!"), where="redirect"),
    Row("an unknown prompt", "invalid_prompt", _authorize(prompt="magic"), ("none, login, consent",), "redirect"),
    Row("a max_age that is none", "invalid_max_age", _authorize(max_age="-1"), where="redirect"),
    Row(
        "no prompt, but a new sign-in",
        "invalid_prompt_for_zero_max_age",
        _authorize(prompt="none", max_age="0"),
        where="redirect",
    ),
    Row("no scope", "missing_scopes", _authorize(scope=None), where="redirect"),
    Row("profile without openid", "openid_scope_required", _authorize(scope="profile"), where="redirect"),
    Row("a scope of one's own", "illegal_custom_scope", _authorize(scope="openid my.scope"), where="redirect"),
    Row("a scope that was not granted", "no_org_scopes_granted", _authorize(scope="okta.users.read"), where="redirect"),
    Row(
        "consent",
        "consent_required",
        _authorize_app({"scope": "openid email"}, consent_method="REQUIRED"),
        ("email",),
        "redirect",
    ),
    Row("a request object", "request_not_supported", _authorize(request="a.b.c"), where="redirect"),
    Row("a request URI", "request_uri_not_supported", _authorize(request_uri="urn:x"), where="redirect"),
    Row("acr_values", "unsupported_mfa_attestation", _authorize(acr_values="phr"), where="redirect"),
    Row("no session and no prompt", "login_required", _authorize(prompt="none"), where="redirect"),
    Row("asked every time and no prompt", "app_sign_on_required", _silently("alice"), where="redirect"),
    Row("not assigned and no prompt", "user_not_assigned", _silently("ines"), where="redirect"),
    Row("too many groups", "too_many_groups_in_groups_claim", _too_many_groups, where="redirect"),
    Row(
        "a sign-in that is over",
        "request_expired",
        lambda s: s.browser.http.get("/login/token/redirect", params={"stateToken": "none"}),
        where="page",
    ),
)

CAN_NOT_OCCUR = {
    "no_matching_policy": "Access policies belong to custom authorization servers; the org's own has none.",
    "no_matching_scope": "Scopes are configured on custom authorization servers only.",
    "lite_user_grant_type_not_allowed": "No user of the simulated org is a lite user.",
    "multiple_password_enrollments": "Everybody has one password at most.",
}


def wording(code: str, *words: str) -> tuple[int, str, str]:
    """Status, error and text of the catalogue's entry, with these words in place of `en` and `{1}`."""
    entries = json.loads(CATALOGUE.read_text())["errors"]
    (entry,) = [entry for entry in entries if entry["internalErrorCode"] == code]
    # One text begins with an equals sign, as if it were a formula.
    text = str(entry["errorDescription"]).removeprefix("=")
    for placeholder, word in zip((r"\ben\b", r"\{1\}"), words, strict=False):
        text = re.sub(placeholder, word, text)
    return entry["statusCode"], entry["errorCode"], text


@pytest.mark.parametrize("row", [pytest.param(row, id=row.case) for row in TOKEN_ROWS])
def test_a_refused_request_is_refused_in_oktas_words(scene: Scene, row: Row) -> None:
    status, error, text = wording(row.code, *row.words)
    answer = row.ask(scene)
    body = answer.json()
    names = ("errorCode", "errorSummary") if row.where == "api" else ("error", "error_description")
    assert (answer.status_code, *(body[name] for name in names)) == (status, error, text)


@pytest.mark.parametrize("row", [pytest.param(row, id=row.case) for row in AUTHORIZE_ROWS])
def test_a_refused_sign_in_is_refused_in_oktas_words(scene: Scene, row: Row) -> None:
    _, error, text = wording(row.code, *row.words)
    answer = row.ask(scene)
    if row.where == "page":
        assert alert(answer) == (400, text)
        assert error in answer.text
    else:
        told = values(answer)
        assert (told["error"], told["error_description"]) == (error, text)


def test_a_bucket_that_is_empty_answers_as_the_management_api_does(scene: Scene) -> None:
    scene.org.org.rate_limits.enforced = True
    now = scene.org.org.clock()
    scene.org.org.clock = lambda: now
    seconds = now.timestamp()
    for _ in range(2000):
        scene.org.org.rate_limits.count("POST", "/oauth2/v1/token", None, seconds)
    answer = scene.ropg()
    assert (answer.status_code, answer.json()["errorCode"]) == (429, "E0000047")
    assert answer.headers["X-Rate-Limit-Remaining"] == "0"


@pytest.mark.parametrize(
    ("changes", "first"),
    [
        ({"grant_type": "magic", "client_id": "0oaUnknown"}, "unsupported_grant_type"),
        ({"client_id": "0oaUnknown", "scope": "my.scope"}, "invalid_client"),
        ({"scope": "my.scope", "password": "wrong"}, "invalid_scope"),
        ({"password": None, "scope": "my.scope"}, "invalid_request"),
        ({"name": "ines", "password": "wrong"}, "invalid_grant"),
    ],
)
def test_of_two_mistakes_the_first_check_answers(scene: Scene, changes: Json, first: str) -> None:
    body = scene.ropg(**changes).json()
    assert body.get("error", body.get("errorCode")) == first


def test_a_grant_that_is_missing_is_told_before_a_wrong_password(scene: Scene) -> None:
    app = scene.other_app(grant_types=["authorization_code"], response_types=["code"])
    assert scene.ropg(app, password="wrong").json()["error"] == "unauthorized_client"


def test_a_denied_policy_shows_that_the_password_was_right(scene: Scene) -> None:
    _, _, denied = wording("password_auth_denied_policy")
    assert _denying_rule(scene).json()["error_description"] == denied
    assert scene.ropg(password="wrong").json()["error_description"] != denied


@pytest.mark.parametrize("code", CAN_NOT_OCCUR)
def test_what_can_not_occur_here_is_nowhere_answered(code: str) -> None:
    _, _, text = wording(code)
    folder = Path(next(iter(jamf_connect_okta.simulated_org.oauth.__path__)))
    assert not [module.name for module in folder.glob("*.py") if text in module.read_text()]
