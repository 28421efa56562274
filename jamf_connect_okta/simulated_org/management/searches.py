"""What a list call's filter and search leave of the org's objects."""

from __future__ import annotations

from jamf_connect_okta.simulated_org.core.api import Call
from jamf_connect_okta.simulated_org.core.store import Document
from jamf_connect_okta.simulated_org.management.filters import parse


def searched(call: Call, kind: str, *parameters: str) -> list[Document]:
    """The documents of a kind that pass the expressions in these parameters of the call, oldest first.

    An equality that the store has an index for spares looking at all of them. Raises OktaError (E0000031).
    """
    store = call.org.store
    filters = [parse(call.query[parameter]) for parameter in parameters if call.query.get(parameter)]
    equalities = [equality for one in filters for equality in one.equalities.items()]
    indexed = [(path, text) for path, text in equalities if store.is_indexed(kind, path)]
    documents = store.find(kind, *indexed[0]) if indexed else store.all(kind)
    for passes in filters:
        documents = [document for document in documents if passes(document["document"])]
    return documents
