"""Reads the sign-in page as a program without a browser does: its step, its words, its one form."""

from __future__ import annotations

from html.parser import HTMLParser

import httpx

from jamf_connect_okta.simulated_org.serving.running import RunningOrg
from jamf_connect_okta.simulated_org.sign_in import transactions

PASSWORD = "{name}-Rehearsal-1"
_VOID = {"input", "meta", "link", "br"}


class Page(HTMLParser):
    """What is on a page."""

    def __init__(self, answer: httpx.Response) -> None:
        super().__init__()
        self.answer = answer
        self.step = self.reason = self.heading = self.text = ""
        self.alert: str | None = None
        self.action = ""
        self.hidden: dict[str, str] = {}
        self.inputs: dict[str, dict[str, str]] = {}
        self.buttons: dict[tuple[str, str], str] = {}
        self._open: list[tuple[str, dict[str, str]]] = []
        self.feed(answer.text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        attributes = {name: value or "" for name, value in attrs}
        if tag == "main":
            self.step, self.reason = attributes.get("data-step", ""), attributes.get("data-reason", "")
        elif tag == "form":
            self.action = attributes["action"]
        elif tag == "input" and attributes["type"] == "hidden":
            self.hidden[attributes["name"]] = attributes["value"]
        elif tag == "input" and "name" in attributes:
            self.inputs[attributes["name"]] = attributes
        if attributes.get("role") == "alert":
            self.alert = ""
        if tag not in _VOID:
            self._open.append((tag, attributes))

    def handle_endtag(self, tag: str) -> None:
        assert self._open.pop()[0] == tag, "a page of well-nested elements"

    def handle_data(self, data: str) -> None:
        if not self._open or self._open[-1][0] == "style":
            return
        self.text += data
        if any(attributes.get("role") == "alert" for _, attributes in self._open):
            self.alert = (self.alert or "") + data
        for tag, attributes in self._open:
            if tag == "h1":
                self.heading += data
            elif tag == "button":
                key = attributes.get("name", ""), attributes.get("value", "")
                self.buttons[key] = self.buttons.get(key, "") + data

    @property
    def factors(self) -> list[str]:
        """Those that can be chosen."""
        return [value for name, value in self.buttons if name == "factor" and value]


class Visit:
    """A sign-in in a browser that keeps nothing but the page it is on."""

    def __init__(self, org: RunningOrg, app_id: str, client: httpx.Client, hint: str = "") -> None:
        self.org, self.client = org.org, client
        app = self.org.store.get("app", app_id)
        assert app is not None
        with self.org.store.transaction():
            self.state_token = transactions.begin(self.org, app, {}, login_hint=hint)
        self.answer = self.client.get("/signin", params={"stateToken": self.state_token})

    @property
    def page(self) -> Page:
        return Page(self.answer)

    @property
    def step(self) -> str:
        """The step on the page; "finished" where the browser is sent on."""
        return "finished" if self.answer.is_redirect else self.page.step

    def give(self, **fields: str) -> Visit:
        """Fills in the form and sends it."""
        page = self.page
        self.answer = self.client.post(page.action, data={**page.hidden, **fields})
        return self

    def look_again(self) -> Visit:
        self.answer = self.client.get("/signin", params={"stateToken": self.state_token})
        return self

    def name(self, name: str) -> Visit:
        return self.give(username=f"{name}@acme.example")

    def password(self, name: str) -> Visit:
        """The username, then the password of the seed."""
        return self.name(name).give(password=PASSWORD.format(name=name.capitalize()))

    def outbox(self, kind: str = "messages") -> list[dict[str, str]]:
        found: list[dict[str, str]] = self.client.get("/simulated-org/outbox").json()[kind]
        return found

    def code(self) -> str:
        """The newest code in the outbox."""
        return self.outbox()[-1]["code"]

    def answer_push(self, answer: str) -> httpx.Response:
        push = self.outbox("pushes")[-1]
        return self.client.post(f"/simulated-org/outbox/{push['id']}", json={"answer": answer})
