"""What a browser is told to keep to, and what must never reach a page."""

from __future__ import annotations

from .reading import Visit


def test_a_page_runs_nothing_and_sits_in_no_frame(visit: Visit) -> None:
    policy = visit.answer.headers["content-security-policy"]
    assert policy.startswith("default-src 'none'; style-src 'sha256-")
    assert "frame-ancestors 'none'" in policy
    assert visit.answer.headers["x-frame-options"] == "DENY"
    assert "<script" not in visit.answer.text


def test_a_page_is_neither_kept_nor_guessed_at(visit: Visit) -> None:
    assert "no-store" in visit.answer.headers["cache-control"]
    assert visit.answer.headers["x-content-type-options"] == "nosniff"


def test_the_state_token_goes_nowhere_else(visit: Visit) -> None:
    assert visit.answer.headers["referrer-policy"] == "no-referrer"


def test_a_username_stays_text(visit: Visit) -> None:
    visit.give(username='"><b>bold</b>')
    assert "<b>" not in visit.answer.text
    assert '"><b>bold</b>' in visit.page.text


def test_a_password_is_never_shown_again(visit: Visit) -> None:
    visit.name("alice").give(password="Almost-Right-1")
    assert "Almost-Right-1" not in visit.answer.text


def test_neither_pages_nor_state_hold_passwords(visit: Visit) -> None:
    visit.password("erin").give(new_password="Better-Password-1", repeat_password="Better-Password-1")
    held = str([document for kind in ("user", "transaction") for document in visit.org.store.all(kind)])
    assert "Better-Password-1" not in held + visit.answer.text
