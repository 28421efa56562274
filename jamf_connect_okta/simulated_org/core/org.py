"""The org itself: its documents, its clock, its ids and its name."""

from __future__ import annotations

import secrets
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from jamf_connect_okta.simulated_org.core.errors import OktaError
from jamf_connect_okta.simulated_org.core.faults import Faults
from jamf_connect_okta.simulated_org.core.ids import object_id
from jamf_connect_okta.simulated_org.core.rate_limits import RateLimits
from jamf_connect_okta.simulated_org.core.request_log import RequestLog
from jamf_connect_okta.simulated_org.core.sign_in_log import SignInLog
from jamf_connect_okta.simulated_org.core.signing_keys import SigningKeys
from jamf_connect_okta.simulated_org.core.store import Document, StateFileError, Store
from jamf_connect_okta.simulated_org.core.times import okta_time
from jamf_connect_okta.simulated_org.core.unknowns import Unknowns


class Org:
    """A simulated Okta Identity Engine org.

    `api_token` opens the management API; it is never part of the state. Neither are `rate_limits` and `faults`, which
    do nothing until they are switched on, `unknowns`, `signing_keys`, and `sign_ins`, the decisions about people.
    """

    def __init__(self, store: Store, api_token: str, log: RequestLog) -> None:
        self.store = store
        self.api_token = api_token
        self.log = log
        self.rate_limits = RateLimits()
        self.faults = Faults()
        self.unknowns = Unknowns()
        self.sign_ins = SignInLog()
        self.signing_keys = SigningKeys()
        self.clock: Callable[[], datetime] = lambda: datetime.now(UTC)

    @classmethod
    def open(cls, state_file: Path, *, api_token: str | None = None, log: RequestLog | None = None) -> Org:
        """The org as its state file holds it. Raises StateFileError."""
        store = Store.open(state_file)
        if store.get("meta", "org") is None:
            store.close()
            raise StateFileError(f"{state_file.name} is damaged (it holds no org); reset the org.")
        return cls(store, api_token or secrets.token_urlsafe(30), log or RequestLog(None))

    def close(self) -> None:
        """Gives the state file back."""
        self.store.close()

    @property
    def meta(self) -> Document:
        """The org's own facts."""
        meta = self.store.get("meta", "org")
        if meta is None:
            raise StateFileError("The state holds no org.")
        return meta

    @property
    def url(self) -> str:
        """The org's URL, as it appears in links and issuers; never the loopback address."""
        return str(self.meta["url"])

    def set_meta(self, **facts: object) -> None:
        """Replaces some of the org's own facts."""
        self.store.put("meta", {**self.meta, **facts})

    def has_feature(self, name: str) -> bool:
        """Whether the org has that feature, such as `risk_scoring` (see OrgFacts in the seed)."""
        return name in self.meta["features"]

    def new_id(self, kind: str) -> str:
        """An id nobody has yet."""
        counters = dict(self.meta["counters"])
        counters[kind] = counters.get(kind, 0) + 1
        self.set_meta(counters=counters)
        return object_id(kind, self.meta["seed"], counters[kind])

    def now(self) -> str:
        """The current time, as Okta writes it."""
        return okta_time(self.clock())

    def href(self, path: str, *allow: str) -> dict[str, Any]:
        """A HAL link into the org, with the methods it allows."""
        link: dict[str, Any] = {"href": f"{self.url}{path}"}
        if allow:
            link["hints"] = {"allow": list(allow)}
        return link

    def require(self, kind: str, document_id: str, error: Callable[[], OktaError]) -> Document:
        """The document, or the error."""
        document = self.store.get(kind, document_id)
        if document is None:
            raise error()
        return document
