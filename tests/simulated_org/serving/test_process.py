"""The org as a background process."""

from __future__ import annotations

import os
import signal
import socket
import stat
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

from jamf_connect_okta.simulated_org.core.store import StateFileError, Store
from jamf_connect_okta.simulated_org.seed.seed import GroupEntry, load_seed
from jamf_connect_okta.simulated_org.serving import process
from jamf_connect_okta.simulated_org.serving.process import OrgAddress, OrgProcessError
from jamf_connect_okta.simulated_org.serving.process_identity import start_time
from jamf_connect_okta.simulated_org.serving.state_dir import StateDir


@pytest.fixture
def state_dir(tmp_path: Path) -> Iterator[Path]:
    directory = tmp_path / "org"
    yield directory
    process.stop(directory)


def names_of_groups(address: OrgAddress) -> list[str]:
    headers = {"Authorization": f"SSWS {address.token}"}
    answer = httpx.get(f"{address.base_url}/api/v1/groups", headers=headers, trust_env=False)
    return [group["profile"]["name"] for group in answer.json()]


def add_group(address: OrgAddress, name: str) -> None:
    headers = {"Authorization": f"SSWS {address.token}"}
    body = {"profile": {"name": name}}
    assert httpx.post(f"{address.base_url}/api/v1/groups", headers=headers, json=body, trust_env=False).is_success


def test_a_started_org_answers_on_loopback_and_tells_where(state_dir: Path) -> None:
    address = process.start(state_dir)
    assert address.base_url.startswith("http://127.0.0.1:")
    assert "Mac Users" in names_of_groups(address)
    status = process.status(state_dir)
    assert (status.state, status.address) == ("running", address)


def test_starting_a_running_org_finds_it(state_dir: Path) -> None:
    assert process.start(state_dir) == process.start(state_dir)


def test_an_org_that_runs_older_code_starts_again_with_its_state_and_its_address(state_dir: Path) -> None:
    first = process.start(state_dir)
    add_group(first, "Kept")
    files = StateDir(state_dir)
    files.write_process_facts(**{**files.process_facts(), "code": "older"})
    again = process.start(state_dir)
    assert again.pid != first.pid
    assert again.base_url == first.base_url
    assert "Kept" in names_of_groups(again)


def test_a_stopped_org_keeps_its_state_and_its_address(state_dir: Path) -> None:
    first = process.start(state_dir)
    add_group(first, "Kept")
    process.stop(state_dir)
    assert process.status(state_dir).state == "stopped"
    again = process.start(state_dir)
    assert (again.base_url, again.token) == (first.base_url, first.token)
    assert "Kept" in names_of_groups(again)


def test_stopping_what_does_not_run_is_fine(state_dir: Path, tmp_path: Path) -> None:
    process.stop(tmp_path / "never-started")
    process.start(state_dir)
    process.stop(state_dir)
    process.stop(state_dir)


def test_a_reset_takes_a_running_org_back_to_its_seed(state_dir: Path) -> None:
    first = process.start(state_dir)
    add_group(first, "Gone")
    process.reset(state_dir)
    again = process.status(state_dir).address
    assert again is not None
    assert again.base_url == first.base_url
    assert "Gone" not in names_of_groups(again)


def test_a_reset_takes_a_stopped_org_back_without_starting_it(state_dir: Path) -> None:
    add_group(process.start(state_dir), "Gone")
    process.stop(state_dir)
    process.reset(state_dir)
    assert process.status(state_dir).state == "stopped"
    assert "Gone" not in names_of_groups(process.start(state_dir))


def test_a_reset_can_bring_another_seed(state_dir: Path) -> None:
    seed = load_seed()
    process.start(state_dir)
    process.reset(state_dir, seed=seed.model_copy(update={"groups": [*seed.groups, GroupEntry(name="New Here")]}))
    address = process.status(state_dir).address
    assert address is not None
    assert "New Here" in names_of_groups(address)


def test_an_org_that_was_killed_is_recognised_and_starts_again(state_dir: Path) -> None:
    address = process.start(state_dir)
    add_group(address, "Kept")
    os.kill(address.pid, signal.SIGKILL)
    while start_time(address.pid) is not None:
        time.sleep(0.01)
    assert process.status(state_dir).state == "crashed"
    assert "Kept" in names_of_groups(process.start(state_dir))


def test_another_process_with_the_same_number_is_not_taken_for_the_org(state_dir: Path) -> None:
    process.start(state_dir)
    process.stop(state_dir)
    files = StateDir(state_dir)
    files.write_process_facts(pid=os.getpid(), port=1, started="long ago")
    assert process.status(state_dir).state == "crashed"
    process.stop(state_dir)


def test_an_unreadable_process_file_counts_as_stopped(state_dir: Path) -> None:
    state_dir.mkdir()
    (state_dir / "process.json").write_text("{")
    assert process.status(state_dir).state == "stopped"
    assert process.start(state_dir)


def test_a_port_in_use_is_explained(state_dir: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as other:
        port = other.getsockname()[1]
        with pytest.raises(OrgProcessError, match=f"Port {port} is taken by another program"):
            process.start(state_dir, port=port)


def test_a_last_port_that_is_taken_is_replaced(state_dir: Path) -> None:
    first = process.start(state_dir)
    process.stop(state_dir)
    port = int(first.base_url.rpartition(":")[2])
    with socket.create_server(("127.0.0.1", port)):
        assert process.start(state_dir).base_url != first.base_url


def test_a_damaged_state_is_explained_and_a_reset_helps(state_dir: Path) -> None:
    process.start(state_dir)
    process.stop(state_dir)
    (state_dir / "org.sqlite").write_bytes(b"x" * 5000)
    with pytest.raises(OrgProcessError, match=r"org\.sqlite is damaged .* reset the org"):
        process.start(state_dir)
    process.reset(state_dir)
    assert process.start(state_dir)


def test_a_broken_seed_file_is_explained(state_dir: Path) -> None:
    state_dir.mkdir()
    (state_dir / "seed.yaml").write_text("org: {}")
    with pytest.raises(OrgProcessError, match=r"org\.api_token_owner"):
        process.start(state_dir)


def test_a_running_orgs_state_can_not_be_opened_a_second_time(state_dir: Path) -> None:
    process.start(state_dir)
    with pytest.raises(StateFileError, match="another process"):
        Store.open(state_dir / "org.sqlite")


def test_the_token_is_made_once_and_readable_by_its_owner_only(state_dir: Path) -> None:
    token = process.start(state_dir).token
    file = state_dir / "token"
    assert file.read_text().strip() == token
    assert stat.S_IMODE(file.stat().st_mode) == 0o600


def test_the_log_of_a_running_org_can_be_read(state_dir: Path) -> None:
    address = process.start(state_dir)
    httpx.get(f"{address.base_url}/api/v1/apps", trust_env=False)
    entries = list(process.log(state_dir))
    assert (entries[-1]["path"], entries[-1]["errorCode"]) == ("/api/v1/apps", "E0000011")


def test_an_org_without_a_log_has_no_entries(tmp_path: Path) -> None:
    assert list(process.log(tmp_path)) == []


def test_two_starts_at_once_give_one_org(state_dir: Path) -> None:
    code = "import sys; from pathlib import Path; from jamf_connect_okta.simulated_org.serving import process;"
    command = [sys.executable, "-c", code + "print(process.start(Path(sys.argv[1])).pid)", str(state_dir)]
    root = Path(__file__).resolve().parents[3]
    starts = [subprocess.Popen(command, stdout=subprocess.PIPE, text=True, cwd=root) for _ in range(2)]
    pids = {start.communicate()[0] for start in starts}
    assert len(pids) == 1
    assert pids == {f"{process.start(state_dir).pid}\n"}
