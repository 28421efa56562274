"""Signing in at the page: from the username to the redirect."""

from __future__ import annotations

from .reading import Visit


def test_a_code_of_okta_verify_gets_in(visit: Visit) -> None:
    assert visit.step == "username"
    assert visit.name("alice").step == "password"
    assert visit.give(password="Alice-Rehearsal-1").step == "select-factor"
    assert visit.page.factors == ["push", "totp"]
    assert visit.give(factor="totp").step == "code"
    assert visit.give(code=visit.code()).step == "finished"
    assert visit.answer.status_code == 303
    assert visit.answer.headers["location"] == f"/login/token/redirect?stateToken={visit.state_token}"


def test_an_approved_push_gets_in(visit: Visit) -> None:
    visit.password("alice").give(factor="push")
    assert visit.look_again().step == "push"
    assert visit.answer_push("approve").json()["state"] == "approved"
    assert visit.look_again().step == "finished"
    assert visit.answer.status_code == 302
