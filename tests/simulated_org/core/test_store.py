"""The store keeps what was committed, and nothing else."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest

from jamf_connect_okta.simulated_org.core.store import StateFileError, Store


@pytest.fixture
def state_file(tmp_path: Path) -> Path:
    return tmp_path / "org.sqlite"


@pytest.fixture
def store(state_file: Path) -> Iterator[Store]:
    store = Store.create(state_file)
    with store.transaction():
        for name in ("alice", "ben", "chloe"):
            store.put("user", {"id": name, "login": f"{name}@acme.example"})
    yield store
    store.close()


def fail_after_changes(store: Store) -> None:
    with store.transaction():
        store.delete("user", "alice")
        store.put("user", {"id": "ben", "login": "benjamin@acme.example"})
        store.delete("user", "nobody")


def test_a_restart_restores_every_document_in_its_order(store: Store, state_file: Path) -> None:
    with store.transaction():
        store.put("user", {"id": "alice", "login": "alice@acme.example", "status": "ACTIVE"})
    before = store.all("user")
    store.close()
    reopened = Store.open(state_file)
    assert reopened.all("user") == before
    reopened.close()


def test_a_failed_transaction_leaves_documents_order_and_indexes_as_they_were(store: Store) -> None:
    before = store.all("user")
    with pytest.raises(KeyError):
        fail_after_changes(store)
    assert store.all("user") == before
    assert [user["id"] for user in store.find("user", "login", "ben@acme.example")] == ["ben"]
    assert store.find("user", "login", "benjamin@acme.example") == []


def test_a_failed_transaction_leaves_the_file_as_it_was(store: Store, state_file: Path) -> None:
    before = store.all("user")
    with pytest.raises(KeyError):
        fail_after_changes(store)
    store.close()
    reopened = Store.open(state_file)
    assert reopened.all("user") == before
    reopened.close()


def test_found_documents_keep_the_order_of_the_documents_after_a_change(store: Store) -> None:
    with store.transaction():
        for number in range(3):
            store.put("membership", {"id": str(number), "groupId": "macs", "userId": str(number)})
    store.find("membership", "groupId", "macs")
    with store.transaction():
        store.put("membership", {"id": "0", "groupId": "other", "userId": "0"})
    with store.transaction():
        store.put("membership", {"id": "0", "groupId": "macs", "userId": "0"})
    assert [one["id"] for one in store.find("membership", "groupId", "macs")] == ["0", "1", "2"]


def test_a_field_without_an_index_is_no_way_to_find_anything(store: Store) -> None:
    with pytest.raises(LookupError):
        store.find("user", "status", "ACTIVE")


def test_a_damaged_file_is_named_with_the_way_out(state_file: Path) -> None:
    state_file.write_bytes(b"not a database at all" * 500)
    with pytest.raises(StateFileError, match=r"org.sqlite is damaged .* reset the org"):
        Store.open(state_file)


def test_a_document_that_is_no_json_is_damage(store: Store, state_file: Path) -> None:
    store.close()
    connection = sqlite3.connect(state_file)
    connection.execute("UPDATE document SET json = '{'")
    connection.commit()
    connection.close()
    with pytest.raises(StateFileError, match="damaged"):
        Store.open(state_file)


def test_a_file_of_another_version_is_refused(store: Store, state_file: Path) -> None:
    store.close()
    connection = sqlite3.connect(state_file)
    connection.execute("PRAGMA user_version = 99")
    connection.close()
    with pytest.raises(StateFileError, match="another version"):
        Store.open(state_file)


def test_a_file_can_be_open_only_once(store: Store, state_file: Path) -> None:
    store.all("user")
    with pytest.raises(StateFileError, match="open in another process"):
        Store.open(state_file)


@pytest.mark.usefixtures("store")
def test_a_new_store_does_not_overwrite_an_old_one(state_file: Path) -> None:
    with pytest.raises(StateFileError, match="exists already"):
        Store.create(state_file)


def test_a_missing_file_is_not_an_empty_org(tmp_path: Path) -> None:
    with pytest.raises(StateFileError, match="does not exist"):
        Store.open(tmp_path / "org.sqlite")
