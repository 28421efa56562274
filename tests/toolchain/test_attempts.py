"""How long a failure is believed."""

from pathlib import Path

import pytest

from jamf_connect_okta.toolchain.attempts import FailedAttempts

HOUR = 3600.0


class Clock:
    """A clock that is set by hand."""

    now = 1_000_000.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def failed(tmp_path: Path, clock: Clock) -> FailedAttempts:
    failed = FailedAttempts(tmp_path / "failed", clock)
    failed.remember("plugin", "no way out")
    return failed


def test_a_failure_is_remembered(failed: FailedAttempts, clock: Clock) -> None:
    clock.now += 23 * HOUR
    assert failed.reason("plugin") == "no way out"


def test_a_failure_is_forgotten_after_a_day(failed: FailedAttempts, clock: Clock) -> None:
    clock.now += 24 * HOUR
    assert failed.reason("plugin") is None


def test_a_failure_from_the_future_is_not_believed(failed: FailedAttempts, clock: Clock) -> None:
    clock.now -= HOUR
    assert failed.reason("plugin") is None


def test_each_failure_is_its_own(failed: FailedAttempts) -> None:
    assert failed.reason("installer") is None


def test_one_failure_can_be_forgotten(failed: FailedAttempts) -> None:
    failed.remember("installer", "no way out")
    failed.forget("plugin")
    assert (failed.reason("plugin"), failed.reason("installer")) == (None, "no way out")


def test_all_failures_can_be_forgotten(failed: FailedAttempts) -> None:
    failed.forget()
    assert failed.reason("plugin") is None


def test_a_damaged_memory_is_no_memory(failed: FailedAttempts, tmp_path: Path) -> None:
    (tmp_path / "failed" / "plugin.json").write_text("[]")
    assert failed.reason("plugin") is None
