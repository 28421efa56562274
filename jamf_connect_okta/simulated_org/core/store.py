"""The org's documents, held in memory and written through to SQLite."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable, Hashable, Iterator, Mapping
from contextlib import contextmanager, suppress
from functools import reduce
from operator import getitem, itemgetter
from pathlib import Path
from typing import Any

Document = dict[str, Any]

Key = Callable[[Document], Hashable]

_SCHEMA_VERSION = 2


def _fields(*names: str) -> dict[str, Key]:
    return {name: itemgetter(name) for name in names}


def _searched(*paths: str) -> dict[str, Key]:
    """What searches compare of an object as Okta shows it: text that every such object has, in lower case."""
    return {path: _text_at(path.split(".")) for path in paths}


def _text_at(parts: list[str]) -> Key:
    return lambda document: str(reduce(getitem, parts, document["document"])).lower()


# By what documents are found often enough that a scan would be felt in an org with 10,000 users.
_INDEXED = {
    "app": _fields("clientId", "policyId"),
    "appGroup": _fields("appId", "groupId"),
    "appUser": _fields("appId", "userId"),
    "clientRole": _fields("appId"),
    "grant": _fields("appId"),
    "group": _searched("profile.name"),
    "membership": _fields("groupId", "userId"),
    "policy": _fields("type"),
    "rule": _fields("policyId"),
    "user": _fields("login") | _searched("id", "profile.login", "profile.email"),
}


class StateFileError(Exception):
    """The state file can't be used: damaged, from another version, or open in another process."""


class Store:
    """Documents by kind and id, in the order in which they were made.

    A stored document is never edited in place: `put` a new one. Every change belongs to a transaction, and a
    transaction that ends in an exception leaves memory and file as they were.
    """

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self._documents: dict[str, dict[str, Document]] = {}
        self._indexes: dict[tuple[str, str], dict[Any, dict[str, None]]] = {}
        self._touched: set[str] = set()
        self._writing = False

    @classmethod
    def create(cls, state_file: Path | None) -> Store:
        """An empty store; without a file it lives in memory only.

        Raises StateFileError when the file exists already or is open elsewhere.
        """
        if state_file is not None and state_file.exists():
            raise StateFileError(f"{state_file.name} exists already; open it, or reset the org first.")
        try:
            connection = _connect(state_file)
            connection.execute(
                "CREATE TABLE document (position INTEGER PRIMARY KEY, kind TEXT NOT NULL, id TEXT NOT NULL,"
                " json TEXT NOT NULL, UNIQUE (kind, id))"
            )
            connection.execute(f"PRAGMA user_version = {_SCHEMA_VERSION}")
        except sqlite3.Error as error:
            raise _explained(state_file, error) from error
        return cls(connection)

    @classmethod
    def open(cls, state_file: Path) -> Store:
        """The store as its file holds it. Raises StateFileError."""
        if not state_file.exists():
            raise StateFileError(f"{state_file.name} does not exist; create the org first.")
        try:
            connection = _connect(state_file)
            (version,) = connection.execute("PRAGMA user_version").fetchone()
            if version != _SCHEMA_VERSION:
                connection.close()
                raise StateFileError(
                    f"{state_file.name} was written by another version (schema {version}, this one reads "
                    f"{_SCHEMA_VERSION}); reset the org."
                )
            (verdict,) = connection.execute("PRAGMA quick_check(1)").fetchone()
            if verdict != "ok":
                raise ValueError(verdict)
            store = cls(connection)
            for (kind,) in connection.execute("SELECT DISTINCT kind FROM document").fetchall():
                store._load(kind)
        except (sqlite3.Error, ValueError, KeyError) as error:
            raise _explained(state_file, error) from error
        return store

    def close(self) -> None:
        """Gives the state file back."""
        self._connection.close()

    def get(self, kind: str, document_id: str) -> Document | None:
        """The document, or None."""
        return self._documents.get(kind, {}).get(document_id)

    def kinds(self) -> list[str]:
        """The kinds of which there ever was a document."""
        return list(self._documents)

    def all(self, kind: str) -> list[Document]:
        """Every document of a kind, oldest first."""
        return list(self._documents.get(kind, {}).values())

    def first(self, kind: str) -> Document | None:
        """The oldest document of a kind, None when there is none."""
        return next(iter(self._documents.get(kind, {}).values()), None)

    def is_indexed(self, kind: str, field: str) -> bool:
        """Whether `find` knows the field."""
        return field in _INDEXED.get(kind, {})

    def find(self, kind: str, field: str, value: object) -> list[Document]:
        """The documents whose indexed field has this value, oldest first; LookupError if it is not indexed."""
        documents = self._documents.get(kind, {})
        return [documents[key] for key in self._index(kind, field).get(value, ())]

    def put(self, kind: str, document: Mapping[str, Any]) -> None:
        """Adds the document, or replaces the one with the same id."""
        new = dict(document)
        self._begin(kind)
        self._connection.execute(
            "INSERT INTO document (kind, id, json) VALUES (?, ?, ?)"
            " ON CONFLICT (kind, id) DO UPDATE SET json = excluded.json",
            (kind, new["id"], json.dumps(new, separators=(",", ":"))),
        )
        old = self.get(kind, new["id"])
        self._documents.setdefault(kind, {})[new["id"]] = new
        for field, key in _INDEXED.get(kind, {}).items():
            index = self._indexes.get((kind, field))
            if index is None or (old is not None and key(old) == key(new)):
                continue
            if old is None:
                index.setdefault(key(new), {})[new["id"]] = None
            else:
                # Built again when it is next asked, so that its order stays that of the documents.
                del self._indexes[kind, field]

    def delete(self, kind: str, document_id: str) -> None:
        """Removes the document; KeyError if there is none."""
        if self.get(kind, document_id) is None:
            raise KeyError((kind, document_id))
        self._begin(kind)
        self._connection.execute("DELETE FROM document WHERE kind = ? AND id = ?", (kind, document_id))
        old = self._documents[kind].pop(document_id)
        for field, key in _INDEXED.get(kind, {}).items():
            if (kind, field) in self._indexes:
                del self._indexes[kind, field][key(old)][document_id]

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """All changes made inside, or none."""
        try:
            yield
        except BaseException:
            self._roll_back()
            raise
        if self._writing:
            self._connection.execute("COMMIT")
            self._writing = False
            self._touched.clear()

    def _begin(self, kind: str) -> None:
        if not self._writing:
            self._connection.execute("BEGIN")
            self._writing = True
        self._touched.add(kind)

    def _roll_back(self) -> None:
        if not self._writing:
            return
        self._connection.execute("ROLLBACK")
        self._writing = False
        # Refusals after a write are rare, so memory is simply read back: order and all.
        for kind in self._touched:
            self._load(kind)
        self._touched.clear()

    def _load(self, kind: str) -> None:
        rows = self._connection.execute("SELECT json FROM document WHERE kind = ? ORDER BY position", (kind,))
        documents = [json.loads(text) for (text,) in rows]
        self._documents[kind] = {document["id"]: document for document in documents}
        for field in _INDEXED.get(kind, {}):
            self._indexes.pop((kind, field), None)

    def _index(self, kind: str, field: str) -> dict[Any, dict[str, None]]:
        index = self._indexes.get((kind, field))
        if index is None:
            if not self.is_indexed(kind, field):
                raise LookupError(f"{kind} has no index on {field}")
            key = _INDEXED[kind][field]
            index = self._indexes[kind, field] = {}
            for document in self._documents.get(kind, {}).values():
                index.setdefault(key(document), {})[document["id"]] = None
        return index


def _connect(state_file: Path | None) -> sqlite3.Connection:
    connection = sqlite3.connect(state_file or ":memory:", isolation_level=None, timeout=0, check_same_thread=False)
    try:
        # Exclusive: one org, one process. The lock goes with the process, however it ends.
        connection.execute("PRAGMA locking_mode = EXCLUSIVE")
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("PRAGMA synchronous = NORMAL")
        connection.execute("BEGIN EXCLUSIVE")
        connection.execute("COMMIT")
    except BaseException:
        with suppress(sqlite3.Error):
            connection.close()
        raise
    return connection


def _explained(state_file: Path | None, error: Exception) -> StateFileError:
    name = state_file.name if state_file else "the in-memory state"
    if "locked" in str(error):
        return StateFileError(f"{name} is open in another process; an org can only run once. Stop the other one.")
    return StateFileError(f"{name} is damaged ({error}); reset the org to start from its seed again.")
