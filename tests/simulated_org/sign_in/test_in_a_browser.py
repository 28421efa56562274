"""The sign-in page in Chromium, as large as the Mac's login window shows it, by mouse, keyboard and screen reader."""

from __future__ import annotations

from collections.abc import Iterator

import httpx
import pytest
from axe_playwright_python.sync_playwright import Axe  # type: ignore[import-untyped]
from playwright.sync_api import Browser, sync_playwright

from jamf_connect_okta.simulated_org.serving.running import RunningOrg

from ..conftest import ok
from .conftest import App, mfa
from .window import REDIRECT_URI, Window, launch

SMALL = {"width": 640, "height": 480}
PASSWORD_ONLY = {"type": "ASSURANCE", "factorMode": "1FA", "constraints": [{"knowledge": {"types": ["password"]}}]}


# For this module only: Playwright keeps an event loop running in this thread, where other tests need theirs.
@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        browser = launch(playwright)
        yield browser
        browser.close()


@pytest.fixture
def window(chromium: Browser, org: RunningOrg, app: App) -> Iterator[Window]:
    context = chromium.new_context(viewport=SMALL, reduced_motion="reduce")  # type: ignore[arg-type]
    yield Window(context.new_page(), org, app.id)
    context.close()


def test_a_password_gets_in(window: Window, app: App) -> None:
    app.asks_for(PASSWORD_ONLY)
    window.password("chloe")
    assert window.is_sent_on


def test_a_push_gets_in_once_it_is_approved(window: Window) -> None:
    window.password("alice").press("Get a push notification")
    outbox = window.open_outbox()
    with window.page.expect_request(f"{REDIRECT_URI}?*", timeout=15_000):
        outbox.get_by_role("button", name="Approve").click()
    assert window.is_sent_on


def test_a_denied_push_does_not_get_in(window: Window) -> None:
    window.password("alice").press("Get a push notification")
    window.open_outbox().get_by_role("button", name="Deny").click()
    window.page.get_by_role("button", name="Resend push notification").wait_for(timeout=15_000)
    assert window.alert == "You have chosen to reject this login."
    assert not window.is_sent_on


def test_a_code_of_the_app_gets_in(window: Window) -> None:
    window.password("alice").press("Enter a code")
    window.type("Code", window.read_code())
    assert window.is_sent_on


def test_a_code_by_sms_gets_in(window: Window) -> None:
    window.password("ben").press("Receive a code by SMS")
    window.type("Code", window.read_code())
    assert window.is_sent_on


def test_a_wrong_code_is_told_and_typed_again(window: Window) -> None:
    window.password("alice").press("Enter a code").type("Code", "0")
    assert window.alert == "Your code doesn't match our records. Please try again."
    assert window.page.title().startswith("Error: Verify with Okta Verify")
    window.type("Code", window.read_code())
    assert window.is_sent_on


def test_a_locked_user_does_not_get_in(window: Window) -> None:
    window.password("liam")
    assert (window.step, window.alert) == ("password", "Unable to sign in")


def test_somebody_without_a_factor_sets_one_up(window: Window) -> None:
    window.password("chloe").press("Receive a code by email")
    window.type("Code", window.read_code())
    assert window.is_sent_on


def test_somebody_who_can_set_none_up_is_told_why(window: Window, app: App) -> None:
    app.asks_for(mfa("webauthn"))
    window.password("chloe")
    assert window.alert == "You have no security method that this application accepts. Contact your administrator."
    assert "Authentication policy 'MFA'" in window.page.get_by_role("main").inner_text()


def test_a_temporary_password_is_changed(window: Window, app: App, okta: httpx.Client) -> None:
    app.asks_for(PASSWORD_ONLY)
    sam = ok(okta.get("/api/v1/users/sam@acme.example"))
    ok(okta.post(f"/api/v1/users/{sam['id']}/lifecycle/activate", params={"sendEmail": "false"}))
    window.password("sam")
    window.page.get_by_label("New password", exact=True).fill("Better-Password-1")
    window.type("Repeat new password", "Better-Password-1")
    assert window.is_sent_on


def test_the_keyboard_is_enough(window: Window) -> None:
    """Every page begins where something can be typed or pressed; Tab and Enter do the rest."""
    keyboard = window.page.keyboard

    def enter(text: str = "", *, tabs: int = 0) -> None:
        # A browser moves the focus when it draws the page, a moment after the page was loaded.
        window.page.wait_for_function("document.activeElement !== document.body")
        for _ in range(tabs):
            keyboard.press("Tab")
        keyboard.type(text)
        with window.a_new_page():
            keyboard.press("Enter")

    enter("alice@acme.example")
    enter("wrong")
    enter("Alice-Rehearsal-1")
    enter(tabs=1)
    assert window.step == "code"
    enter(tabs=2)
    assert window.step == "select-factor"
    enter(tabs=1)
    enter(httpx.get(f"{window.org.base_url}/simulated-org/outbox", trust_env=False).json()["messages"][0]["code"])
    assert window.is_sent_on


def test_what_has_the_focus_can_be_seen(window: Window) -> None:
    outline = "getComputedStyle(document.activeElement).outlineWidth"
    window.page.wait_for_function("document.activeElement !== document.body")
    assert window.page.evaluate(outline) == "3px"
    window.page.keyboard.press("Tab")
    assert window.page.evaluate(outline) == "3px"


def test_an_error_belongs_to_its_field(window: Window) -> None:
    window.type("Username", "alice@acme.example").type("Password", "wrong")
    field = window.page.get_by_role("textbox", name="Password", description="Unable to sign in")
    assert field.get_attribute("aria-invalid") == "true"


def stops_of_every_step(window: Window, app: App) -> Iterator[str]:
    """Leads the window through every page; yields what it is."""
    yield "username"
    window.type("Username", "alice@acme.example")
    yield "password"
    window.type("Password", "wrong")
    yield "wrong password"
    window.type("Password", "Alice-Rehearsal-1")
    yield "select-factor"
    window.press("Enter a code").type("Code", "0")
    yield "wrong code"
    window.press("Verify with something else").press("Get a push notification")
    yield "push"
    window.press("Back to sign in").password("chloe")
    yield "enroll-factor"
    window.press("Enter a code")
    yield "enroll-code"
    window.press("Back to sign in").password("erin")
    yield "change-password"
    app.asks_for(mfa("webauthn"))
    window.press("Back to sign in").password("walter")
    yield "security-key"
    window.press("Back to sign in").password("ines")
    yield "denied"
    window.page.goto(f"{window.org.base_url}/signin")
    yield "expired"
    window.page.goto(f"{window.org.base_url}/simulated-org/outbox")
    yield "outbox"


def test_every_page_can_be_used_with_a_screen_reader(window: Window, app: App) -> None:
    """No rule of axe-core is broken: names, labels, roles, landmarks, language, contrast.

    All but one: without scripts, a page that waits for a push has to load itself again.
    """
    rules = {"resultTypes": ["violations"], "rules": {"meta-refresh": {"enabled": False}}}
    for stop in stops_of_every_step(window, app):
        found = Axe().run(window.page, options=rules).response
        assert len(found["passes"]) > 10, stop
        assert [(one["id"], one["nodes"][0]["html"]) for one in found["violations"]] == [], stop


def test_every_page_fits_a_small_window(window: Window, app: App) -> None:
    for stop in stops_of_every_step(window, app):
        over = "document.documentElement.{0} - document.documentElement.{1}"
        width = window.page.evaluate(over.format("scrollWidth", "clientWidth"))
        height = window.page.evaluate(over.format("scrollHeight", "clientHeight"))
        assert (width, height) == (0, 0), stop


def test_no_page_breaks_its_own_security_policy(window: Window, app: App) -> None:
    said: list[str] = []
    window.page.on("console", lambda message: said.append(message.text))
    for _ in stops_of_every_step(window, app):
        pass
    assert [text for text in said if "Content Security Policy" in text or "Content-Security-Policy" in text] == []
