"""The outbox: what people find on their phones, for programs and for people."""

from __future__ import annotations

import httpx

from .reading import Page, Visit

HTML = {"Accept": "text/html"}


def test_it_holds_what_the_app_shows_to_those_who_are_asked(visit: Visit) -> None:
    visit.password("alice")
    assert visit.outbox() == []
    visit.give(factor="totp")
    (message,) = visit.outbox()
    assert (message["login"], message["factor"], message["to"]) == ("alice@acme.example", "totp", "Okta Verify")
    assert len(message["code"]) == 6


def test_codes_of_apps_are_not_in_the_state(visit: Visit) -> None:
    visit.password("alice").give(factor="totp")
    held = [document for kind in ("user", "transaction", "message") for document in visit.org.store.all(kind)]
    assert visit.code() not in str(held)


def test_a_finished_sign_in_leaves_it(visit: Visit) -> None:
    visit.password("alice").give(factor="totp").give(code=visit.code())
    assert visit.outbox() == []


def test_it_can_be_narrowed_down_to_one_person(visit: Visit) -> None:
    visit.password("ben").give(factor="sms")
    found = visit.client.get("/simulated-org/outbox", params={"login": "alice@acme.example"}).json()
    assert found == {"messages": [], "pushes": []}


def test_a_push_is_answered_once(visit: Visit) -> None:
    visit.password("alice").give(factor="push")
    visit.answer_push("deny")
    assert "was denied already" in visit.answer_push("approve").text


def test_a_push_takes_yes_or_no(visit: Visit) -> None:
    visit.password("alice").give(factor="push")
    assert visit.answer_push("perhaps").status_code == 400


def test_an_unknown_push_cannot_be_answered(visit: Visit) -> None:
    assert visit.client.post("/simulated-org/outbox/unknown", json={"answer": "approve"}).status_code == 404


def test_a_person_sees_buttons(visit: Visit) -> None:
    visit.password("alice").give(factor="push")
    page = Page(visit.client.get("/simulated-org/outbox", headers=HTML))
    assert page.buttons == {("answer", "approve"): "Approve", ("answer", "deny"): "Deny"}
    pressed = visit.client.post(page.action, data={**page.hidden, "answer": "approve"}, headers=HTML)
    assert (pressed.status_code, pressed.headers["location"]) == (303, "/simulated-org/outbox?login=")
    assert visit.look_again().step == "finished"


def test_a_person_sees_codes(visit: Visit, browser: httpx.Client) -> None:
    visit.password("ben").give(factor="sms")
    assert visit.code() in Page(browser.get("/simulated-org/outbox", headers=HTML)).text
