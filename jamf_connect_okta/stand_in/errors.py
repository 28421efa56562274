"""What can go wrong, in the official plugin's words."""

from collections.abc import Mapping
from http import HTTPStatus
from typing import Literal

from jamf_connect_okta.stand_in.values import Json

Sdk = Literal["v2", "supplement", "v4", "v5", "v6"]
"""Which of its clients the official plugin makes a call with: they differ in targets, tokens and error texts.

The supplement is the plugin's own, built on the v2 SDK; of that it differs only in having a token of its own.
"""

OLDER: frozenset[Sdk] = frozenset({"v2", "supplement"})
"""Those of the v2 SDK."""


class StandInError(Exception):
    """A refusal of the plugin itself, in words for a person."""


class OperationError(Exception):
    """An operation on a resource failed; the text is what the official plugin says."""


class ApiError(OperationError):
    """Okta refused a call.

    The newer SDKs say no more than the status: Okta's reason is lost. The older ones repeat it.
    """

    def __init__(self, sdk: Sdk, status: int, body: Json) -> None:
        self.status = status
        self.status_text = f"{status} {_phrase(status)}"
        super().__init__(_v2_text(body) if sdk in OLDER else self.status_text)

    @property
    def is_not_found(self) -> bool:
        """Okta has no such object (any more)."""
        return self.status == HTTPStatus.NOT_FOUND

    @property
    def with_status(self) -> str:
        """The text as the v2 SDK's callers extend it, where they do."""
        return f"{self}, Status: {self.status_text}"


def as_reported(error: Exception) -> str:
    """An error as the official plugin's SDK hands it to the engine."""
    return f"1 error occurred:\n\t* {error}\n\n"


def _v2_text(body: Json) -> str:
    if not isinstance(body, Mapping) or not body.get("errorSummary"):
        return "the API returned an unknown error"
    text = f"the API returned an error: {body['errorSummary']}"
    causes = [f"{key}: {value}" for cause in body.get("errorCauses") or () for key, value in cause.items()]
    return f"{text}. Causes: {', '.join(causes)}" if causes else text


def _phrase(status: int) -> str:
    try:
        return HTTPStatus(status).phrase
    except ValueError:
        return ""
