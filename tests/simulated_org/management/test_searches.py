"""A search finds what looking at every object would find, whatever changed before."""

from __future__ import annotations

from contextlib import closing

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from jamf_connect_okta.simulated_org.core.api import Call, Caller
from jamf_connect_okta.simulated_org.core.org import Org
from jamf_connect_okta.simulated_org.core.request_log import RequestLog
from jamf_connect_okta.simulated_org.core.store import Document, Store
from jamf_connect_okta.simulated_org.management.filters import parse
from jamf_connect_okta.simulated_org.management.searches import searched

# Few, alike, and apart in case only: what an index could mix up.
_TEXTS = st.sampled_from(["a", "A", "b", "ab", 'a"b', "İ", "i̇"])
_STATUSES = st.sampled_from(["ACTIVE", "STAGED"])


@st.composite
def comparisons(draw: st.DrawFn) -> str:
    path = draw(st.sampled_from(["id", "status", "profile.login", "profile.email", "profile.name", "profile.title"]))
    operator = draw(st.sampled_from(["eq", "eq", "eq", "EQ", "ne", "sw"]))
    text = draw(_TEXTS | _STATUSES).replace('"', '\\"')
    return f'{path} {operator} "{text}"'


def combined(parts: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    joined = st.tuples(parts, st.sampled_from([" and ", " or "]), parts).map("".join)
    return joined | joined.map("({})".format)


_EXPRESSIONS = st.recursive(comparisons(), combined, max_leaves=5)


@st.composite
def objects(draw: st.DrawFn, kind: str) -> Document:
    object_id, login = draw(_TEXTS), draw(_TEXTS)
    profile = {"login": login, "email": draw(_TEXTS), "name": draw(_TEXTS)}
    document = {"id": object_id, "status": draw(_STATUSES), "profile": profile}
    beside = {"login": login.lower()} if kind == "user" else {}
    return {"id": object_id, **beside, "document": document}


def asked(store: Store, kind: str, **query: str) -> list[Document]:
    org = Org(store, "token", RequestLog(None))
    call = Call(org, "GET", f"/api/v1/{kind}s", {}, query, "", Caller(), "http://127.0.0.1")
    return searched(call, kind, "filter", "search")


@pytest.mark.parametrize("kind", ["user", "group"])
@settings(deadline=None)
@given(data=st.data(), filter_=_EXPRESSIONS, search=_EXPRESSIONS)
def test_a_search_equals_a_look_at_every_object(kind: str, data: st.DataObject, filter_: str, search: str) -> None:
    with closing(Store.create(None)) as store:
        for change in data.draw(st.lists(objects(kind) | _TEXTS, max_size=12)):
            with store.transaction():
                if isinstance(change, dict):
                    store.put(kind, change)
                elif store.get(kind, change):
                    store.delete(kind, change)
            searched_for = [one for one in store.all(kind) if parse(search)(one["document"])]
            assert asked(store, kind, search=search) == searched_for
            both = [one for one in searched_for if parse(filter_)(one["document"])]
            assert asked(store, kind, filter=filter_, search=search) == both


def test_an_equality_is_asked_of_the_index(monkeypatch: pytest.MonkeyPatch) -> None:
    profile = {"login": "ben@acme.example", "email": "ben@acme.example"}
    ben = {"id": "ben", "login": "ben@acme.example", "document": {"id": "ben", "status": "ACTIVE", "profile": profile}}
    with closing(Store.create(None)) as store:
        with store.transaction():
            store.put("user", ben)
        monkeypatch.setattr(store, "all", lambda _: pytest.fail("all users were looked at"))
        assert asked(store, "user", search='status eq "ACTIVE" and (profile.email eq "Ben@ACME.example")') == [ben]
