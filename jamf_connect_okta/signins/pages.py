"""Reads a sign-in page as a browser does: its step, its message, its form."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from html.parser import HTMLParser


@dataclass
class Page:
    """What a page holds. `hidden` goes back with every answer; `buttons` are the values that a name can be given."""

    step: str = ""
    reason: str = ""
    alert: str = ""
    action: str = ""
    hidden: dict[str, str] = field(default_factory=dict)
    inputs: list[str] = field(default_factory=list)
    buttons: dict[str, list[str]] = field(default_factory=dict)

    def offered(self, name: str) -> Sequence[str]:
        """The values that can be chosen for a field; an empty one leads back to the choice."""
        return self.buttons.get(name, ())


def read_page(html: str) -> Page:
    """The page's first form, and what is said around it."""
    reader = _Reader()
    reader.feed(html)
    reader.page.alert = " ".join(reader.page.alert.split())
    return reader.page


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.page = Page()
        self._alert_in: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if self._alert_in or given.get("role") == "alert":
            self._alert_in.append(tag)
        if tag == "main":
            self.page.step, self.page.reason = given.get("data-step", ""), given.get("data-reason", "")
        elif tag == "form" and not self.page.action:
            self.page.action = given.get("action", "")
        elif tag == "input" and given.get("type") == "hidden":
            self.page.hidden[given["name"]] = given.get("value", "")
        elif tag == "input" and given.get("type") in ("radio", "checkbox"):
            self.page.buttons.setdefault(given["name"], []).append(given.get("value", ""))
        elif tag == "input" and "name" in given:
            self.page.inputs.append(given["name"])
        elif tag == "button" and "name" in given:
            self.page.buttons.setdefault(given["name"], []).append(given.get("value", ""))

    def handle_endtag(self, tag: str) -> None:
        if tag in self._alert_in:
            del self._alert_in[self._alert_in.index(tag) :]

    def handle_data(self, data: str) -> None:
        if self._alert_in:
            self.page.alert += data
