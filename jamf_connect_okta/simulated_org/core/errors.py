"""Okta's error answers: status, code, summary and causes."""

from __future__ import annotations

import secrets
from collections.abc import Mapping, Sequence


class OktaError(Exception):
    """A refusal, as Okta words it.

    Codes and summaries are those of Okta's error catalogue; causes are recorded where this module's users say so,
    and Okta-like otherwise. What the handler changed before is taken back, unless the error `keeps_changes`.
    """

    keeps_changes = False

    def __init__(
        self,
        status: int,
        code: str,
        summary: str,
        causes: Sequence[str] = (),
        *,
        headers: Mapping[str, str] | None = None,
    ) -> None:
        super().__init__(summary)
        self.status = status
        self.code = code
        self.summary = summary
        self.causes = tuple(causes)
        self.headers = dict(headers or {})

    def body(self) -> dict[str, object]:
        """The JSON object that goes over the wire."""
        return {
            "errorCode": self.code,
            "errorSummary": self.summary,
            "errorLink": self.code,
            "errorId": "oae" + secrets.token_urlsafe(16)[:22],
            "errorCauses": [{"errorSummary": cause} for cause in self.causes],
        }


class OAuthError(OktaError):
    """A refusal by the token endpoint, in OAuth's own shape (RFC 6749, section 5.2)."""

    def body(self) -> dict[str, object]:
        return {"error": self.code, "error_description": self.summary}


class FailedSignInError(OAuthError):
    """A refusal that the org remembers: it counts towards the user's lockout."""

    keeps_changes = True


def validation(field: str, *causes: str) -> OktaError:
    """The request is understood, and something in it is not allowed."""
    return OktaError(400, "E0000001", f"Api validation failed: {field}", causes)


def malformed_body() -> OktaError:
    """The body is not the JSON object that was expected."""
    return OktaError(400, "E0000003", "The request body was not well-formed.")


def forbidden(headers: Mapping[str, str] | None = None) -> OktaError:
    """The caller may not do this."""
    return OktaError(403, "E0000006", "You do not have permission to perform the requested action", headers=headers)


def invalid_session() -> OktaError:
    """The caller may not do this either, in other words."""
    return OktaError(403, "E0000005", "Invalid session")


def not_found(object_id: str, kind: str) -> OktaError:
    """No such object; `kind` is Okta's internal name for it, such as AppInstance."""
    return OktaError(404, "E0000007", f"Not found: Resource not found: {object_id} ({kind})")


def unknown_path() -> OktaError:
    """No endpoint of this org has that path."""
    return OktaError(404, "E0000008", "The requested path was not found")


def invalid_token() -> OktaError:
    """The API token or access token is missing, unknown or expired."""
    return OktaError(401, "E0000011", "Invalid token provided")


def method_not_allowed() -> OktaError:
    """The path exists, the method does not."""
    return OktaError(405, "E0000022", "The endpoint does not support the provided HTTP method")


def invalid_filter(text: str) -> OktaError:
    """A `filter` or `search` expression that can't be read."""
    return OktaError(400, "E0000031", f"Invalid search criteria.: {text}")


def too_many_requests() -> OktaError:
    """The rate limit of the path, or the caller's share of it, is used up."""
    return OktaError(429, "E0000047", "API call exceeded rate limit due to too many requests.")


def internal_error() -> OktaError:
    """The org itself failed: a bug of the simulated org, never of the caller."""
    return OktaError(500, "E0000009", "Internal Server Error")
