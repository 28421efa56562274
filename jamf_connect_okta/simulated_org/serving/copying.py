"""A running org's state, over HTTP, and an org that lives in memory and starts from such a copy again and again.

`GET /simulated-org/state` takes the API token only; what it answers holds password hashes and client secrets.
"""

from __future__ import annotations

import secrets
from typing import Any

from jamf_connect_okta.simulated_org.core.api import Answer, Call, Endpoint, ok
from jamf_connect_okta.simulated_org.core.org import Org
from jamf_connect_okta.simulated_org.core.request_log import RequestLog
from jamf_connect_okta.simulated_org.core.sign_in_log import SignInLog
from jamf_connect_okta.simulated_org.core.store import Store
from jamf_connect_okta.simulated_org.core.unknowns import Unknowns

PATH = "/simulated-org/state"


class CopiedOrg(Org):
    """An org made of another one's state, with signing keys of its own; nothing of it is ever written to disk."""

    def __init__(self, state: dict[str, Any]) -> None:
        self._documents = state["documents"]
        super().__init__(_store(self._documents), secrets.token_urlsafe(30), RequestLog(None))
        self.unknowns = Unknowns.model_validate(state["unknowns"])

    def begin_anew(self) -> None:
        """Be as copied again, and forget every sign-in."""
        used, self.store, self.sign_ins = self.store, _store(self._documents), SignInLog()
        used.close()


def get_state(call: Call) -> Answer:
    """GET: every document by kind, and the switches that decide what no source tells."""
    store = call.org.store
    documents = {kind: store.all(kind) for kind in store.kinds()}
    return ok({"documents": documents, "unknowns": call.org.unknowns.model_dump(mode="json")})


def _store(documents: dict[str, list[dict[str, Any]]]) -> Store:
    store = Store.create(None)
    with store.transaction():
        for kind, all_of_kind in documents.items():
            for document in all_of_kind:
                store.put(kind, document)
    return store


ENDPOINTS = (Endpoint("GET", PATH, get_state),)
