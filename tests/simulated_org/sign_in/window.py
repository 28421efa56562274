"""A browser window of the login window's size, and the browser that is on this machine."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlencode

import pytest
from playwright.sync_api import Browser, Error, Page, Playwright

from jamf_connect_okta.simulated_org.serving.running import RunningOrg

REDIRECT_URI = "https://127.0.0.1/jamfconnect"
_NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
_ON_A_MAC = Path("/Applications/Google Chrome.app/Contents/MacOS/Google Chrome")
_QUIET = (
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-gpu",
    "--disable-quic",
    "--disable-sync",
    "--no-first-run",
)


def launch(playwright: Playwright) -> Browser:
    """The browser, with a new and empty profile; without one the test is skipped, but fails in CI."""
    found = next(filter(None, map(shutil.which, _NAMES)), None) or (str(_ON_A_MAC) if _ON_A_MAC.exists() else None)
    if found is None:
        message = "there is no Chromium here (Debian: apt install chromium)"
        if os.environ.get("CI") == "true":
            pytest.fail(f"CI must drive a browser, and {message}")
        pytest.skip(message)
    return playwright.chromium.launch(executable_path=found, args=_QUIET, chromium_sandbox=False)


class Window:
    """A sign-in in a browser, told in what a person does."""

    def __init__(self, page: Page, org: RunningOrg, app_id: str) -> None:
        self.page, self.org = page, org
        app = org.org.store.get("app", app_id)
        assert app is not None
        self._sent_on: list[str] = []
        page.on("request", lambda request: self._sent_on.append(request.url))
        asked = {"client_id": app["clientId"], "response_type": "code", "scope": "openid", "redirect_uri": REDIRECT_URI}
        protection = {"state": "s", "code_challenge_method": "S256", "code_challenge": "0" * 43}
        page.goto(f"{org.base_url}/oauth2/v1/authorize?{urlencode({**asked, **protection})}")

    @property
    def step(self) -> str | None:
        return self.page.get_by_role("main").get_attribute("data-step")

    @property
    def alert(self) -> str:
        return self.page.get_by_role("alert").inner_text()

    @property
    def is_sent_on(self) -> bool:
        """Whether the sign-in has ended in the redirect to the app, with a code."""
        return any(url.startswith(f"{REDIRECT_URI}?code=") for url in self._sent_on)

    def type(self, label: str, text: str) -> Window:
        """Fills in a field by its label, and presses Enter."""
        self.page.get_by_label(label, exact=True).fill(text)
        with self.a_new_page():
            self.page.keyboard.press("Enter")
        return self

    @contextmanager
    def a_new_page(self) -> Iterator[None]:
        """Waits for it; nobody listens at the redirect URI, which Jamf Connect's web view only catches."""
        try:
            with self.page.expect_navigation():
                yield
        except Error:
            if not self.is_sent_on:
                raise

    def press(self, button: str) -> Window:
        with self.a_new_page():
            self.page.get_by_role("button", name=button).click()
        return self

    def password(self, name: str) -> Window:
        return self.type("Username", f"{name}@acme.example").type("Password", f"{name.capitalize()}-Rehearsal-1")

    def open_outbox(self) -> Page:
        """The outbox, by the link at the foot of the page."""
        with self.page.context.expect_page() as opened:
            self.page.get_by_role("link", name="outbox").click()
        return opened.value

    def read_code(self) -> str:
        outbox = self.open_outbox()
        code = outbox.locator(".code").last.inner_text()
        outbox.close()
        return code
