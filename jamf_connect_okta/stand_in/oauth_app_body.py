"""An OIDC app as the official plugin writes it to Okta and reads it back."""

import json
from collections.abc import Mapping
from typing import Any

from jamf_connect_okta.stand_in.oauth_app_rules import grant_types, response_types
from jamf_connect_okta.stand_in.org import last_segment
from jamf_connect_okta.stand_in.resource import Resource
from jamf_connect_okta.stand_in.schema import go_json_text, in_hash_order
from jamf_connect_okta.stand_in.values import Json, is_blank

_SETTINGS = frozenset(
    {"oauthClient", "notes", "notifications", "identityStoreId", "implicitAssignment", "inlineHookId"}
    | {"emOptInStatus"}
)
"""The settings that the v6 SDK knows of an OIDC app; any other goes through `appSettingsJson`."""


def body(app: Resource, *, is_new: bool) -> dict[str, Any]:
    """The whole app: Okta replaces what it has, so blank texts and lists are left out to be cleared."""
    settings = {
        "notes": _present(admin=app["adminNote"], enduser=app["enduserNote"]),
        **_present(implicitAssignment=app["implicitAssignment"]),
        "oauthClient": _client_settings(app),
    }
    if app["appSettingsJson"]:
        settings |= json.loads(app["appSettingsJson"])
    visibility = {"hide": {"iOS": app["hideIos"], "web": app["hideWeb"]}}
    visibility |= _present(autoSubmitToolbar=app["autoSubmitToolbar"])
    if app["appLinksJson"]:
        visibility["appLinks"] = json.loads(app["appLinksJson"])
    whole = {
        "accessibility": _present(
            selfService=app["accessibilitySelfService"],
            errorRedirectUrl=app["accessibilityErrorRedirectUrl"],
            loginRedirectUrl=app["accessibilityLoginRedirectUrl"],
        ),
        "credentials": {
            "oauthClient": _credentials(app, is_new),
            "userNameTemplate": _present(
                template=app["userNameTemplate"],
                type=app["userNameTemplateType"],
                userSuffix=app["userNameTemplateSuffix"],
                pushStatus=app["userNameTemplatePushStatus"],
            ),
        },
        "label": app["label"],
        "name": app["preconfiguredApp"] or "oidc_client",
        "settings": settings,
        "signOnMode": "OPENID_CONNECT",
        "visibility": visibility,
    }
    if app["profile"]:
        whole["profile"] = json.loads(app["profile"])
    return whole


def take_app(app: Resource, answer: Mapping[str, Any], *, with_policy: bool) -> None:
    """Overwrite the values with Okta's. The client secret is not among them: only a write answers with it."""
    links = answer.get("_links") or {}
    policy = (links.get("accessPolicy") or {}).get("href")
    if policy and with_policy:
        app["authenticationPolicy"] = last_segment(policy)
    template = answer["credentials"].get("userNameTemplate") or {}
    if template.get("template"):
        app["userNameTemplate"] = template["template"]
        app["userNameTemplateType"] = template.get("type") or ""
        app["userNameTemplateSuffix"] = template.get("userSuffix") or ""
        app["userNameTemplatePushStatus"] = template.get("pushStatus") or ""
    for name in ("name", "status", "signOnMode", "label"):
        app[name] = answer.get(name) or ""
    accessibility = answer.get("accessibility") or {}
    app["accessibilitySelfService"] = bool(accessibility.get("selfService"))
    app["accessibilityErrorRedirectUrl"] = accessibility.get("errorRedirectUrl") or ""
    app["accessibilityLoginRedirectUrl"] = accessibility.get("loginRedirectUrl") or ""
    visibility = answer.get("visibility") or {}
    app["autoSubmitToolbar"] = bool(visibility.get("autoSubmitToolbar"))
    app["hideIos"] = bool((visibility.get("hide") or {}).get("iOS"))
    app["hideWeb"] = bool((visibility.get("hide") or {}).get("web"))
    app["logoUrl"] = next((logo.get("href") or "" for logo in links.get("logo") or ()), "")
    app["profile"] = go_json_text(json.dumps(answer["profile"])) if answer.get("profile") else ""
    _take_credentials(app, answer["credentials"].get("oauthClient") or {})
    _take_settings(app, answer["settings"])


def _present(**values: Json) -> dict[str, Any]:
    return {name: value for name, value in values.items() if not is_blank(value)}


def _credentials(app: Resource, is_new: bool) -> dict[str, Any]:
    secret = app.inputs.get("clientBasicSecretWo") or app["clientBasicSecret"] or app["clientSecret"]
    credentials = {
        # Only what the program writes counts here, never the state.
        "autoKeyRotation": app.inputs.get("autoKeyRotation", True),
        **_present(client_id=app["clientId"], client_secret=secret),
        "token_endpoint_auth_method": app["tokenEndpointAuthMethod"],
        "pkce_required": _pkce_required(app, is_new),
    }
    if app["omitSecret"] and not is_new:
        # Okta keeps the secret it has.
        credentials["client_secret"] = ""
    return credentials


def _pkce_required(app: Resource, is_new: bool) -> bool:
    if "pkceRequired" in app.inputs:
        return bool(app.inputs["pkceRequired"])
    # A later update of an app with a secret switches PKCE off unless the program says it.
    return app["tokenEndpointAuthMethod"] == "none" or (is_new and app["type"] in ("native", "browser"))


def _client_settings(app: Resource) -> dict[str, Any]:
    grants = grant_types(app)
    settings = {
        "application_type": app["type"],
        "grant_types": grants,
        "response_types": response_types(app, grants),
        # Spelled out by the SDK whatever the program says.
        "dpop_bound_access_tokens": False,
        "idp_initiated_login": {"mode": app["loginMode"], "default_scope": in_hash_order(app["loginScopes"])},
        **_present(
            client_uri=app["clientUri"],
            consent_method=app["consentMethod"],
            redirect_uris=app["redirectUris"],
            post_logout_redirect_uris=in_hash_order(app["postLogoutRedirectUris"]),
            initiate_login_uri=app["loginUri"],
            logo_uri=app["logoUri"],
            policy_uri=app["policyUri"],
            tos_uri=app["tosUri"],
            issuer_mode=app["issuerMode"],
            wildcard_redirect=app["wildcardRedirect"],
            jwks_uri=app["jwksUri"],
            participate_slo=app["participateSlo"],
            frontchannel_logout_uri=app["frontchannelLogoutUri"],
            frontchannel_logout_session_required=app["frontchannelLogoutSessionRequired"],
            backchannel_custom_authenticator_id=app["backchannelCustomAuthenticatorId"],
        ),
    }
    if app["jwks"]:
        settings["jwks"] = {"keys": [_key(key) for key in app["jwks"]]}
    if app["network"]:
        network = app["network"]
        settings["network"] = {
            "connection": network["connection"],
            **_present(include=network.get("includes"), exclude=network.get("excludes")),
        }
    if "refresh_token" in grants:
        settings["refresh_token"] = {
            "rotation_type": app["refreshTokenRotation"],
            "leeway": app["refreshTokenLeeway"],
        }
    return settings


def _key(key: Mapping[str, str]) -> dict[str, str]:
    names = ("e", "n") if key["kty"] == "RSA" else ("x", "y")
    return {"kty": key["kty"], "kid": key["kid"], **{name: key[name] for name in names if key.get(name)}}


def _take_credentials(app: Resource, credentials: Mapping[str, Any]) -> None:
    if credentials.get("client_id"):
        app["clientId"] = credentials["client_id"]
        app["tokenEndpointAuthMethod"] = credentials.get("token_endpoint_auth_method") or ""
        app["autoKeyRotation"] = bool(credentials.get("autoKeyRotation"))
        app["pkceRequired"] = bool(credentials.get("pkce_required"))


def _take_settings(app: Resource, settings: Mapping[str, Any]) -> None:
    notes = settings.get("notes") or {}
    app["adminNote"], app["enduserNote"] = notes.get("admin") or "", notes.get("enduser") or ""
    app["implicitAssignment"] = bool(settings.get("implicitAssignment"))
    others = {name: value for name, value in settings.items() if name not in _SETTINGS}
    if others:
        app["appSettingsJson"] = go_json_text(json.dumps(others))
    client = settings["oauthClient"]
    for name, key in _TEXTS.items():
        app[name] = client.get(key) or ""
    # Some orgs leave these out of their answers.
    app.set_unless_blank("consentMethod", client.get("consent_method"))
    app["participateSlo"] = bool(client.get("participate_slo"))
    app["frontchannelLogoutSessionRequired"] = bool(client.get("frontchannel_logout_session_required"))
    refresh_token = client.get("refresh_token") or {}
    if refresh_token.get("rotation_type"):
        app["refreshTokenRotation"] = refresh_token["rotation_type"]
        app["refreshTokenLeeway"] = refresh_token.get("leeway", app["refreshTokenLeeway"])
    app["redirectUris"] = client.get("redirect_uris") or []
    app["responseTypes"] = sorted(client.get("response_types") or ())
    app["grantTypes"] = sorted(client.get("grant_types") or ())
    app["postLogoutRedirectUris"] = sorted(client.get("post_logout_redirect_uris") or ())
    login = client.get("idp_initiated_login") or {}
    if login.get("mode"):
        app["loginMode"], app["loginScopes"] = login["mode"], sorted(login.get("default_scope") or ())
    if client.get("jwks"):
        names = ("kty", "kid", "e", "n", "x", "y")
        app["jwks"] = [{name: key[name] for name in names if key.get(name)} for key in client["jwks"]["keys"]]
    # Whether the official plugin reads back a network that the program does not set is not recorded; we don't.
    if client.get("network") and app["network"]:
        network = client["network"]
        app["network"] = {
            "connection": network["connection"],
            **_present(includes=network.get("include"), excludes=network.get("exclude")),
        }


_TEXTS = {
    "type": "application_type",
    "clientUri": "client_uri",
    "logoUri": "logo_uri",
    "tosUri": "tos_uri",
    "policyUri": "policy_uri",
    "loginUri": "initiate_login_uri",
    "jwksUri": "jwks_uri",
    "wildcardRedirect": "wildcard_redirect",
    "issuerMode": "issuer_mode",
    "frontchannelLogoutUri": "frontchannel_logout_uri",
    "backchannelCustomAuthenticatorId": "backchannel_custom_authenticator_id",
}
