"""Authenticators as Okta stores and shows them."""

from __future__ import annotations

from typing import Any

from jamf_connect_okta.simulated_org.core.org import Org
from jamf_connect_okta.simulated_org.core.store import Document

# key: (type, Okta's name, default settings, methods)
KINDS: dict[str, tuple[str, str, dict[str, Any] | None, tuple[str, ...]]] = {
    "okta_email": ("email", "Email", {"allowedFor": "any", "tokenLifetimeInMinutes": 5}, ("email",)),
    "external_idp": ("federated", "IdP Authenticator", None, ("idp",)),
    "google_otp": ("app", "Google Authenticator", {}, ("otp",)),
    "okta_verify": (
        "app",
        "Okta Verify",
        {
            "compliance": {"fips": "OPTIONAL"},
            "channelBinding": {"style": "NUMBER_CHALLENGE", "required": "NEVER"},
            "userVerification": "PREFERRED",
            "userVerificationMethods": ["BIOMETRICS", "PIN"],
            "appInstanceId": "",
        },
        ("push", "totp", "signed_nonce"),
    ),
    "okta_password": ("password", "Password", None, ("password",)),
    "phone_number": ("phone", "Phone", {"allowedFor": "any"}, ("sms", "voice")),
    "webauthn": ("security_key", "Security Key or Biometric", None, ("webauthn",)),
    "security_question": ("security_question", "Security Question", {"allowedFor": "recovery"}, ("security_question",)),
}


# Authenticators that stand for an identity provider, which is not served: a seed can have one, the API makes none.
NEED_A_PROVIDER = frozenset({"external_idp"})


def new_authenticator(
    org: Org, key: str, *, status: str, settings: dict[str, Any] | None = None, authenticator_id: str | None = None
) -> Document:
    """An authenticator that is not stored yet."""
    kind, name, default_settings, _ = KINDS[key]
    authenticator_id, now = authenticator_id or org.new_id("authenticator"), org.now()
    document: Document = {
        "type": kind,
        "id": authenticator_id,
        "key": key,
        "status": status,
        "name": name,
        "created": now,
        "lastUpdated": now,
    }
    kept = settings if settings is not None else default_settings
    if kept is not None:
        document["settings"] = kept
    return {"id": authenticator_id, "document": document}


def shown_authenticator(org: Org, authenticator: Document) -> Document:
    """The authenticator with its links; the password can't be switched off."""
    document = authenticator["document"]
    path = f"/api/v1/authenticators/{authenticator['id']}"
    links = {"self": org.href(path, "GET", "PUT"), "methods": org.href(f"{path}/methods", "GET")}
    if document["key"] != "okta_password":
        step = "deactivate" if document["status"] == "ACTIVE" else "activate"
        links[step] = org.href(f"{path}/lifecycle/{step}", "POST")
    return {**document, "_links": links}
