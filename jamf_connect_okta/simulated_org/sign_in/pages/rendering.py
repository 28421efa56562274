"""Turns templates into pages that a browser treats with care."""

from __future__ import annotations

import base64
import hashlib
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from jamf_connect_okta.simulated_org.core.api import Answer
from jamf_connect_okta.simulated_org.core.org import Org

_TEMPLATES = Path(__file__).parent.parent / "templates"
_ENVIRONMENT = Environment(
    loader=FileSystemLoader(_TEMPLATES),
    autoescape=True,
    undefined=StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
)
_STYLE = _ENVIRONMENT.get_template("style.css").render()
_STYLE_HASH = base64.b64encode(hashlib.sha256(_STYLE.encode()).digest()).decode()
_HEADERS = {
    # No form-action: browsers hold it against redirects behind a form as well, and a sign-in ends in one to the app.
    "Content-Security-Policy": (
        f"default-src 'none'; style-src 'sha256-{_STYLE_HASH}'; img-src data:; base-uri 'none'; frame-ancestors 'none'"
    ),
    "X-Frame-Options": "DENY",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",  # The state token is part of the page's address.
}


def page(org: Org, template: str, *, status: int = 200, **context: object) -> Answer:
    """The template, filled in."""
    html = _ENVIRONMENT.get_template(template).render(company=org.meta["company"], **context)
    return Answer(status, html, headers=_HEADERS, media_type="text/html")
