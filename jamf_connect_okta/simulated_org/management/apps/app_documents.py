"""Applications as Okta stores and shows them: defaults, normalisation, links."""

from __future__ import annotations

import secrets
from typing import Any

from jamf_connect_okta.simulated_org.core.org import Org
from jamf_connect_okta.simulated_org.core.store import Document
from jamf_connect_okta.simulated_org.management.apps.app_keys import kept_keys
from jamf_connect_okta.simulated_org.management.apps.app_validation import PKCE_BY_DEFAULT

SECRET_METHODS = frozenset({"client_secret_basic", "client_secret_post", "client_secret_jwt"})

_VPN_OFF = {"vpn": {"network": {"connection": "DISABLED"}, "message": None, "helpUrl": None}}
# Written into the app only when they are sent.
_OPTIONAL_CLIENT_FIELDS = (
    "post_logout_redirect_uris",
    "initiate_login_uri",
    "tos_uri",
    "policy_uri",
    "jwks",
    "jwks_uri",
    "network",
    "sector_identifier_uri",
    "backchannel_custom_authenticator_id",
    "backchannel_token_delivery_mode",
    "request_object_signing_alg",
)


def app_document(org: Org, app_id: str, body: dict[str, Any], *, status: str, created: str) -> Document:
    """The app that a create or a full replace makes of a body; what the body leaves out gets Okta's default."""
    credentials = _part(body, "credentials")
    settings = _part(body, "settings")
    is_oidc = body["signOnMode"] == "OPENID_CONNECT"
    name = body.get("name") or ("oidc_client" if is_oidc else _custom_name(org, body["label"], app_id))
    document: Document = {
        "id": app_id,
        "orn": f"orn:okta:idp:{org.meta['orgId']}:apps:{name}:{app_id}",
        "name": name,
        "label": body["label"],
        "status": status,
        "lastUpdated": org.now(),
        "created": created,
        "accessibility": {"selfService": False, "errorRedirectUrl": None, "loginRedirectUrl": None}
        | _part(body, "accessibility"),
        "visibility": _visibility(_part(body, "visibility"), name),
        "features": [],
        "signOnMode": body["signOnMode"],
        "credentials": {
            "userNameTemplate": _part(credentials, "userNameTemplate")
            or {"template": "${source.login}", "type": "BUILT_IN"},
            "signing": {"kid": org.signing_keys.current(org.clock()).kid},
        },
        "universalLogout": _universal_logout(org),
        "settings": _settings(settings, is_oidc=is_oidc),
    }
    if is_oidc:
        kept = document["settings"]["oauthClient"]
        client = _part(credentials, "oauthClient")
        document["credentials"]["oauthClient"] = _client_credentials(client, app_id, kept["application_type"])
        if "jwks" in kept:
            kept["jwks"] = kept_keys(app_id, kept["jwks"])
    if body.get("profile"):
        document["profile"] = body["profile"]
    return document


def new_client_secret() -> str:
    """A client secret of the length that Okta's have."""
    return secrets.token_urlsafe(48)


def shown_app(org: Org, app: Document, *, with_secret: bool = False) -> Document:
    """The app with its links. Only the answers to create and replace carry the client secret."""
    document: Document = dict(app["document"])
    client = document["credentials"].get("oauthClient")
    if client is None or client["autoKeyRotation"]:
        signing = {"kid": org.signing_keys.current(org.clock()).kid}
        document["credentials"] = {**document["credentials"], "signing": signing}
    if with_secret and app["clientSecret"] is not None:
        client = {**document["credentials"]["oauthClient"], "client_secret": app["clientSecret"]}
        document["credentials"] = {**document["credentials"], "oauthClient": client}
    path = f"/api/v1/apps/{app['id']}"
    lifecycle = "deactivate" if document["status"] == "ACTIVE" else "activate"
    links: dict[str, Any] = {
        "uploadLogo": org.href(f"{path}/logo", "POST"),
        "appLinks": [
            {"name": link, "href": f"{org.url}/home/{document['name']}/{app['id']}/{link}", "type": "text/html"}
            for link in document["visibility"]["appLinks"]
        ],
        "profileEnrollment": org.href(f"/api/v1/policies/{org.meta['profileEnrollmentPolicyId']}"),
        "policies": org.href(f"{path}/policies", "PUT"),
        "groups": org.href(f"{path}/groups"),
        "logo": [{"name": "medium", "href": f"{org.url}/assets/img/logos/default.png", "type": "image/png"}],
        "accessPolicy": org.href(f"/api/v1/policies/{app['policyId']}"),
        "users": org.href(f"{path}/users"),
        lifecycle: org.href(f"{path}/lifecycle/{lifecycle}"),
    }
    has_keys = "jwks" in document["settings"].get("oauthClient", {})
    if kind := "secrets" if app["clientSecret"] is not None else "jwks" if has_keys else None:
        links["clientCredentials"] = [{"name": kind, **org.href(f"{path}/credentials/{kind}")}]
    return {**document, "_links": links}


def _part(body: dict[str, Any], key: str) -> dict[str, Any]:
    """An object of the body without its nulls; they mean the default."""
    return {name: value for name, value in (body.get(key) or {}).items() if value is not None}


def _custom_name(org: Org, label: str, app_id: str) -> str:
    # Okta builds the name of a custom app from the org, the label and a running number.
    words = "".join(character for character in label.lower() if character.isalnum() or character == "_")
    return f"{org.meta['subdomain']}_{words}_{app_id[3:7].lower()}"


def _visibility(visibility: dict[str, Any], name: str) -> dict[str, Any]:
    hide = {"iOS": False, "web": False} | _part(visibility, "hide")
    return {
        "autoLaunch": visibility.get("autoLaunch", False),
        "autoSubmitToolbar": visibility.get("autoSubmitToolbar", False),
        "hide": hide,
        "appLinks": visibility.get("appLinks") or {f"{name}_link": True},
    }


def _universal_logout(org: Org) -> dict[str, str] | None:
    if not org.has_feature("identity_threat_protection"):
        return None
    return {
        "status": "DISABLED",
        "supportType": "FULL",
        "identityStack": "NOT_SHARED",
        "protocol": "GLOBAL_TOKEN_REVOCATION",
    }


def _settings(settings: dict[str, Any], *, is_oidc: bool) -> dict[str, Any]:
    made: dict[str, Any] = {
        "app": settings.get("app", {}),
        "notifications": settings.get("notifications", _VPN_OFF),
        "manualProvisioning": settings.get("manualProvisioning", False),
        "implicitAssignment": settings.get("implicitAssignment", False),
        "emOptInStatus": settings.get("emOptInStatus", "NONE"),
        "notes": {"admin": None, "enduser": None} | _part(settings, "notes"),
    }
    if is_oidc:
        made["oauthClient"] = _client_settings(_part(settings, "oauthClient"))
    elif "signOn" in settings:
        made["signOn"] = settings["signOn"]
    return made


def _client_settings(client: dict[str, Any]) -> dict[str, Any]:
    made: dict[str, Any] = {
        "client_uri": client.get("client_uri"),
        "logo_uri": client.get("logo_uri"),
        "redirect_uris": client.get("redirect_uris", []),
        "response_types": client["response_types"],
        "grant_types": client["grant_types"],
        "application_type": client.get("application_type", "web"),
        "consent_method": client.get("consent_method", "TRUSTED"),
        "issuer_mode": client.get("issuer_mode", "ORG_URL"),
        "idp_initiated_login": {"mode": "DISABLED", "default_scope": []} | _part(client, "idp_initiated_login"),
        "wildcard_redirect": client.get("wildcard_redirect", "DISABLED"),
        "dpop_bound_access_tokens": client.get("dpop_bound_access_tokens", False),
        "participate_slo": client.get("participate_slo", False),
    }
    if "refresh_token" in client["grant_types"]:
        made["refresh_token"] = {"rotation_type": "STATIC"} | _part(client, "refresh_token")
    if "frontchannel_logout_uri" in client:
        made["frontchannel_logout_uri"] = client["frontchannel_logout_uri"]
        made["frontchannel_logout_session_required"] = client.get("frontchannel_logout_session_required", False)
    return made | {key: client[key] for key in _OPTIONAL_CLIENT_FIELDS if key in client}


def _client_credentials(client: dict[str, Any], app_id: str, application_type: str) -> dict[str, Any]:
    return {
        "autoKeyRotation": client.get("autoKeyRotation", True),
        "client_id": client.get("client_id") or app_id,
        "token_endpoint_auth_method": client.get("token_endpoint_auth_method", "client_secret_basic"),
        "pkce_required": client.get("pkce_required", application_type in PKCE_BY_DEFAULT),
    }
