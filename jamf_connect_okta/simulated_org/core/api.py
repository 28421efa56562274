"""One management call: what a handler gets, and what it answers."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from jamf_connect_okta.simulated_org.core.errors import malformed_body

if TYPE_CHECKING:
    from jamf_connect_okta.simulated_org.core.org import Org


@dataclass(frozen=True)
class Caller:
    """Who makes a call, with its administrator roles.

    That is the owner of the API token, or an OAuth client, which the scopes of its access token limit further.
    """

    user_id: str | None = None
    client_id: str | None = None
    scopes: frozenset[str] = frozenset()
    roles: frozenset[str] = frozenset()

    @property
    def has_api_token(self) -> bool:
        """Whether the call came with an API token, which no scope limits."""
        return self.user_id is not None


@dataclass(frozen=True)
class Call:
    """A request that reached an endpoint."""

    org: Org
    method: str
    path: str
    ids: Mapping[str, str]
    query: Mapping[str, str]
    query_text: str
    caller: Caller
    own_url: str  # Where this very server was reached, such as http://127.0.0.1:50312.
    request_id: str = ""  # Goes back as X-Okta-Request-Id.
    content: bytes = b""
    headers: Mapping[str, str] = field(default_factory=dict)

    def json(self) -> dict[str, Any]:
        """The body, which must be a JSON object. Raises OktaError (E0000003)."""
        body = self._parsed()
        if not isinstance(body, dict):
            raise malformed_body()
        return body

    def json_objects(self) -> list[dict[str, Any]]:
        """The body, which must be a JSON array of objects. Raises OktaError (E0000003)."""
        body = self._parsed()
        if not isinstance(body, list) or not all(isinstance(one, dict) for one in body):
            raise malformed_body()
        return body

    def _parsed(self) -> object:
        try:
            return json.loads(self.content, parse_constant=_not_json)
        except (ValueError, RecursionError):
            raise malformed_body() from None


def _not_json(constant: str) -> None:
    raise ValueError(f"{constant} is not JSON")


@dataclass(frozen=True)
class Answer:
    """What goes back over the wire: JSON, unless `media_type` says that the body is text of another kind.

    A body of None is no body at all.
    """

    status: int
    body: object = None
    headers: Mapping[str, str] = field(default_factory=dict)
    media_type: str = "application/json"


def ok(body: object, headers: Mapping[str, str] | None = None) -> Answer:
    """200 with a JSON body."""
    return Answer(200, body, headers or {})


def no_content() -> Answer:
    """204."""
    return Answer(204)


def page(html: str, status: int = 200) -> Answer:
    """A page for a person."""
    return Answer(status, html, media_type="text/html")


def redirect(location: str) -> Answer:
    """302."""
    return Answer(302, headers={"Location": location})


Handler = Callable[[Call], Answer]


@dataclass(frozen=True)
class Endpoint:
    """A method and path of the org, its handler, and the OAuth scope family that opens it (okta.apps, …).

    The family also tells which administrator roles may call it. An endpoint without one is no part of Okta's API: it
    takes API tokens only, whatever their owner's roles. A public one needs no token at all.
    """

    method: str
    path: str
    handler: Handler
    scope: str | None = None
    public: bool = False
    api_token_only: bool = False
