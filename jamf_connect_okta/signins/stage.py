"""A throw-away copy of a running simulated org, in which sign-ins are played.

Sign-ins change an org: failed attempts lock people out, temporary passwords are replaced, factors are enrolled. In a
copy, whatever happens, even an interrupt, leaves the org as it was; and as each sign-in starts from the same copy, none
decides about another. The copy is served over HTTP on loopback, as the org is.
"""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit

import httpx

from jamf_connect_okta.signins.errors import SigninsError
from jamf_connect_okta.simulated_org.serving.copying import PATH, CopiedOrg
from jamf_connect_okta.simulated_org.serving.running import serving
from jamf_connect_okta.simulated_org.serving.server import create_app

_ENDPOINTS = ("authorization_endpoint", "token_endpoint", "jwks_uri")


@dataclass(frozen=True)
class Stage:
    """A copy of an org: `management` is its API opened by a token, `browser` has no credentials.

    `authentication` remembers how clients authenticate; see token_endpoint.
    """

    management: httpx.Client
    browser: httpx.Client
    _org: CopiedOrg
    authentication: dict[str, tuple[str, str]] = field(default_factory=dict)

    def begin_anew(self) -> None:
        """Take everything back to what was copied, and forget the browser's cookies."""
        self._org.begin_anew()
        self.browser.cookies.clear()

    def endpoints(self, discovery_url: str) -> dict[str, str]:
        """The issuer, and the paths of the endpoints, that the discovery document names.

        Hosts stand for the copy, which has no custom domain. Raises SigninsError where nothing is at that URL's path.
        """
        answer = self.browser.get(urlsplit(discovery_url).path)
        if not answer.is_success:
            raise SigninsError(f"The org has no discovery document at the profiles' URL {discovery_url}.")
        document = answer.json()
        return {"issuer": document["issuer"], **{name: urlsplit(document[name]).path for name in _ENDPOINTS}}

    def decision(self, answers: Sequence[httpx.Response]) -> dict[str, Any]:
        """What the org last decided in these answers, and why; nothing where it decided nothing."""
        asked = {answer.headers.get("X-Okta-Request-Id") for answer in answers}
        log = self.management.get("/simulated-org/sign-ins")
        log.raise_for_status()
        return next((dict(entry) for entry in reversed(log.json()) if entry["request_id"] in asked), {})


@contextmanager
def copy_of(base_url: str, token: str) -> Iterator[Stage]:
    """A copy of the simulated org at `base_url`, for as long as a `with` block lasts. Raises SigninsError."""
    with _client(base_url) as original:
        answer = original.get(PATH, headers={"Authorization": f"SSWS {token}"})
    if not answer.is_success:
        raise SigninsError(f"The simulated org at {base_url} does not give a copy of itself ({answer.status_code}).")
    org = CopiedOrg(answer.json())
    try:
        with serving(create_app(org)) as url, _client(url) as browser, _client(url) as management:
            management.headers["Authorization"] = f"SSWS {org.api_token}"
            yield Stage(management, browser, org)
    finally:
        org.close()


def _client(base_url: str) -> httpx.Client:
    # Loopback without TLS: nothing to verify, and building what verifies costs as much as several sign-ins.
    return httpx.Client(base_url=base_url, transport=httpx.HTTPTransport(verify=False), timeout=30)
