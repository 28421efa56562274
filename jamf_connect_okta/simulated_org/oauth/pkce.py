"""Proof Key for Code Exchange (RFC 7636), as far as Okta takes it: S256 only, says its discovery document."""

from __future__ import annotations

import base64
import hashlib
import hmac
import re

from jamf_connect_okta.simulated_org.core.errors import OAuthError
from jamf_connect_okta.simulated_org.core.store import Document
from jamf_connect_okta.simulated_org.oauth.parameters import Parameters

METHODS = ("S256",)
_CHARACTERS = re.compile(r"[A-Za-z0-9\-._~]{43,128}")


def challenge_of(app: Document, parameters: Parameters) -> str | None:
    """The challenge of an authorize request for a code, if it has one. Raises OAuthError.

    A challenge without a method is a plain one (RFC 7636, section 4.3), and refused as such (inferred).
    """
    challenge = parameters.get("code_challenge")
    if not challenge:
        if app["document"]["credentials"]["oauthClient"]["pkce_required"]:
            raise _invalid("PKCE code challenge is required by the application.")
        return None
    if parameters.get("code_challenge_method") not in METHODS:
        raise _invalid(f"PKCE code challenge method is not supported. Valid values: [{', '.join(METHODS)}]")
    if not _CHARACTERS.fullmatch(challenge):
        raise _invalid("PKCE code challenge contains illegal characters.")
    return challenge


def check_verifier(challenge: str | None, parameters: Parameters) -> None:
    """Whether a token request comes from whom the code was made for. Raises OAuthError."""
    verifier = parameters.get("code_verifier")
    if challenge is None:
        if verifier:
            raise _invalid("PKCE code challenge should be specified in the authorize request for code verification.")
        return
    if not verifier:
        raise _invalid("PKCE code verifier is required by the application.")
    digest = base64.urlsafe_b64encode(hashlib.sha256(verifier.encode()).digest()).rstrip(b"=")
    if not hmac.compare_digest(digest, challenge.encode()):
        raise OAuthError(400, "invalid_grant", "PKCE verification failed.")


def _invalid(text: str) -> OAuthError:
    return OAuthError(400, "invalid_request", text)
