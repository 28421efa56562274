"""What an ID token and userinfo say about a person."""

from __future__ import annotations

import base64
import hashlib
import secrets
from collections.abc import Sequence
from datetime import datetime
from typing import Any

import jwt

from jamf_connect_okta.simulated_org.core.org import Org
from jamf_connect_okta.simulated_org.core.signing_keys import SigningKey
from jamf_connect_okta.simulated_org.core.store import Document
from jamf_connect_okta.simulated_org.policy_evaluation.factors import FACTORS

ID_TOKEN_SECONDS = 3600
"""Fixed on the org authorization server."""

# Claim: attribute of the user's profile. Okta leaves out what a person does not have.
_PROFILE = {
    "nickname": "nickName",
    "given_name": "firstName",
    "middle_name": "middleName",
    "family_name": "lastName",
    "profile": "profileUrl",
    "zoneinfo": "timezone",
    "locale": "locale",
}


def id_token(
    org: Org,
    app: Document,
    user: Document,
    scopes: Sequence[str],
    *,
    fat: bool,
    factors: Sequence[str],
    auth_time: float,
    groups: dict[str, list[str]],
    nonce: str | None = None,
    access_token: str | None = None,
    code: str | None = None,
) -> str:
    """A signed ID token. `fat` tokens carry every claim of the scopes; thin ones leave most to userinfo.

    `groups` is the groups claim by its name, and empty when there is none.
    """
    issued = int(org.clock().timestamp())
    claims: dict[str, Any] = {
        "sub": user["id"],
        **(about(user, scopes, groups) if fat else _thin(user, scopes)),
        "ver": 1,
        "iss": org.url,
        "aud": app["clientId"],
        "iat": issued,
        "exp": issued + ID_TOKEN_SECONDS,
        "jti": "ID." + secrets.token_urlsafe(32),
        "amr": amr(factors),
        "idp": org.meta["orgId"],
        "auth_time": int(auth_time),
    }
    optional = {"nonce": nonce, "at_hash": _half(access_token), "c_hash": _half(code)}
    claims |= {name: value for name, value in optional.items() if value is not None}
    key = _key(org, app)
    return jwt.encode(claims, key.private, "RS256", headers={"kid": key.kid})


def about(user: Document, scopes: Sequence[str], groups: dict[str, list[str]]) -> dict[str, Any]:
    """Every claim that the scopes open."""
    profile = user["document"]["profile"]
    claims: dict[str, Any] = _thin(user, scopes)
    if "profile" in scopes:
        claims |= {claim: profile[attribute] for claim, attribute in _PROFILE.items() if profile.get(attribute)}
        claims["updated_at"] = _seconds(user["document"]["lastUpdated"])
    if "email" in scopes:
        claims["email_verified"] = True
    if "phone" in scopes and profile.get("primaryPhone"):
        claims["phone_number"] = profile["primaryPhone"]
    if "groups" in scopes:
        claims |= groups
    return claims


def amr(factors: Sequence[str]) -> list[str]:
    """Authentication methods (RFC 8176 and Okta's own words): `mfa` when two factor classes were verified."""
    values = [value for name in factors for value in FACTORS[name].amr]
    if len({FACTORS[name].factor_class for name in factors}) > 1:
        values.append("mfa")
    return list(dict.fromkeys(values))


def _thin(user: Document, scopes: Sequence[str]) -> dict[str, Any]:
    profile, claims = user["document"]["profile"], {}
    if "profile" in scopes:
        claims["name"] = profile.get("displayName") or f"{profile['firstName']} {profile['lastName']}"
    if "email" in scopes:
        claims["email"] = profile["email"]
    if "profile" in scopes:
        claims["preferred_username"] = profile["login"]
    return claims


def _key(org: Org, app: Document) -> SigningKey:
    """The key that is pinned to the app, or the current one."""
    credentials = app["document"]["credentials"]
    pinned = not credentials["oauthClient"]["autoKeyRotation"] and org.signing_keys.named(credentials["signing"]["kid"])
    return pinned or org.signing_keys.current(org.clock())


def _half(text: str | None) -> str | None:
    """The left half of the hash (OpenID Connect Core, 3.3.2.11)."""
    if text is None:
        return None
    return base64.urlsafe_b64encode(hashlib.sha256(text.encode()).digest()[:16]).rstrip(b"=").decode()


def _seconds(okta_time: str) -> int:
    return int(datetime.fromisoformat(okta_time).timestamp())
