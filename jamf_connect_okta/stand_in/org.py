"""The org as the resources see it: calls with credentials, and the few facts that are asked for once."""

import threading
import urllib.parse
from collections.abc import Callable, Iterator, Mapping
from typing import Any

from jamf_connect_okta.stand_in.access_tokens import AccessTokens
from jamf_connect_okta.stand_in.configuration import Configuration
from jamf_connect_okta.stand_in.connection import Answer, Connection, Patience
from jamf_connect_okta.stand_in.errors import ApiError, OperationError, Sdk
from jamf_connect_okta.stand_in.values import Json

PAGE_SIZE = 200
"""The only page size that the official plugin asks for by itself."""


class Org:
    """An Okta org and who calls it."""

    def __init__(self, configuration: Configuration, *, sleep: Callable[[float], None] | None = None) -> None:
        patience = Patience(configuration.max_wait_seconds, configuration.max_retries)
        if sleep is not None:
            patience = Patience(configuration.max_wait_seconds, configuration.max_retries, sleep)
        self.sleep = patience.sleep
        self.url = configuration.proxy
        self.uses_oauth = configuration.uses_oauth
        self.app_rules = threading.Lock()
        """Okta fails when rules of authentication policies change at the same time; so they don't."""
        self._configuration = configuration
        self._connection = Connection(configuration.proxy, timeout=configuration.request_timeout, patience=patience)
        key = configuration.private_key
        self._tokens = AccessTokens(self._connection, key) if key else None
        self._is_classic: bool | None = None
        self._metadata = threading.Lock()

    def sign_in(self) -> None:
        """The check that the official plugin makes of an API token before anything else. Raises OperationError."""
        if not self._configuration.api_token:
            return
        clients: tuple[tuple[str, Sdk], ...] = (("v3", "v4"), ("v2", "v2"))
        for name, sdk in clients:
            try:
                self.call(sdk, "GET", "/api/v1/users/me")
            except OperationError as error:
                # The words for the v2 SDK are inferred.
                raise OperationError(f"error with {name} SDK client: {error}") from error

    def close(self) -> None:
        """Close the connections that rest."""
        self._connection.close()

    def call(
        self, sdk: Sdk, method: str, path: str, *, query: Mapping[str, Any] | None = None, body: Json = None
    ) -> Json:
        """The JSON answer of one call. Raises ApiError, OperationError."""
        return self._call(sdk, method, path, query, body).body

    def pages(self, sdk: Sdk, path: str, *, query: Mapping[str, Any] | None = None) -> Iterator[Any]:
        """The members of a list, page after page. Raises ApiError, OperationError."""
        answer = self._call(sdk, "GET", path, query, None)
        yield from answer.body or ()
        while answer.next_page is not None:
            answer = self._call(sdk, "GET", answer.next_page, None, None)
            yield from answer.body or ()

    def found(self, sdk: Sdk, path: str) -> Json:
        """The object at `path`, None where there is none. Raises OperationError that ends in the status."""
        try:
            return self.call(sdk, "GET", path)
        except ApiError as error:
            if error.is_not_found:
                return None
            raise OperationError(error.with_status) from error

    def is_classic(self) -> bool:
        """Whether this is a Classic Engine org; asked once, and where Okta does not say, it is not."""
        with self._metadata:
            if self._is_classic is None:
                try:
                    metadata = self.call("v4", "GET", "/.well-known/okta-organization")
                except OperationError:
                    return False
                self._is_classic = metadata.get("pipeline") == "v1"
            return self._is_classic

    def default_access_policy(self, sdk: Sdk) -> str:
        """The id of the one system policy among the authentication policies. Raises OperationError."""
        try:
            policies = self.call(sdk, "GET", "/api/v1/policies", query={"type": "ACCESS_POLICY"})
        except ApiError as error:
            raise OperationError(f"error finding default ACCESS_POLICY {error}") from error
        ids = [str(policy["id"]) for policy in policies if policy["system"]]
        if len(ids) != 1:
            raise OperationError("cannot find default ACCESS_POLICY policy")
        return ids[0]

    def _call(self, sdk: Sdk, method: str, path: str, query: Mapping[str, Any] | None, body: Json) -> Answer:
        if query:
            path = f"{path}?{urllib.parse.urlencode(sorted(query.items()))}"
        headers = {"Authorization": self._authorization(sdk)}
        return self._connection.call(sdk, method, path, headers=headers, body=body)

    def _authorization(self, sdk: Sdk) -> str:
        if self._configuration.api_token:
            return f"SSWS {self._configuration.api_token}"
        return f"Bearer {self._tokens.token(sdk) if self._tokens else self._configuration.access_token}"


def last_segment(url: str) -> str:
    """The id at the end of a link."""
    return url.rstrip("/").rpartition("/")[2]
