"""What Okta takes as an application, and what it refuses."""

from __future__ import annotations

import re
from typing import Any

from jamf_connect_okta.simulated_org.core.errors import validation
from jamf_connect_okta.simulated_org.core.org import Org
from jamf_connect_okta.simulated_org.management.apps.client_uris import check_uris
from jamf_connect_okta.simulated_org.management.bodies import (
    flag,
    list_of_objects,
    objects,
    one_of,
    optional_text,
    required_text,
    strings,
)
from jamf_connect_okta.simulated_org.management.policies.policy_conditions import checked_network

_MAX_LABEL = 100
_SIGN_ON_MODES = (
    "OPENID_CONNECT",
    "SAML_2_0",
    "SAML_1_1",
    "AUTO_LOGIN",
    "BASIC_AUTH",
    "BOOKMARK",
    "BROWSER_PLUGIN",
    "SECURE_PASSWORD_STORE",
    "WS_FEDERATION",
)
_AUTH_METHODS = ("none", "client_secret_basic", "client_secret_post", "client_secret_jwt", "private_key_jwt")
_MAX_LEEWAY_SECONDS = 60
_PUBLIC_KEY_MEMBERS = {"RSA": ("n", "e"), "EC": ("crv", "x", "y")}
# Types whose apps use PKCE unless their body says otherwise: they can't keep a secret.
PKCE_BY_DEFAULT = frozenset({"native", "browser"})
_NEED_NO_RESPONSE = frozenset({"client_credentials", "password"})
_RESPONSE_TYPES = frozenset({"code", "token", "id_token"})
_CLIENT_ID = re.compile(r"[A-Za-z0-9$\-_.+!*'(),]{6,100}")

_SAML2, _JWT_BEARER, _EXCHANGE, _DEVICE = (
    f"urn:ietf:params:oauth:grant-type:{name}"
    for name in ("saml2-bearer", "jwt-bearer", "token-exchange", "device_code")
)
_EVERYWHERE = frozenset(
    {"implicit", "interaction_code", _SAML2, _EXCHANGE, _DEVICE}
    | {f"urn:okta:params:oauth:grant-type:{name}" for name in ("oob", "otp")}
    | {f"http://auth0.com/oauth/grant-type/{name}" for name in ("mfa-oob", "mfa-otp")}
)
_CODE = frozenset({"authorization_code", "refresh_token"})
# What each application type may and must contain: the table that the official provider checks as well.
_MAY = {
    "native": _EVERYWHERE | _CODE | {"password", _JWT_BEARER},
    "web": _EVERYWHERE | _CODE | {"client_credentials", "urn:openid:params:grant-type:ciba"},
    "browser": _EVERYWHERE | _CODE,
    "service": _EVERYWHERE | {"client_credentials"},
}
_MUST = {"native": "authorization_code", "web": "authorization_code", "browser": None, "service": "client_credentials"}


def check_app(org: Org, body: dict[str, Any], *, app_id: str | None) -> None:
    """Refuses a body that is no application; `app_id` is the app that it is about to replace, if any.

    Okta reports one field at a time. Which of several it names first is not recorded. Labels may repeat (recorded).
    """
    required_text(body, "label", longest=_MAX_LABEL)
    one_of(body, "signOnMode", _SIGN_ON_MODES)
    optional_text(body, "name")
    credentials, settings = objects(body, "credentials"), objects(body, "settings")
    _check_common_parts(body, credentials, settings)
    if body["signOnMode"] == "OPENID_CONNECT":
        client_credentials, client = objects(credentials, "oauthClient"), objects(settings, "oauthClient")
        _check_client_parts(client)
        checked_network(org, objects(client, "network"))
        _check_grants(client)
        check_uris(client)
        _check_client_authentication(client_credentials, client)
        _check_client_id(org, optional_text(client_credentials, "client_id"), app_id)


def _check_common_parts(body: dict[str, Any], credentials: dict[str, Any], settings: dict[str, Any]) -> None:
    accessibility, visibility = objects(body, "accessibility"), objects(body, "visibility")
    flag(accessibility, "selfService")
    for key in ("errorRedirectUrl", "loginRedirectUrl"):
        optional_text(accessibility, key)
    for key in ("autoLaunch", "autoSubmitToolbar"):
        flag(visibility, key)
    for hidden in ("iOS", "web"):
        flag(objects(visibility, "hide"), hidden)
    for key in ("app", "notifications", "signOn"):
        objects(settings, key)
    for key in ("implicitAssignment", "manualProvisioning"):
        flag(settings, key)
    for key in ("admin", "enduser"):
        optional_text(objects(settings, "notes"), key)
    optional_text(settings, "emOptInStatus")
    objects(visibility, "appLinks")
    template = objects(credentials, "userNameTemplate")
    one_of(template, "type", ("NONE", "BUILT_IN", "CUSTOM"), default="BUILT_IN")
    optional_text(template, "template")
    objects(body, "profile")


def _check_client_parts(client: dict[str, Any]) -> None:
    one_of(client, "application_type", _MAY, default="web")
    one_of(client, "consent_method", ("TRUSTED", "REQUIRED"), default="TRUSTED")
    one_of(client, "issuer_mode", ("ORG_URL", "CUSTOM_URL", "DYNAMIC"), default="ORG_URL")
    one_of(client, "wildcard_redirect", ("DISABLED", "SUBDOMAIN"), default="DISABLED")
    _check_refresh(objects(client, "refresh_token"))
    for key in ("dpop_bound_access_tokens", "participate_slo", "frontchannel_logout_session_required"):
        flag(client, key)
    if client.get("participate_slo") and (client.get("application_type") or "web") not in ("web", "browser"):
        raise validation("participate_slo", "participate_slo: only for application_type 'web' or 'browser'")
    _check_keys(list_of_objects(objects(client, "jwks"), "keys"))


def _check_refresh(refresh: dict[str, Any]) -> None:
    one_of(refresh, "rotation_type", ("STATIC", "ROTATE"), default="STATIC")
    leeway = refresh.get("leeway")
    if leeway is not None and (type(leeway) is not int or not 0 <= leeway <= _MAX_LEEWAY_SECONDS):
        raise validation("leeway", f"leeway: must be a number of seconds, 0 to {_MAX_LEEWAY_SECONDS}")


def _check_keys(keys: list[dict[str, Any]]) -> None:
    for jwk in keys:
        if "d" in jwk or "k" in jwk:
            raise validation("jwks", "jwks: Only public keys belong here")
        kind = one_of(jwk, "kty", _PUBLIC_KEY_MEMBERS)
        for member in _PUBLIC_KEY_MEMBERS[kind]:
            required_text(jwk, member, longest=2048)
    kids = [jwk["kid"] for jwk in keys if optional_text(jwk, "kid")]
    if len(kids) != len({*kids}):
        raise validation("jwks", "jwks: Every key needs a kid of its own")


def _check_grants(client: dict[str, Any]) -> None:
    application_type = client.get("application_type") or "web"
    grants = strings(client, "grant_types")
    if not grants:
        raise validation("grant_types", "grant_types: The field cannot be left blank")
    if wrong := sorted(set(grants) - _MAY[application_type]):
        raise validation(
            "grant_types", f"grant_types: {', '.join(wrong)} not allowed for application_type '{application_type}'"
        )
    must = _MUST[application_type]
    if must and must not in grants:
        raise validation("grant_types", f"grant_types: '{must}' is required for application_type '{application_type}'")
    responses = strings(client, "response_types")
    if wrong := sorted(set(responses) - _RESPONSE_TYPES):
        raise validation("response_types", f"response_types: {', '.join(wrong)} not allowed")
    if not responses and not _NEED_NO_RESPONSE & set(grants):
        raise validation("response_types", "response_types: The field cannot be left blank")
    if "implicit" in grants and not {"token", "id_token"} & set(responses):
        raise validation("response_types", "response_types: 'implicit' needs 'token' or 'id_token'")
    if "authorization_code" in grants and "code" not in responses:
        raise validation("response_types", "response_types: 'authorization_code' needs 'code'")
    # From Okta's OpenAPI description. The Admin Console makes service apps with both, which the API then would refuse.
    if client.get("dpop_bound_access_tokens") and (unbound := {"implicit", "client_credentials"} & set(grants)):
        field = "dpop_bound_access_tokens"
        raise validation(field, f"{field}: can't be used with {', '.join(sorted(unbound))}")


def _check_client_authentication(credentials: dict[str, Any], client: dict[str, Any]) -> None:
    field = "token_endpoint_auth_method"
    method = one_of(credentials, field, _AUTH_METHODS, default="client_secret_basic")
    optional_text(credentials, "client_secret")
    flag(credentials, "autoKeyRotation")
    has_pkce = flag(credentials, "pkce_required", default=client.get("application_type") in PKCE_BY_DEFAULT)
    if method == "none" and not has_pkce:
        raise validation("pkce_required", "pkce_required: must be true when token_endpoint_auth_method is 'none'")
    if method == "none" and client.get("application_type") == "service":
        raise validation(field, f"{field}: 'none' is not allowed for application_type 'service'")
    if method == "private_key_jwt" and not (client.get("jwks") or client.get("jwks_uri")):
        raise validation("jwks", "jwks: 'private_key_jwt' needs jwks or jwks_uri")


def _check_client_id(org: Org, client_id: str | None, app_id: str | None) -> None:
    if not client_id:
        return
    if not _CLIENT_ID.fullmatch(client_id) or client_id == "ALL_CLIENTS":
        raise validation("client_id", "client_id: must be 6 to 100 letters, digits or $-_.+!*'(), and not ALL_CLIENTS")
    if any(app["id"] != app_id for app in org.store.find("app", "clientId", client_id)):
        raise validation("client_id", "client_id: An object with this field already exists in the current organization")
