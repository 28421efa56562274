"""The parameters of an OAuth request (RFC 6749, appendix B)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from urllib.parse import parse_qsl

from jamf_connect_okta.simulated_org.core.api import Call
from jamf_connect_okta.simulated_org.core.errors import OAuthError

Parameters = Mapping[str, str]


def form(call: Call) -> Parameters:
    """Those of a token request: a form or, from one of Okta's SDKs, the query. Raises OAuthError."""
    try:
        return _single(call.content.decode() or call.query_text)
    except UnicodeDecodeError:
        raise OAuthError(400, "invalid_request", "The request body is not a form.") from None


def query(call: Call) -> Parameters:
    """Those of an authorize request, which may also be posted. Raises OAuthError."""
    return form(call) if call.method == "POST" else _single(call.query_text)


def required(parameters: Parameters, name: str) -> str:
    """The value, which must not be empty. Raises OAuthError."""
    if value := parameters.get(name):
        return value
    raise OAuthError(400, "invalid_request", f"The required parameter '{name}' is missing.")


def _single(text: str) -> Parameters:
    pairs = parse_qsl(text, keep_blank_values=True)
    repeated = [name for name, count in Counter(name for name, _ in pairs).items() if count > 1]
    if repeated:
        raise OAuthError(
            400,
            "invalid_request",
            f"Duplicate parameter provided in request. Duplicated parameters: [{', '.join(repeated)}].",
        )
    return dict(pairs)
