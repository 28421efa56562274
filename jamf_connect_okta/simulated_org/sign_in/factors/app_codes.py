"""Codes that authenticator apps show (TOTP, RFC 6238)."""

from __future__ import annotations

import base64
import hashlib
import hmac

import pyotp

from jamf_connect_okta.simulated_org.core.org import Org
from jamf_connect_okta.simulated_org.policy_evaluation.factors import Factor


def setup_key(org: Org, user_id: str, factor: Factor) -> str:
    """What the app is set up with: grown from the org's seed, so that the state need not hold it."""
    message = f"{org.meta['orgId']}:{user_id}:{factor.key}"
    digest = hmac.digest(org.meta["seed"].encode(), message.encode(), hashlib.sha256)
    return base64.b32encode(digest[:20]).decode()


def current_code(org: Org, user_id: str, factor: Factor) -> str:
    """What the app shows now."""
    return pyotp.TOTP(setup_key(org, user_id, factor)).at(org.clock())


def is_code(org: Org, user_id: str, factor: Factor, code: str) -> bool:
    """Whether the app shows this code now, showed it one step ago, or will one step later.

    Okta takes a code only once. Here it may come again, or a rehearsal of several sign-ins would wait for new ones.
    """
    return pyotp.TOTP(setup_key(org, user_id, factor)).verify(code, for_time=org.clock(), valid_window=1)
